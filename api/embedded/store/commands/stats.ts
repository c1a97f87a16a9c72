import { refuse, StoreError } from '../errors.ts'
import { encode } from '../bson/encode.ts'
import { Int32, isDoc, type Doc, type Value } from '../values.ts'
import { cursorAnswer, docOf, ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { collectionField, countField, docField } from './fields.ts'

const wholeNumber = (value: number): Value => (value < 2 ** 31 ? new Int32(value) : BigInt(value))

function statsOf({ engine, db }: Call, name: string, scale: number): Record<string, Value> {
  const collection = engine.find(db, name)
  const { documents, bytes } = collection ? engine.records.sizeOf(collection) : { documents: 0, bytes: 0 }
  const size = wholeNumber(Math.floor(bytes / scale))
  return {
    size,
    count: new Int32(documents),
    ...(documents > 0 && { avgObjSize: new Int32(Math.floor(bytes / documents)) }),
    storageSize: size,
    capped: false,
    nindexes: new Int32(collection?.indexes.length ?? 0),
    indexBuilds: collection?.indexes.filter((index) => index.isBuilding).map((index) => index.name) ?? [],
    scaleFactor: new Int32(scale),
  }
}

export const collStats: Command = {
  fields: ['scale'],
  run(call) {
    const name = collectionField(call, call.db)
    return ok({ ns: `${call.db}.${name}`, ...statsOf(call, name, countField(call, 'scale', 1) ?? 1) })
  },
}

/** The same as a pipeline of the one stage $collStats, which is how shells ask for it now. */
export function collStatsStage(call: Call, stages: readonly Value[]): Buffer | undefined {
  const [first] = stages
  const spec = isDoc(first) ? first.get('$collStats') : undefined
  if (spec === undefined) return undefined
  if (stages.length > 1) refuse('stages after $collStats')
  if (!isDoc(spec)) throw new StoreError(5447000, 'Location5447000', '$collStats must take a nested object')
  const name = collectionField(call, call.db)
  const namespace = `${call.db}.${name}`
  const options = docField({ name: '$collStats', body: spec }, 'storageStats')
  const scale = options ? (countField({ name: '$collStats.storageStats', body: options }, 'scale', 1) ?? 1) : 1
  const stats = statsOf(call, name, scale)
  const doc: Doc = docOf({
    ns: namespace,
    localTime: call.now,
    ...(options && { storageStats: docOf(stats) }),
    ...(spec.has('count') && { count: stats['count']! }),
  })
  return cursorAnswer('firstBatch', [encode(doc)], 0n, namespace)
}

export const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run(call) {
    const { engine, db } = call
    const scale = countField(call, 'scale', 1) ?? 1
    const collections = engine.catalogue.collections(db)
    const sizes = collections.map((collection) => engine.records.sizeOf(collection))
    const objects = sizes.reduce((sum, { documents }) => sum + documents, 0)
    const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0)
    return ok({
      db,
      collections: BigInt(collections.length),
      views: 0n,
      objects: BigInt(objects),
      avgObjSize: objects === 0 ? 0 : bytes / objects,
      dataSize: bytes / scale,
      storageSize: bytes / scale,
      indexes: BigInt(collections.reduce((sum, { indexes }) => sum + indexes.length, 0)),
      scaleFactor: BigInt(scale),
    })
  },
}
