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
  if (names.includes('')) {
    const what =
      path === ''
        ? 'An empty update path is not valid.'
        : `The update path '${path}' contains an empty field name, which is not allowed.`
    throw new StoreError(56, 'EmptyFieldName', what)
  }
  if (names[0] === '$') {
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
  }
  if (ARRAY_STEP.test(names[0]!)) {
    throw badValue(
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
    )
  }
  if (names.filter((name) => name === '$').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`)
  }
  return names
}

/** MongoDB ≥ 5 goes through the paths of an update by name, positions by number; new fields are appended in this order. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a[i]!
    const y = b[i]!
    if (x === y) continue
    return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : compareText(x, y)
  }
  return a.length - b.length
}

/** Throws 40 where two of the paths are the same or one leads through the other. */
export function checkConflicts(paths: readonly (readonly string[])[]): void {
  const sorted = [...paths].sort(comparePaths)
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1]!
    const path = sorted[i]!
    if (before.length > path.length || before.some((name, at) => name !== path[at])) continue
    throw new StoreError(
      40,
      'ConflictingUpdateOperators',
      `Updating the path '${path.join('.')}' would create a conflict at '${before.join('.')}'`,
    )
  }
}
