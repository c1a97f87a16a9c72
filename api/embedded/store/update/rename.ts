import { badValue } from '../errors.ts'
import { typeName } from '../bson/order.ts'
import type { Value } from '../values.ts'
import type { Draft } from './change.ts'
import { isDynamic, splitUpdatePath } from './paths.ts'

/** One field of a $rename. */
export interface Rename {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** Checks one field of a $rename. Throws 2 for what is no name, the same name, or a path with `$` in it. */
export function parseRename(source: string, target: Value): Rename {
  if (typeof target !== 'string') {
    throw badValue(`The 'to' field for $rename must be a string, but was of type ${typeName(target)}`)
  }
  const from = splitUpdatePath(source)
  const to = splitUpdatePath(target)
  if (isDynamic(from)) throw badValue(`The source field for $rename may not be dynamic: ${source}`)
  if (isDynamic(to)) throw badValue(`The destination field for $rename may not be dynamic: ${target}`)
  if (source === target) throw badValue(`The source and target field for $rename must differ: ${source}`)
  if (`${target}.`.startsWith(`${source}.`) || `${source}.`.startsWith(`${target}.`)) {
    throw badValue(`The source and target field for $rename must not be on the same path: ${source} ${target}`)
  }
  return { from, to }
}

/** Moves the value where there is one; neither of the two paths may lead through an array. */
export function applyRename(draft: Draft, { from, to }: Rename): void {
  draft.checkViable(from)
  const value = draft.get(from)
  if (value === undefined) return
  checkNoArray(draft, from, 'source')
  checkNoArray(draft, to, 'destination')
  draft.apply(to, { creates: true, next: () => value })
  draft.apply(from, { creates: false, next: () => undefined })
}

function checkNoArray(draft: Draft, path: readonly string[], which: string): void {
  if (!path.some((_, i) => i > 0 && Array.isArray(draft.get(path.slice(0, i))))) return
  throw badValue(`The ${which} field cannot be an array element, '${path.join('.')}' leads through an array`)
}
