import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import { identical } from '../bson/identical.ts'
import { typeName } from '../bson/order.ts'
import { isIndex } from './paths.ts'

/** What an operator makes of the value at its path; undefined removes it, or leaves a missing one missing. */
export interface Change {
  /** Makes the documents on the way where they are missing ($set does, $unset does not). */
  readonly creates: boolean
  next(current: Maybe): Maybe
}

/** MongoDB: an array may not be extended past this many nulls at once (code 154, CannotBackfillArray). */
const MAX_PADDING = 1_500_000

/**
 * A document being updated. What it was made from stays untouched: each document or array on the way is copied the
 * first time something in it changes.
 */
export class Draft {
  changed = false
  private readonly own = new Set<object>()

  constructor(public doc: Doc) {}

  get(names: readonly string[]): Maybe {
    let value: Maybe = this.doc
    for (const name of names) value = childOf(value, name)
    return value
  }

  /** Throws 28 where something on the way could never hold the path's end. */
  checkViable(names: readonly string[]): void {
    this.apply(names, { creates: true, next: (current) => current })
  }

  apply(names: readonly string[], change: Change): void {
    this.doc = this.inDoc(this.doc, names, 0, change)
  }

  private inDoc(doc: Doc, names: readonly string[], at: number, change: Change): Doc {
    const name = names[at]!
    const current = doc.get(name)
    const next = this.nextOf(current, names, at, change)
    if (next === current) return doc
    const copy = this.owned(doc, () => new Map(doc))
    if (next === undefined) copy.delete(name)
    else copy.set(name, next)
    return copy
  }

  private inArray(list: Value[], names: readonly string[], at: number, change: Change): Value[] {
    const name = names[at]!
    if (!isIndex(name)) return this.blocked(list, names, at, change)
    const position = Number(name)
    const current = list[position]
    const next = this.nextOf(current, names, at, change)
    if (next === current) return list
    if (position - list.length > MAX_PADDING) {
      throw new StoreError(154, 'CannotBackfillArray', `can't backfill more than ${MAX_PADDING} elements`)
    }
    const copy = this.owned(list, () => [...list])
    while (copy.length < position) copy.push(null)
    // An element cannot be missing: $unset leaves null in its place.
    copy[position] = next ?? null
    return copy
  }

  /** The value to stand at names[at], given the one that stands there. */
  private nextOf(current: Maybe, names: readonly string[], at: number, change: Change): Maybe {
    if (at === names.length - 1) return this.noted(current, change.next(current))
    if (isDoc(current)) return this.inDoc(current, names, at + 1, change)
    if (Array.isArray(current)) return this.inArray(current, names, at + 1, change)
    if (current !== undefined) return this.blocked(current, names, at + 1, change)
    return change.creates ? this.created(names, at + 1, change) : undefined
  }

  /** Documents for what is missing on the way; nothing if there is nothing to put at its end. */
  private created(names: readonly string[], at: number, change: Change): Maybe {
    let value = this.noted(undefined, change.next(undefined))
    if (value === undefined) return undefined
    for (let i = names.length - 1; i >= at; i--) value = new Map([[names[i]!, value]])
    return value
  }

  private noted(current: Maybe, next: Maybe): Maybe {
    if (identical(current, next)) return current
    this.changed = true
    return next
  }

  private blocked<T extends Value>(value: T, names: readonly string[], at: number, change: Change): T {
    if (!change.creates) return value
    throw new StoreError(
      28,
      'PathNotViable',
      `Cannot create field '${names[at]}' in element '${names[at - 1] ?? ''}' of type ${typeName(value)}`,
    )
  }

  private owned<T extends Doc | Value[]>(value: T, copy: () => T): T {
    if (this.own.has(value)) return value
    const made = copy()
    this.own.add(made)
    return made
  }
}

/** The value a name of a path leads to, where there is one. */
export function childOf(value: Maybe, name: string): Maybe {
  if (isDoc(value)) return value.get(name)
  return Array.isArray(value) && isIndex(name) ? value[Number(name)] : undefined
}
