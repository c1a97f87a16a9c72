import { badValue, StoreError } from '../errors.ts'
import { identical } from '../bson/identical.ts'
import { equals } from '../bson/order.ts'
import { show } from '../bson/show.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { Int32, isDoc, type Doc, type Value } from '../values.ts'
import { answerList, ok } from './answers.ts'
import { checkDatabase, command, targetOf } from './call.ts'
import { readIndexSpec } from './index-spec.ts'

/** MongoDB: "a single collection can have no more than 64 indexes". */
const MAX_INDEXES = 64

const CREATE = { documents: 'indexes!', ignored: 'commitQuorum' } as const

const createIndexes = command(CREATE, async (call, { indexes }) => {
  const { engine, db } = call
  const { name, collection: existing } = targetOf(call)
  checkDatabase(db)
  if (indexes.length === 0) throw badValue('Must specify at least one index to create')
  const specs = indexes.map(readIndexSpec)
  const { before, after } = await engine.write(() => {
    const collection = engine.find(db, name) ?? engine.catalogue.create(db, name)
    const missing = specs.filter((spec) => isMissing(collection, spec))
    const count = collection.indexes.length
    engine.addIndexes(collection, missing)
    return { before: count, after: collection.indexes.length }
  })
  return ok({
    numIndexesBefore: new Int32(before),
    numIndexesAfter: new Int32(after),
    createdCollectionAutomatically: !existing,
    ...(before === after && { note: 'all indexes already exist' }),
  })
})

/** Throws 85 or 86 where another index has the same keys or the same name. */
function isMissing({ name: collection, indexes }: Collection, spec: Doc): boolean {
  if (indexes.some((index) => identical(index.spec, spec))) return false
  const [name, key, partial] = ['name', 'key', 'partialFilterExpression'].map((field) => spec.get(field) ?? null)
  for (const index of indexes) {
    const hasSameKey = equals(index.spec.get('key')!, key!)
    const message = `${show(name)} conflicts with the existing index ${index.name}: same name or keys, not the same index`
    if (index.name === name && !hasSameKey) throw new StoreError(86, 'IndexKeySpecsConflict', message)
    if (index.name === name || (hasSameKey && identical(index.spec.get('partialFilterExpression') ?? null, partial))) {
      throw new StoreError(85, 'IndexOptionsConflict', message)
    }
  }
  if (indexes.length < MAX_INDEXES) return true
  throw new StoreError(67, 'CannotCreateIndex', `add index fails, too many indexes for ${collection}`)
}

const listIndexes = command(
  { document: 'cursor', ignored: 'includeBuildUUIDs includeIndexBuildInfo' },
  (call, { cursor }) => {
    const { collection, namespace } = targetOf(call)
    if (!collection) throw new StoreError(26, 'NamespaceNotFound', `ns does not exist: ${namespace}`)
    const specs = collection.indexes.map(({ spec }) => spec)
    return answerList(call, namespace, specs, cursor)
  },
)

const dropIndexes = command({ any: 'index!' }, async (call, { index: wanted }) => {
  const { engine, db } = call
  const { name, namespace } = targetOf(call)
  const was = await engine.write(() => {
    const collection = engine.find(db, name)
    if (!collection) throw new StoreError(26, 'NamespaceNotFound', `ns not found ${namespace}`)
    const count = collection.indexes.length
    for (const index of indexesNamed(collection, wanted)) engine.catalogue.dropIndex(collection, index)
    return count
  })
  return ok({ nIndexesWas: new Int32(was) })
})

function indexesNamed({ indexes }: Collection, wanted: Value): Index[] {
  if (wanted === '*') return indexes.filter(({ name }) => name !== '_id_')
  return (Array.isArray(wanted) ? wanted : [wanted]).map((each) => {
    const index = indexes.find(({ name, spec }) => (isDoc(each) ? equals(spec.get('key')!, each) : name === each))
    if (!index) throw new StoreError(27, 'IndexNotFound', `index not found: ${show(each)}`)
    if (index.name === '_id_') throw new StoreError(72, 'InvalidOptions', 'cannot drop _id index')
    return index
  })
}

export const indexCommands = { createIndexes, listIndexes, dropIndexes }
