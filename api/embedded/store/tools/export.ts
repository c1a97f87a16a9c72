import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { MongoClient, type Collection, type Db } from 'mongodb'
import { startStore } from '../start.ts'
import { BSON_END, fileNameOf, METADATA_END, writeMetadata } from './dump.ts'
import { progressBar } from './progress.ts'

/** `npm run store:export -- DIR [--store FOLDER]`: everything as mongodump writes it, from the running store or its folder. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { store: { type: 'string' } } })
const [target] = positionals
if (!target) {
  console.error('用法：npm run store:export -- 目标目录 [--store 数据目录，默认 var/store]')
  process.exit(2)
}
await mkdir(target, { recursive: true, mode: 0o700 })
if ((await readdir(target)).length > 0) {
  console.error(`${target} 不是空目录，请换一个`)
  process.exit(2)
}
const store = await startStore({ dir: values.store ?? 'var/store' })
const client = await MongoClient.connect(store.uri)
try {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true })
  let documents = 0
  for (const { name } of databases) documents += await exportDatabase(client.db(name), join(target, name))
  console.log(`已导出 ${databases.length} 个数据库、${documents} 份文档到 ${target}`)
} finally {
  await client.close()
  await store.stop()
}

async function exportDatabase(db: Db, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  let documents = 0
  for (const { name, info, options } of (await db.listCollections().toArray()) as CollectionInfo[]) {
    const collection = db.collection(name)
    const file = join(dir, fileNameOf(name))
    const metadata = {
      options: options ?? {},
      indexes: await collection.listIndexes({ promoteValues: false }).toArray(),
      uuid: info.uuid.toString('hex').replaceAll('-', ''),
      collectionName: name,
      type: 'collection' as const,
    }
    await writeFile(file + METADATA_END, writeMetadata(metadata), { mode: 0o600 })
    documents += await exportDocuments(collection, `${db.databaseName}.${name}`, file + BSON_END)
  }
  return documents
}

interface CollectionInfo {
  name: string
  info: { uuid: { toString(format: 'hex'): string } }
  options?: Record<string, unknown>
}

async function exportDocuments(collection: Collection, label: string, file: string): Promise<number> {
  const bar = progressBar(label)
  const all = await collection.estimatedDocumentCount()
  let done = 0
  const documents = collection.find({}, { raw: true, batchSize: 1000 }).sort({ $natural: 1 }).stream()
  async function* counted() {
    for await (const document of documents) {
      done++
      if (done % 1000 === 0) bar.update(done, Math.max(all, done))
      yield document as unknown as Buffer
    }
  }
  await pipeline(counted, createWriteStream(file, { mode: 0o600, flush: true }))
  bar.update(done, Math.max(all, done))
  bar.stop()
  return done
}
