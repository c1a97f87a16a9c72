import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { onPath } from './machine.ts'
import { employ } from './servant.ts'

/** A store we may use; `stop` ends it only when it is ours. */
export interface StoreHandle {
  uri: string
  how: string
  stop(): Promise<void>
}

/** Finds or starts the store: the given URI → `mongod` on PATH as a one-node replica set → the embedded store. */
export async function findOrStartStore(options: { uri?: string | undefined; dir: string }): Promise<StoreHandle> {
  if (options.uri) return { uri: options.uri, how: 'MONGODB_URI', stop: async () => {} }
  const mongod = onPath('mongod')
  if (mongod) return startMongod(mongod, join(options.dir, 'mongod'))
  // Loaded only where it is used: with a MongoDB at hand none of it enters the process.
  const { startStore } = await import('./store/start.ts')
  const store = await startStore({ dir: join(options.dir, 'store') })
  return { uri: store.uri, how: '内嵌存储', stop: () => store.stop() }
}

const localUri = (port: number) => `mongodb://127.0.0.1:${port}/?directConnection=true`

async function startMongod(binary: string, dir: string): Promise<StoreHandle> {
  const servant = await employ({
    binary,
    dir,
    keepPort: true,
    args: (port) => [
      '--dbpath',
      dir,
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      '--replSet',
      'jiesu',
      '--quiet',
    ],
    answers: async (port) =>
      (await withClient(port, (client) => client.db('admin').command({ ping: 1 }))) !== undefined,
  })
  const { port } = servant
  await withClient(port, (client) => becomePrimary(client, port))
  return { uri: localUri(port), how: `${binary} (端口 ${port})`, stop: servant.stop }
}

/** A fresh data folder gets its one-member set; one that has been used before knows it. */
async function becomePrimary(client: MongoClient, port: number): Promise<void> {
  const admin = client.db('admin')
  const config = { _id: 'jiesu', members: [{ _id: 0, host: `127.0.0.1:${port}` }] }
  await admin.command({ replSetInitiate: config }).catch((error: { codeName?: string }) => {
    if (error.codeName !== 'AlreadyInitialized') throw error
  })
  for (const until = Date.now() + 15_000; Date.now() < until; await sleep(50)) {
    if ((await admin.command({ hello: 1 }))['isWritablePrimary']) return
  }
  throw new Error('mongod 15 秒内没有成为主节点')
}

async function withClient<T>(port: number, use: (client: MongoClient) => Promise<T>): Promise<T | undefined> {
  const client = new MongoClient(localUri(port), { serverSelectionTimeoutMS: 1000 })
  try {
    await client.connect()
  } catch {
    return undefined
  }
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}
