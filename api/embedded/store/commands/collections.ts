import { refuse, StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { isSimple } from '../storage/index-spec.ts'
import { namespaceOf, type Collection } from '../storage/shapes.ts'
import { encode } from '../bson/encode.ts'
import { Binary, Int32, type Doc, type Value } from '../values.ts'
import { docOf, ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { Cursor, type Source } from './cursors.ts'
import { boolField, checkDatabase, collectionField, countField, docField, type Origin } from './fields.ts'
import { answerFirst } from './find.ts'

const REFUSED: ReadonlyMap<string, string> = new Map([
  ['capped', 'capped collections'],
  ['size', 'capped collections'],
  ['max', 'capped collections'],
  ['timeseries', 'time series collections'],
  ['expireAfterSeconds', 'time series collections'],
  ['clusteredIndex', 'clustered collections'],
  ['validator', 'document validation'],
  ['validationLevel', 'document validation'],
  ['validationAction', 'document validation'],
  ['viewOn', 'views'],
  ['pipeline', 'views'],
  ['storageEngine', 'storage engine options'],
  ['indexOptionDefaults', 'storage engine options'],
  ['changeStreamPreAndPostImages', 'change streams'],
  ['encryptedFields', 'encrypted fields'],
])

/** Options that ask for nothing with these values. */
function isHarmless(option: string, value: Value): boolean {
  return value === false || value === null || (option === 'collation' && isSimple(value))
}

function checkOptions(origin: Origin): void {
  for (const [option, value] of origin.body) {
    if (option === 'collation' && !isHarmless(option, value)) refuse('collation')
    const refused = REFUSED.get(option)
    if (refused && !isHarmless(option, value)) refuse(refused)
  }
}

export const create: Command = {
  fields: [...REFUSED.keys(), 'collation', 'autoIndexId', 'idIndex', 'flags', 'temp'],
  async run(call) {
    const { engine, db } = call
    const name = collectionField(call, db)
    checkDatabase(db)
    checkOptions(call)
    await engine.write(() => {
      // Asking for what is there already is fine, as long as it is the same.
      if (!engine.find(db, name)) engine.catalogue.create(db, name, new Map())
    })
    return ok()
  },
}

export const drop: Command = {
  fields: [],
  async run(call) {
    const { engine, db } = call
    const name = collectionField(call, db)
    const dropped = await engine.write(() => {
      const collection = engine.find(db, name)
      if (collection) engine.catalogue.drop(collection)
      return collection
    })
    if (!dropped) return ok()
    engine.clearLeftovers()
    return ok({ nIndexesWas: new Int32(dropped.indexes.length), ns: namespaceOf(dropped) })
  },
}

export const dropDatabase: Command = {
  fields: [],
  async run(call) {
    const { engine, db } = call
    const hadSome = await engine.write(() => {
      const collections = engine.catalogue.collections(db)
      for (const collection of collections) engine.catalogue.drop(collection)
      return collections.length > 0
    })
    engine.clearLeftovers()
    return hadSome ? ok({ dropped: db }) : ok()
  },
}

/** Documents the store makes up itself, as a cursor. */
export function listSource(docs: readonly Doc[]): Source {
  let left: readonly Doc[] = docs
  return {
    read(max) {
      const taken = left.slice(0, max)
      left = left.slice(taken.length)
      return taken.map((doc) => encode(doc))
    },
    get isDone() {
      return left.length === 0
    },
  }
}

function answerList(call: Call, namespace: string, docs: readonly Doc[]): Promise<Buffer> {
  const cursor = new Cursor(namespace, call.session, listSource(docs), call.deadline)
  const options = { name: `${call.name}.cursor`, body: docField(call, 'cursor') ?? new Map<string, Value>() }
  return answerFirst(call, cursor, countField(options, 'batchSize') ?? docs.length + 1, false, false)
}

export const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(call) {
    const filter = compileFilter(docField(call, 'filter') ?? new Map())
    const nameOnly = boolField(call, 'nameOnly')
    const docs = call.engine.catalogue
      .collections(call.db)
      .sort((a, b) => a.id - b.id)
      .map((collection) => describe(collection))
      .filter((doc) => filter.test(doc))
      .map((doc) => (nameOnly ? docOf({ name: doc.get('name')!, type: 'collection' }) : doc))
    return answerList(call, `${call.db}.$cmd.listCollections`, docs)
  },
}

const describe = (collection: Collection): Doc =>
  docOf({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: docOf({ readOnly: false, uuid: new Binary(collection.uuid, Binary.SUBTYPE_UUID) }),
    idIndex: collection.indexes.find(({ name }) => name === '_id_')!.spec,
  })

export const listIndexes: Command = {
  fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  run(call) {
    const name = collectionField(call, call.db)
    const collection = call.engine.find(call.db, name)
    if (!collection) throw new StoreError(26, 'NamespaceNotFound', `ns does not exist: ${call.db}.${name}`)
    const specs = collection.indexes.filter((index) => !index.isBuilding).map((index) => index.spec)
    return answerList(call, `${call.db}.${name}`, specs)
  },
}

export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  isAdmin: true,
  run(call) {
    const { engine } = call
    const filter = compileFilter(docField(call, 'filter') ?? new Map())
    const nameOnly = boolField(call, 'nameOnly')
    let total = 0
    const databases = engine.catalogue.databases().map((name) => {
      if (nameOnly) return docOf({ name })
      const size = engine.catalogue.collections(name).reduce((sum, each) => sum + engine.records.sizeOf(each).bytes, 0)
      total += size
      return docOf({ name, sizeOnDisk: size, empty: false })
    })
    const shown = databases.filter((doc) => filter.test(doc))
    if (nameOnly) return ok({ databases: shown })
    return ok({ databases: shown, totalSize: total, totalSizeMb: Math.floor(total / 1024 / 1024) })
  },
}
