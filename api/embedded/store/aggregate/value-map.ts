import { keyOf } from '../bson/order.ts'
import { BSONSymbol, type Maybe } from '../values.ts'

/**
 * A map keyed by values as MongoDB takes them for equal. Strings and dates, by which most groups are made, are looked
 * up as they are; for all others the text of keyOf is made.
 */
export class ValueMap<T> {
  private strings: Map<string, T> | undefined
  private dates: Map<number, T> | undefined
  private others: Map<string, T> | undefined

  get(value: Maybe): T | undefined {
    if (typeof value === 'string') return this.strings?.get(value)
    if (value instanceof Date) return this.dates?.get(value.getTime())
    return value instanceof BSONSymbol ? this.strings?.get(value.value) : this.others?.get(keyOf(value))
  }

  set(value: Maybe, item: T): void {
    if (typeof value === 'string') (this.strings ??= new Map()).set(value, item)
    else if (value instanceof Date) (this.dates ??= new Map()).set(value.getTime(), item)
    else if (value instanceof BSONSymbol) this.set(value.value, item)
    else (this.others ??= new Map()).set(keyOf(value), item)
  }
}
