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
 * The document with the change made at a path; the same document where nothing changed. What it is made from stays
 * untouched. Throws 28 where something on the way could never hold the path's end.
 */
export const changedAt = (doc: Doc, names: readonly string[], change: Change): Doc => inDoc(doc, names, 0, change)

function inDoc(doc: Doc, names: readonly string[], at: number, change: Change): Doc {
  const name = names[at]!
  const current = doc.get(name)
  const next = nextOf(current, names, at, change)
  if (next === current) return doc
  const copy = new Map(doc)
  if (next === undefined) copy.delete(name)
  else copy.set(name, next)
  return copy
}

function inArray(list: Value[], names: readonly string[], at: number, change: Change): Value[] {
  const position = Number(names[at])
  const current = list[position]
  const next = nextOf(current, names, at, change)
  if (next === current) return list
  if (position - list.length > MAX_PADDING) {
    throw new StoreError(154, 'CannotBackfillArray', `can't backfill more than ${MAX_PADDING} elements`)
  }
  const copy = [...list]
  while (copy.length < position) copy.push(null)
  // An element cannot be missing: $unset leaves null in its place.
  copy[position] = next ?? null
  return copy
}

/** The value to stand at names[at], given the one that stands there; that very one where nothing changes. */
function nextOf(current: Maybe, names: readonly string[], at: number, change: Change): Maybe {
  if (at === names.length - 1) {
    const next = change.next(current)
    return identical(current, next) ? current : next
  }
  if (isDoc(current)) return inDoc(current, names, at + 1, change)
  if (Array.isArray(current) && isIndex(names[at + 1]!)) return inArray(current, names, at + 1, change)
  if (current === undefined) return created(names, at + 1, change)
  if (!change.creates) return current
  const what = `Cannot create field '${names[at + 1]}' in element '${names[at]}' of type ${typeName(current)}`
  throw new StoreError(28, 'PathNotViable', what)
}

/** Documents for what is missing on the way; nothing if there is nothing to put at its end. */
function created(names: readonly string[], at: number, change: Change): Maybe {
  const value = change.creates ? change.next(undefined) : undefined
  if (value === undefined) return undefined
  return names.slice(at).reduceRight<Value>((inner, name) => new Map([[name, inner]]), value)
}

/** The value a name of a path leads to, where there is one. */
export function childOf(value: Maybe, name: string): Maybe {
  if (isDoc(value)) return value.get(name)
  return Array.isArray(value) && isIndex(name) ? value[Number(name)] : undefined
}
