import { badValue, StoreError } from '../errors.ts'
import { compareText } from '../bson/order.ts'

/** `$[]` or `$[id]` in an update path. */
export const ARRAY_STEP = /^\$\[(.*)\]$/
const INDEX = /^(0|[1-9]\d*)$/

/** Whether a name in a path can mean a position of an array. */
export const isIndex = (name: string): boolean => INDEX.test(name)

/** Needs the document to say which fields it means: it has a `$`, `$[]` or `$[id]`. */
export const isDynamic = (names: readonly string[]): boolean =>
  names.some((name) => name === '$' || ARRAY_STEP.test(name))

/** The names of an update path. Throws 56 for an empty name, 2 for a misplaced `$`. */
export function splitUpdatePath(path: string): string[] {
  const names = path.split('.')
  if (names.includes(''))
    throw new StoreError(56, 'EmptyFieldName', `The update path '${path}' has an empty field name.`)
  if (isDynamic(names.slice(0, 1)))
    throw badValue(`Cannot have a positional element in the first place in path '${path}'`)
  if (names.indexOf('$') !== names.lastIndexOf('$')) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`)
  }
  return names
}

/** MongoDB ≥ 5 goes through the paths of an update by name, positions by number; new fields are appended in this order. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, i) => name !== b[i])
  if (at === -1 || at >= b.length) return a.length - b.length
  const [x, y] = [a[at]!, b[at]!]
  return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : compareText(x, y)
}

/** Throws 40 where two of the paths are the same or one leads through the other. */
export function checkConflicts(paths: readonly (readonly string[])[]): void {
  const sorted = [...paths].sort(comparePaths)
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1]!
    const path = sorted[i]!
    if (before.some((name, at) => name !== path[at])) continue
    const what = `Updating the path '${path.join('.')}' would create a conflict at '${before.join('.')}'`
    throw new StoreError(40, 'ConflictingUpdateOperators', what)
  }
}
