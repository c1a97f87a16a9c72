import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EJSON } from 'bson'
import type { Collection, Db, Document } from 'mongodb'
import { progressBar, withStore } from './command-line.ts'
import { BSON_END, METADATA_END, readDocuments } from './dump.ts'

/** MongoDB's own databases are not restored. */
const OWN = new Set(['admin', 'config', 'local'])
const GROUP = 1000

/** `npm run store:import -- DIR [--store FOLDER]`: reads what mongodump or store:export wrote, into empty collections. */
await withStore('npm run store:import -- mongodump 目录', async (client, source) => {
  let documents = 0
  let collections = 0
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (!entry.isDirectory() || OWN.has(entry.name)) continue
    const dir = join(source, entry.name)
    for (const file of await readdir(dir)) {
      if (!file.endsWith(METADATA_END)) continue
      documents += await importCollection(client.db(entry.name), join(dir, file.slice(0, -METADATA_END.length)))
      collections++
    }
  }
  return `已导入 ${collections} 个集合、${documents} 份文档`
})

async function importCollection(db: Db, path: string): Promise<number> {
  const metadata = EJSON.parse(await readFile(path + METADATA_END, 'utf8'), { relaxed: false }) as Document
  if (!Array.isArray(metadata['indexes'])) throw new Error(`${path}${METADATA_END} 不是 mongodump 的 metadata 文件`)
  const collection = db.collection(metadata['collectionName'] as string)
  if ((await collection.estimatedDocumentCount()) > 0) {
    throw new Error(`${collection.namespace} 已有数据，请导入到空的存储`)
  }
  await db.command({ create: collection.collectionName, ...metadata['options'] })
  const done = await importDocuments(collection, path + BSON_END)
  const indexes = (metadata['indexes'] as Document[]).filter(({ name }) => name !== '_id_')
  if (indexes.length > 0) await db.command({ createIndexes: collection.collectionName, indexes })
  return done
}

async function importDocuments(collection: Collection, file: string): Promise<number> {
  const { size } = await stat(file)
  const bar = progressBar(collection.namespace)
  let done = 0
  let read = 0
  for await (const { docs, bytes } of readDocuments(createReadStream(file), GROUP)) {
    // Inserted as they are: no _id is added to documents that have one of any type, null included.
    await collection.insertMany(docs, { ordered: true, forceServerObjectId: true })
    done += docs.length
    read += bytes
    bar.update(read, size)
  }
  bar.stop()
  return done
}
