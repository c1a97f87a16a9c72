import type { Collection } from '../storage/shapes.ts'
import { Int32, type Value } from '../values.ts'
import { ok } from './answers.ts'
import { command, targetOf, type Call } from './call.ts'
import { open, select, SIZES } from './selection.ts'

/** Number and bytes of the documents in these collections. */
export async function sizeOf(call: Call, collections: readonly Collection[]) {
  const size = { documents: 0, bytes: 0 }
  for (const { db, name } of collections) {
    for await (const sizes of call.deadline.between(open(select({ ...call, db }, name, {}), SIZES))) {
      size.documents += sizes.length
      size.bytes += sizes.reduce((sum, each) => sum + each, 0)
    }
  }
  return size
}

const wholeNumber = (value: number): Value => (value < 2 ** 31 ? new Int32(value) : BigInt(value))

const collStats = command({ count: 'scale' }, async (call, { scale }) => {
  const { collection, namespace } = targetOf(call)
  const { documents, bytes } = await sizeOf(call, collection ? [collection] : [])
  const size = wholeNumber(Math.floor(bytes / (scale || 1)))
  return ok({
    ns: namespace,
    size,
    count: wholeNumber(documents),
    ...(documents > 0 && { avgObjSize: wholeNumber(Math.floor(bytes / documents)) }),
    storageSize: size,
    capped: false,
    nindexes: new Int32(collection?.indexes.length ?? 0),
    scaleFactor: new Int32(scale || 1),
  })
})

const dbStats = command({ count: 'scale', ignored: 'freeStorage' }, async (call, { scale }) => {
  const { db, engine } = call
  const collections = engine.catalogue.collections(db)
  const { documents, bytes } = await sizeOf(call, collections)
  return ok({
    db,
    collections: BigInt(collections.length),
    views: 0n,
    objects: BigInt(documents),
    avgObjSize: documents === 0 ? 0 : bytes / documents,
    dataSize: bytes / (scale || 1),
    storageSize: bytes / (scale || 1),
    indexes: BigInt(collections.reduce((sum, { indexes }) => sum + indexes.length, 0)),
    scaleFactor: BigInt(scale || 1),
  })
})

export const statsCommands = { collStats, dbStats, dbstats: dbStats }
