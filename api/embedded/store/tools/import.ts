import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MongoClient, type Collection } from 'mongodb'
import { startStore } from '../start.ts'
import { BSON_END, METADATA_END, readDocuments, readMetadata, type Metadata } from './dump.ts'
import { progressBar } from './progress.ts'

/** `npm run store:import -- DIR [--store FOLDER]`: reads what mongodump or store:export wrote, into empty collections. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { store: { type: 'string' } } })
const [source] = positionals
if (!source) {
  console.error('用法：npm run store:import -- mongodump 目录 [--store 数据目录，默认 var/store]')
  process.exit(2)
}
/** MongoDB's own databases are not restored. */
const OWN = new Set(['admin', 'config', 'local'])
const GROUP = 1000

const store = await startStore({ dir: values.store ?? 'var/store' })
const client = await MongoClient.connect(store.uri)
try {
  let documents = 0
  let collections = 0
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (!entry.isDirectory() || OWN.has(entry.name)) continue
    const dir = join(source, entry.name)
    for (const file of await readdir(dir)) {
      if (!file.endsWith(METADATA_END)) continue
      const metadata = readMetadata(await readFile(join(dir, file), 'utf8'))
      const name = metadata.collectionName ?? decodeURIComponent(file.slice(0, -METADATA_END.length))
      const data = join(dir, file.slice(0, -METADATA_END.length) + BSON_END)
      documents += await importCollection(client.db(entry.name).collection(name), metadata, data)
      collections++
    }
  }
  console.log(`已导入 ${collections} 个集合、${documents} 份文档`)
} finally {
  await client.close()
  await store.stop()
}

async function importCollection(collection: Collection, { options, indexes }: Metadata, file: string): Promise<number> {
  const label = collection.namespace
  if ((await collection.estimatedDocumentCount()) > 0) throw new Error(`${label} 已有数据，请导入到空的存储`)
  const db = client.db(collection.dbName)
  await db.command({ create: collection.collectionName, ...options })
  const done = await importDocuments(collection, label, file)
  const specs = indexes.map(({ ns: _ns, ...spec }) => spec).filter(({ name }) => name !== '_id_')
  if (specs.length > 0) await db.command({ createIndexes: collection.collectionName, indexes: specs })
  return done
}

async function importDocuments(collection: Collection, label: string, file: string): Promise<number> {
  const { size } = await stat(file)
  const bar = progressBar(label)
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
