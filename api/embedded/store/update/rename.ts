import { badValue } from '../errors.ts'
import type { Doc, Maybe, Value } from '../values.ts'
import { changedAt, childOf } from './change.ts'
import { isDynamic, splitUpdatePath } from './paths.ts'

/** One field of a $rename. */
export interface Rename {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** Checks one field of a $rename. Throws 2 for what is no name, the same name, or a path with `$` in it. */
export function parseRename(source: string, target: Value): Rename {
  if (typeof target !== 'string') throw badValue("The 'to' field for $rename must be a string")
  const from = splitUpdatePath(source)
  const to = splitUpdatePath(target)
  if (isDynamic(from) || isDynamic(to)) throw badValue(`$rename may not be dynamic: ${source} ${target}`)
  if (`${target}.`.startsWith(`${source}.`) || `${source}.`.startsWith(`${target}.`)) {
    throw badValue(`The source and target field for $rename must not be on the same path: ${source} ${target}`)
  }
  return { from, to }
}

/** Moves the value where there is one; neither of the two paths may lead through an array. */
export function renamed(doc: Doc, { from, to }: Rename): Doc {
  // Throws where the path could not be.
  changedAt(doc, from, { creates: true, next: (current) => current })
  const value = valueAlong(doc, from)
  if (value === undefined) return doc
  for (const path of [from, to]) {
    if (!path.some((_, i) => i > 0 && Array.isArray(valueAlong(doc, path.slice(0, i))))) continue
    throw badValue(`The fields of $rename cannot be array elements: '${path.join('.')}' leads through an array`)
  }
  const moved = changedAt(doc, to, { creates: true, next: () => value })
  return changedAt(moved, from, { creates: false, next: () => undefined })
}

const valueAlong = (doc: Doc, names: readonly string[]): Maybe => names.reduce<Maybe>(childOf, doc)
