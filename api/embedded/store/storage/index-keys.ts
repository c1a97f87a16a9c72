import { StoreError } from '../errors.ts'
import { isDoc, type Doc, type Value } from '../values.ts'
import { EMPTY_ARRAY, type KeyPart } from './key-bytes.ts'

/** What a document contributes to an index: one row of values for each entry. */
export interface IndexRows {
  readonly rows: readonly (readonly KeyPart[])[]
  /** Which of the index's fields went through an array. */
  readonly arrays: readonly number[]
}

/** A field followed as far as one can go without fanning out: to its end, or to the first array on the way. */
interface Step {
  readonly value: KeyPart
  /** What of the path is still to be followed; none once it is at its end. */
  readonly rest?: readonly string[]
}

const INDEX = /^\d+$/

/**
 * The rows of a document, as MongoDB makes them: an array gives one row for each element, an empty array counts as
 * "undefined", a missing field as null. Throws 171 where two fields go through different arrays.
 */
export function indexRows(doc: Doc, paths: readonly (readonly string[])[]): IndexRows {
  const arrays = new Set<number>()
  /** The fields that stopped at the same array fan out together. */
  const rowsOf = (steps: readonly Step[]): KeyPart[][] => {
    const open = steps.find(({ rest }) => rest)
    if (!open) return [steps.map(({ value }) => value)]
    const list = open.value as Value[]
    for (const [i, { value, rest }] of steps.entries()) {
      if (rest && value !== list) {
        throw new StoreError(171, 'CannotIndexParallelArrays', 'cannot index parallel arrays')
      }
      if (rest) arrays.add(i)
    }
    const elements: readonly (Value | typeof EMPTY_ARRAY)[] = list.length > 0 ? list : [EMPTY_ARRAY]
    return elements.flatMap((element) => rowsOf(steps.map((step) => (step.rest ? inside(element, step.rest) : step))))
  }
  const rows = rowsOf(paths.map((path) => follow(doc, path)))
  return { rows, arrays: [...arrays] }
}

/** None of the index's fields is there: a sparse index has no entry for this row. */
export const isAbsent = (row: readonly KeyPart[]): boolean => row.every((part) => part === undefined)

/** An element of an array that was stopped at. Arrays directly in arrays are values, and not looked into. */
function inside(element: Value | typeof EMPTY_ARRAY, rest: readonly string[]): Step {
  if (rest.length === 0) return { value: element }
  return element instanceof Map ? follow(element, rest) : { value: undefined }
}

/** A number in a path is a position of an array, if there is such a position. */
function follow(start: Doc, path: readonly string[]): Step {
  let value: Value | undefined = start
  for (let at = 0; at < path.length; at++) {
    const name = path[at]!
    if (Array.isArray(value)) {
      const element: Value | undefined = INDEX.test(name) ? value[Number(name)] : undefined
      if (element === undefined) return { value, rest: path.slice(at) }
      value = element
    } else value = isDoc(value) ? value.get(name) : undefined
  }
  return Array.isArray(value) ? { value, rest: [] } : { value }
}
