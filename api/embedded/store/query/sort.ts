import { Dependencies } from '../aggregate/dependencies.ts'
import { compareExact } from '../bson/order.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { badValue, refuse, StoreError } from '../errors.ts'
import { EMPTY_ARRAY } from '../storage/key-bytes.ts'
import { indexRows } from '../storage/index-keys.ts'

/** What a document is ordered by: one value a key. An empty array counts as undefined, which is below null. */
export type SortKey = readonly Maybe[]

export interface Sort {
  compare(a: Doc, b: Doc): number
  /** To sort many documents: take each one's key once, then compare the keys. Throws 2 for parallel arrays. */
  keyOf(doc: Doc): SortKey
  compareKeys(a: SortKey, b: SortKey): number
  readonly fields: Fields
  readonly keys: readonly { readonly path: string; readonly direction: 1 | -1 }[]
}

/** MongoDB: "you can sort on a maximum of 32 keys". */
const MAX_KEYS = 32

/**
 * Compiles a sort document. An array is ordered by its least element, or its greatest where the direction is -1; a
 * missing field is like null. Throws 15974 … 15976 for what is no direction, 115 for $meta.
 */
export function compileSort(spec: Doc): Sort {
  const keys = [...spec].map(([path, value]) => ({ path: checkedPath(path), direction: directionOf(value) }))
  if (keys.length > MAX_KEYS) throw badValue(`a sort has at most ${MAX_KEYS} keys`)
  const paths = keys.map(({ path }) => path.split('.'))
  const directions = keys.map(({ direction }) => direction)
  const dependencies = new Dependencies()
  for (const path of paths) dependencies.add(path)

  const compareKeys = (a: SortKey, b: SortKey): number => {
    for (let i = 0; i < directions.length; i++) {
      const order = compareExact(a[i], b[i])
      if (order !== 0) return order * directions[i]!
    }
    return 0
  }
  const keyOf = (doc: Doc): SortKey => plainKey(doc, paths) ?? leastRow(doc, paths, compareKeys)
  return {
    compare: (a, b) => compareKeys(keyOf(a), keyOf(b)),
    keyOf,
    compareKeys,
    fields: dependencies.fields as Fields,
    keys,
  }
}

/** The key of a document without arrays on its paths; undefined where there is one. */
function plainKey(doc: Doc, paths: readonly (readonly string[])[]): SortKey | undefined {
  const key: Value[] = []
  for (const path of paths) {
    let value: Maybe = doc.get(path[0]!)
    for (let i = 1; i < path.length && value !== undefined; i++) {
      if (Array.isArray(value)) return undefined
      value = isDoc(value) ? value.get(path[i]!) : undefined
    }
    if (Array.isArray(value)) return undefined
    key.push(value ?? null)
  }
  return key
}

/** With arrays, a document has a row of values for each element, as in an index; the one that comes first counts. */
function leastRow(
  doc: Doc,
  paths: readonly (readonly string[])[],
  compareKeys: (a: SortKey, b: SortKey) => number,
): SortKey {
  const rows = rowsOf(doc, paths).map((row) => row.map((part) => (part === EMPTY_ARRAY ? undefined : (part ?? null))))
  return rows.reduce((least, row) => (compareKeys(row, least) < 0 ? row : least))
}

function rowsOf(doc: Doc, paths: readonly (readonly string[])[]) {
  try {
    return indexRows(doc, paths).rows
  } catch (error) {
    if (error instanceof StoreError && error.code === 171) {
      throw badValue('cannot sort with keys that are parallel arrays')
    }
    throw error
  }
}

function checkedPath(path: string): string {
  const names = path.split('.')
  if (path === '') throw new StoreError(40352, 'Location40352', 'FieldPath cannot be constructed with empty string')
  if (names.includes('')) throw new StoreError(15998, 'Location15998', 'FieldPath field names may not be empty strings')
  if (names.some((name) => name.startsWith('$'))) {
    throw new StoreError(16410, 'Location16410', `FieldPath field names may not start with '$': ${path}`)
  }
  return path
}

function directionOf(value: Value): 1 | -1 {
  if (isDoc(value) && value.has('$meta')) return refuse('$meta in a sort')
  if (!isNumeric(value)) throw new StoreError(15974, 'Location15974', 'Illegal key in $sort specification')
  const direction = toNumber(value)
  if (direction === 1 || direction === -1) return direction
  throw new StoreError(15975, 'Location15975', '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
}
