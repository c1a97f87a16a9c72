import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { EJSON } from 'bson'
import type { Collection, CollectionInfo, Db } from 'mongodb'
import { giveUp, progressBar, withStore } from './command-line.ts'
import { BSON_END, METADATA_END } from './dump.ts'

/** `npm run store:export -- DIR [--store FOLDER]`: everything as mongodump writes it, from the running store or its folder. */
await withStore('npm run store:export -- 目标目录', async (client, target) => {
  await mkdir(target, { recursive: true, mode: 0o700 })
  if ((await readdir(target)).length > 0) giveUp(`${target} 不是空目录，请换一个`)
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true })
  let documents = 0
  for (const { name } of databases) documents += await exportDatabase(client.db(name), join(target, name))
  return `已导出 ${databases.length} 个数据库、${documents} 份文档到 ${target}`
})

async function exportDatabase(db: Db, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  let documents = 0
  for (const { name, info } of (await db.listCollections().toArray()) as CollectionInfo[]) {
    const collection = db.collection(name)
    // Collections may have names no file can have; mongodump writes those characters as in a URL.
    const file = join(dir, encodeURIComponent(name))
    const metadata = {
      options: {},
      indexes: await collection.listIndexes({ promoteValues: false }).toArray(),
      uuid: info?.uuid?.toString('hex').replaceAll('-', ''),
      collectionName: name,
      type: 'collection',
    }
    await writeFile(file + METADATA_END, EJSON.stringify(metadata, { relaxed: false }), { mode: 0o600 })
    documents += await exportDocuments(collection, file + BSON_END)
  }
  return documents
}

async function exportDocuments(collection: Collection, file: string): Promise<number> {
  const bar = progressBar(collection.namespace)
  const all = await collection.estimatedDocumentCount()
  let done = 0
  const documents = collection.find({}, { raw: true, batchSize: 1000 }).sort({ $natural: 1 }).stream()
  async function* counted() {
    for await (const document of documents) {
      done++
      if (done % 1000 === 0 || done === all) bar.update(done, Math.max(all, done))
      yield document as unknown as Buffer
    }
  }
  await pipeline(counted, createWriteStream(file, { mode: 0o600, flush: true }))
  bar.stop()
  return done
}
