import { compareExact } from '../../bson/order.ts'
import type { Maybe, Value } from '../../values.ts'
import { type MemoryMeter, sizeOf } from '../memory.ts'
import { isNullish } from '../operator.ts'
import type { Accumulator } from './accumulator.ts'

/** $firstN: null where the field is missing. */
export class FirstSeveral implements Accumulator {
  private readonly values: Value[] = []

  constructor(
    private readonly count: number,
    private readonly meter: MemoryMeter,
  ) {}

  add(value: Maybe): void {
    if (this.values.length >= this.count) return
    this.meter.take(8 + sizeOf(value))
    this.values.push(value ?? null)
  }

  result(): Maybe {
    return this.values
  }
}

export class LastSeveral implements Accumulator {
  private readonly values: Value[] = []

  constructor(
    private readonly count: number,
    private readonly meter: MemoryMeter,
  ) {}

  add(value: Maybe): void {
    this.meter.take(8 + sizeOf(value))
    this.values.push(value ?? null)
    if (this.values.length > this.count) this.meter.take(-8 - sizeOf(this.values.shift()))
  }

  result(): Maybe {
    return this.values
  }
}

/** The few that come first in an order, kept sorted; of equals, those that came first. */
export class Leading<T> {
  readonly items: T[] = []

  constructor(
    private readonly count: number,
    private readonly compare: (a: T, b: T) => number,
    private readonly meter: MemoryMeter,
    private readonly size: (item: T) => number,
  ) {}

  add(item: T): void {
    if (this.items.length === this.count && this.compare(item, this.items.at(-1)!) >= 0) return
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.compare(item, this.items[middle]!) < 0) high = middle
      else low = middle + 1
    }
    this.items.splice(low, 0, item)
    this.meter.take(this.size(item))
    if (this.items.length > this.count) this.meter.take(-this.size(this.items.pop()!))
  }
}

/** $minN (direction 1) and $maxN (-1); null and missing do not count. */
export class Extremes implements Accumulator {
  private readonly leading: Leading<Value>

  constructor(count: number, direction: 1 | -1, meter: MemoryMeter) {
    this.leading = new Leading<Value>(count, (a, b) => direction * compareExact(a, b), meter, sizeOf)
  }

  add(value: Maybe): void {
    if (!isNullish(value)) this.leading.add(value)
  }

  result(): Maybe {
    return this.leading.items
  }
}
