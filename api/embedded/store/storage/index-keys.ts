import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import { EMPTY_ARRAY, type KeyPart } from './key-bytes.ts'

/** What a document contributes to an index: one row of values for each entry. */
export interface IndexRows {
  readonly rows: readonly (readonly KeyPart[])[]
  /** Which of the index's fields went through an array. */
  readonly arrays: readonly number[]
}

interface Hit {
  readonly list: readonly Value[]
  readonly name: string
  /** What of the path is still to be followed inside each element. */
  readonly rest: readonly string[]
}

const INDEX = /^\d+$/

/**
 * The rows of a document, as MongoDB makes them: an array gives one row for each element, an empty array counts as
 * "undefined", a missing field as null. Throws 171 where two fields go through different arrays.
 */
export function indexRows(doc: Doc, paths: readonly (readonly string[])[]): IndexRows {
  const arrays = new Set<number>()
  const rows: KeyPart[][] = []
  expand(
    paths.map((path) => ({ value: doc as Maybe, path })),
    paths.map(() => undefined),
    rows,
    arrays,
  )
  return { rows, arrays: [...arrays] }
}

/** None of the index's fields is there: a sparse index has no entry for this row. */
export const isAbsent = (row: readonly KeyPart[]): boolean => row.every((part) => part === undefined)

type Step = { value: Maybe; path: readonly string[] } | undefined

/** Follows every field still open; the ones that end in the same array fan out together. */
function expand(steps: readonly Step[], known: readonly KeyPart[], rows: KeyPart[][], arrays: Set<number>): void {
  const row = [...known]
  const hits = new Map<number, Hit>()
  let shared: Hit | undefined
  steps.forEach((step, i) => {
    if (!step) return
    const found = follow(step.value, step.path)
    if (!isHit(found)) {
      row[i] = found
      return
    }
    if (shared && shared.list !== found.list) {
      throw new StoreError(
        171,
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${found.name}] [${shared.name}]`,
      )
    }
    shared ??= found
    hits.set(i, found)
    arrays.add(i)
  })
  if (!shared) {
    rows.push(row)
    return
  }
  if (shared.list.length === 0) {
    for (const [i, hit] of hits) row[i] = hit.rest.length === 0 ? EMPTY_ARRAY : undefined
    rows.push(row)
    return
  }
  for (const element of shared.list) {
    const next: Step[] = steps.map(() => undefined)
    const inner = [...row]
    let isOpen = false
    for (const [i, hit] of hits) {
      if (hit.rest.length === 0) inner[i] = element
      else if (isDoc(element)) {
        next[i] = { value: element, path: hit.rest }
        isOpen = true
      }
    }
    if (isOpen) expand(next, inner, rows, arrays)
    else rows.push(inner)
  }
}

const isHit = (found: Maybe | Hit): found is Hit => typeof found === 'object' && found !== null && 'rest' in found

/** The value at the end of a path, or the first array on the way. A number in a path is a position of an array. */
function follow(start: Maybe, path: readonly string[]): Maybe | Hit {
  let value = start
  for (let at = 0; ; at++) {
    if (Array.isArray(value)) {
      const step = path[at]
      const atPosition = step !== undefined && INDEX.test(step) ? value[Number(step)] : undefined
      if (atPosition === undefined) return { list: value, name: path[at - 1]!, rest: path.slice(at) }
      value = atPosition
      continue
    }
    if (at === path.length) return value
    if (!isDoc(value)) return undefined
    value = value.get(path[at]!)
  }
}
