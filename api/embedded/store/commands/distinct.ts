import { keyOf } from '../bson/order.ts'
import { StoreError } from '../errors.ts'
import { decodeFields } from '../bson/decode.ts'
import { recordKey, successor, valuesPrefix, wholeRange } from '../storage/keys.ts'
import type { Index } from '../storage/shapes.ts'
import { MAX_BSON_SIZE, encode } from '../bson/encode.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { checkCollation, collectionField, docField, missing, textField, type Origin } from './fields.ts'
import { contextOf, isEverything, openDocs, select, type Selection } from './selection.ts'

const EMPTY: Doc = new Map()

export const DISTINCT_FIELDS = ['key', 'query', 'collation', 'hint']

export interface Distinct {
  readonly key: string
  readonly selection: Selection
}

export function readDistinct(call: Pick<Call, 'engine' | 'db' | 'now'>, origin: Origin): Distinct {
  const collection = call.engine.find(call.db, collectionField(origin, call.db))
  checkCollation(origin)
  const key = textField(origin, 'key')
  if (key === undefined) throw missing(origin, 'key')
  const wanted = { filter: docField(origin, 'query') ?? EMPTY, hint: origin.body.get('hint') }
  return { key, selection: select(collection, wanted, contextOf(call.now)) }
}

/** An index that has every document once, in the order of the field: its values can be had by jumping from one to the next. */
export function indexOfValues({ key, selection }: Distinct): Index | undefined {
  if (!isEverything(selection.filter) || selection.plan.scan.kind !== 'collection') return undefined
  return selection.collection?.indexes.find(
    (index) =>
      index.fields[0]!.path === key &&
      !key.split('.').some((name) => /^\d+$/.test(name)) &&
      index.multikey.size === 0 &&
      !index.isCut &&
      !index.isBuilding &&
      !index.partial &&
      (!index.isSparse || index.fields.length === 1),
  )
}

export const distinct: Command = {
  fields: DISTINCT_FIELDS,
  async run(call) {
    const wanted = readDistinct(call, call)
    const index = indexOfValues(wanted)
    const values = index ? await jump(call, wanted, index) : await collect(call, wanted)
    return ok({ values: [...values.values()] })
  },
}

type Values = Map<string, Value>

async function collect(call: Call, { key, selection }: Distinct): Promise<Values> {
  const values = new Bounded()
  await addValues(call, key, selection, values)
  return values.found
}

async function addValues(call: Call, key: string, selection: Selection, values: Bounded): Promise<void> {
  const path = key.split('.')
  const reader = openDocs(call.engine, selection, new Map([[path[0]!, true]]))
  for (let docs = reader.read(Infinity); docs; docs = reader.read(Infinity)) {
    for (const doc of docs) for (const value of valuesAt(doc, path, 0)) values.add(value)
    await call.deadline.breathe()
  }
}

/** Reads the first entry of each value, then goes on behind all entries that have it. */
async function jump(call: Call, wanted: Distinct, index: Index): Promise<Values> {
  const { engine, deadline } = call
  const collection = wanted.selection.collection!
  const path = index.paths[0]!
  const fields: Fields = new Map([[path[0]!, true]])
  const values = new Bounded()
  let { start, end } = wholeRange(collection.id, index.id)
  for (;;) {
    const [rid] = engine.env.readIndex({ start, end }, false, index.isUnique, 1).rids
    if (rid === undefined) return values.found
    const doc = engine.env.visit(recordKey(collection.id, rid), (bytes) => decodeFields(bytes, fields))
    const [value] = doc ? valuesAt(doc, path, 0) : []
    if (value !== undefined && value !== null) values.add(value)
    else {
      // Null and a missing field share an entry, and only the first of them is a value.
      const filter: Doc = new Map([[wanted.key, null]])
      await addValues(call, wanted.key, select(collection, { filter, hint: index.name }, contextOf(call.now)), values)
    }
    start = successor(valuesPrefix(collection.id, index.id, index.fields, [value]).bytes)
    await deadline.breathe()
    // With arrays, or texts too long for a key, an entry no longer tells its value.
    if (index.multikey.size > 0 || index.isCut) return collect(call, wanted)
  }
}

class Bounded {
  readonly found: Values = new Map()
  #bytes = 0

  add(value: Value): void {
    const key = keyOf(value)
    if (this.found.has(key)) return
    this.found.set(key, value)
    this.#bytes += typeof value === 'string' ? value.length + 8 : isDoc(value) ? encode(value).length : 16
    if (this.#bytes > MAX_BSON_SIZE) throw new StoreError(17217, 'Location17217', 'distinct too big, 16mb cap')
  }
}

/** The values at the end of a path: arrays on the way and at the end count with each of their elements. */
function* valuesAt(value: Maybe, path: readonly string[], at: number): Generator<Value> {
  if (Array.isArray(value)) {
    const name = path[at]
    if (at === path.length) yield* value
    else if (/^\d+$/.test(name!) && value[Number(name)] !== undefined)
      yield* valuesAt(value[Number(name)], path, at + 1)
    else for (const item of value) if (isDoc(item)) yield* valuesAt(item, path, at)
  } else if (at === path.length) {
    if (value !== undefined) yield value
  } else if (isDoc(value)) {
    yield* valuesAt(value.get(path[at]!), path, at + 1)
  }
}
