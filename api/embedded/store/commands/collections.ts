import { StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import type { Collection } from '../storage/shapes.ts'
import { Binary, docOf, Int32, type Doc } from '../values.ts'
import { answerList, ok } from './answers.ts'
import { checkDatabase, command, targetOf } from './call.ts'
import { sizeOf } from './stats.ts'

const create = command({ ignored: 'autoIndexId idIndex flags temp' }, async (call) => {
  const { engine, db } = call
  const { name } = targetOf(call)
  checkDatabase(db)
  // Asking for what is there already is fine: there are no options it could differ in.
  await engine.write(() => engine.find(db, name) ?? engine.catalogue.create(db, name))
  return ok()
})

const drop = command({}, async (call) => {
  const { engine, db } = call
  const { name, namespace } = targetOf(call)
  const dropped = await engine.write(() => {
    const collection = engine.find(db, name)
    if (collection) engine.catalogue.drop(collection)
    return collection
  })
  return dropped ? ok({ nIndexesWas: new Int32(dropped.indexes.length), ns: namespace }) : ok()
})

const dropDatabase = command({}, async ({ engine, db }) => {
  const dropped = await engine.write(() => {
    const collections = engine.catalogue.collections(db)
    for (const collection of collections) engine.catalogue.drop(collection)
    return collections.length
  })
  return dropped > 0 ? ok({ dropped: db }) : ok()
})

const listCollections = command(
  { document: 'filter cursor', bool: 'nameOnly', ignored: 'authorizedCollections' },
  (call, { filter, nameOnly, cursor }) => {
    const { test } = compileFilter(filter ?? new Map())
    const docs = call.engine.catalogue
      .collections(call.db)
      .map(describe)
      .filter((doc) => test(doc))
      .map((doc) => (nameOnly ? docOf({ name: doc.get('name')!, type: 'collection' }) : doc))
    return answerList(call, `${call.db}.$cmd.listCollections`, docs, cursor)
  },
)

const describe = ({ name, uuid, indexes }: Collection): Doc =>
  docOf({
    name,
    type: 'collection',
    options: new Map(),
    info: docOf({ readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) }),
    idIndex: indexes[0]!.spec,
  })

const listDatabases = command(
  { document: 'filter', bool: 'nameOnly', ignored: 'authorizedDatabases' },
  async (call, { filter, nameOnly }) => {
    if (call.db !== 'admin') throw new StoreError(13, 'Unauthorized', 'listDatabases is for the admin database')
    const { catalogue } = call.engine
    const { test } = compileFilter(filter ?? new Map())
    const databases: Doc[] = []
    for (const name of catalogue.databases()) {
      const size = nameOnly ? undefined : await sizeOf(call, catalogue.collections(name))
      const doc = docOf({ name, ...(size && { sizeOnDisk: size.bytes, empty: false }) })
      if (test(doc)) databases.push(doc)
    }
    return ok({ databases })
  },
)

export const collectionCommands = { create, drop, dropDatabase, listCollections, listDatabases }
