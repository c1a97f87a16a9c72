import { StoreError } from '../errors.ts'
import { identical } from '../bson/identical.ts'
import { isSameKey, readIndexSpec } from '../storage/index-spec.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { Int32, isDoc, type Doc, type Value } from '../values.ts'
import { show, showDoc } from '../bson/show.ts'
import { ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { checkDatabase, collectionField, docsField, missing } from './fields.ts'

/** MongoDB: "a single collection can have no more than 64 indexes". */
const MAX_INDEXES = 64

export const createIndexes: Command = {
  fields: ['indexes', 'ignoreUnknownIndexOptions', 'commitQuorum'],
  async run(call) {
    const { engine, db } = call
    const name = collectionField(call, db)
    checkDatabase(db)
    const given = docsField(call, 'indexes')
    if (!given) throw missing(call, 'indexes')
    if (given.length === 0) throw new StoreError(2, 'BadValue', 'Must specify at least one index to create')
    const specs = given.map(readIndexSpec)
    const isNew = engine.find(db, name) === undefined
    const before = engine.find(db, name)?.indexes.length ?? 1
    const built = await engine.buildIndexes(db, name, (collection) =>
      specs.filter((spec) => isMissing(collection, spec)),
    )
    const fields: Record<string, Value> = {
      numIndexesBefore: new Int32(before),
      numIndexesAfter: new Int32(before + built),
      createdCollectionAutomatically: isNew,
    }
    if (built === 0) fields['note'] = 'all indexes already exist'
    return ok(fields)
  },
}

/** Throws 85 or 86 where another index has the same keys or the same name. */
function isMissing(collection: Collection, spec: Doc): boolean {
  const key = spec.get('key') as Doc
  const name = spec.get('name') as string
  for (const index of collection.indexes) {
    if (index.name === name) {
      if (isSameIndex(index, spec)) return false
      if (!isSameKey(index.spec.get('key') as Doc, key)) {
        const message = `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${showDoc(spec)}, existing index: ${showDoc(index.spec)}`
        throw new StoreError(86, 'IndexKeySpecsConflict', message)
      }
      const message = `An equivalent index already exists with the same name but different options. Requested index: ${showDoc(spec)}, existing index: ${showDoc(index.spec)}`
      throw new StoreError(85, 'IndexOptionsConflict', message)
    }
    if (!isSameKey(index.spec.get('key') as Doc, key) || !isSamePartial(index.spec, spec)) continue
    if (name !== index.name && key.size === 1 && key.has('_id')) return false
    throw new StoreError(85, 'IndexOptionsConflict', `Index already exists with a different name: ${index.name}`)
  }
  if (collection.indexes.length >= MAX_INDEXES) {
    throw new StoreError(67, 'CannotCreateIndex', `add index fails, too many indexes for ${collection.name}`)
  }
  return true
}

const OPTIONS = ['unique', 'sparse', 'expireAfterSeconds']

const isSameIndex = (index: Index, spec: Doc): boolean =>
  isSameKey(index.spec.get('key') as Doc, spec.get('key') as Doc) &&
  isSamePartial(index.spec, spec) &&
  OPTIONS.every((option) => identical(index.spec.get(option) ?? false, spec.get(option) ?? false))

const isSamePartial = (a: Doc, b: Doc): boolean =>
  identical(a.get('partialFilterExpression') ?? null, b.get('partialFilterExpression') ?? null)

export const dropIndexes: Command = {
  fields: ['index'],
  async run(call) {
    const { engine, db } = call
    const name = collectionField(call, db)
    const was = await engine.write(() => {
      const collection = engine.find(db, name)
      if (!collection) throw new StoreError(26, 'NamespaceNotFound', `ns not found ${db}.${name}`)
      const count = collection.indexes.length
      for (const index of indexesNamed(call, collection)) engine.catalogue.dropIndex(collection, index)
      return count
    })
    engine.clearLeftovers()
    return ok({ nIndexesWas: new Int32(was) })
  },
}

function indexesNamed(call: Call, collection: Collection): Index[] {
  const wanted = call.body.get('index')
  if (wanted === undefined) throw missing(call, 'index')
  if (wanted === '*') return collection.indexes.filter((index) => index.name !== '_id_')
  const list = Array.isArray(wanted) ? wanted : [wanted]
  return list.map((each) => {
    const index = collection.indexes.find((one) =>
      isDoc(each) ? isSameKey(one.spec.get('key') as Doc, each) : one.name === each,
    )
    if (!index) {
      const what = isDoc(each)
        ? `can't find index with key: ${showDoc(each)}`
        : `index not found with name [${typeof each === 'string' ? each : show(each)}]`
      throw new StoreError(27, 'IndexNotFound', what)
    }
    if (index.name === '_id_') throw new StoreError(72, 'InvalidOptions', 'cannot drop _id index')
    return index
  })
}
