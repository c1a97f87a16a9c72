import { Dependencies } from '../aggregate/dependencies.ts'
import { splitPath } from '../aggregate/field-path.ts'
import { compareExact } from '../bson/order.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { badValue, fault, refuse } from '../errors.ts'
import { EMPTY_ARRAY } from '../storage/key-bytes.ts'
import { indexRows } from '../storage/index-keys.ts'

/** What a document is ordered by: one value a key. An empty array counts as undefined, which is below null. */
export type SortKey = readonly Maybe[]

export interface Sort {
  /** To sort many documents: take each one's key once, then compare the keys. Throws 171 for parallel arrays. */
  keyOf(doc: Doc): SortKey
  compareKeys(a: SortKey, b: SortKey): number
  readonly fields: Fields
  readonly keys: readonly { readonly path: string; readonly direction: 1 | -1 }[]
}

/** MongoDB: "you can sort on a maximum of 32 keys". */
const MAX_KEYS = 32

/**
 * Compiles a sort document. An array is ordered by its least element, or its greatest where the direction is -1; a
 * missing field is like null. Throws 15974 and 15975 for what is no direction, 115 for $meta.
 */
export function compileSort(spec: Doc): Sort {
  const keys = [...spec].map(([path, value]) => ({ path, direction: directionOf(value) }))
  if (keys.length > MAX_KEYS) throw badValue(`a sort has at most ${MAX_KEYS} keys`)
  const paths = keys.map(({ path }) => splitPath(path))
  const dependencies = new Dependencies()
  for (const path of paths) dependencies.add(path)

  const compareKeys = (a: SortKey, b: SortKey): number => {
    for (let i = 0; i < keys.length; i++) {
      const order = compareExact(a[i], b[i])
      if (order !== 0) return order * keys[i]!.direction
    }
    return 0
  }
  return {
    keyOf: (doc) => plainKey(doc, paths) ?? leastRow(doc, paths, compareKeys),
    compareKeys,
    fields: dependencies.fields as Fields,
    keys,
  }
}

/** The key of a document without arrays on its paths; undefined where there is one. */
function plainKey(doc: Doc, paths: readonly (readonly string[])[]): SortKey | undefined {
  const key: Value[] = []
  for (const path of paths) {
    let value: Maybe = doc
    for (const name of path) {
      value = isDoc(value) ? value.get(name) : undefined
      if (Array.isArray(value)) return undefined
    }
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
  const rows = indexRows(doc, paths).rows.map((row) =>
    row.map((part) => (part === EMPTY_ARRAY ? undefined : (part ?? null))),
  )
  return rows.reduce((least, row) => (compareKeys(row, least) < 0 ? row : least))
}

function directionOf(value: Value): 1 | -1 {
  if (isDoc(value) && value.has('$meta')) return refuse('$meta in a sort')
  if (!isNumeric(value)) throw fault(15974, 'Illegal key in $sort specification')
  const direction = toNumber(value)
  if (direction === 1 || direction === -1) return direction
  throw fault(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
}
