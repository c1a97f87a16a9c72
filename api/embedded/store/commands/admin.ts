import { arch, cpus, hostname, platform, release, totalmem } from 'node:os'
import { MAX_BSON_SIZE } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { Binary, Int32, type Value } from '../values.ts'
import { MAX_MESSAGE } from '../wire/frames.ts'
import { docOf, ok } from './answers.ts'
import type { Command } from './call.ts'
import { boolField, collectionField, countField, listField } from './fields.ts'

/**
 * What the store says it is. Wire version 21 is MongoDB 7.0: all that drivers send to a standalone of that version is
 * answered or refused by name. 25 (8.0) would promise the bulkWrite command and sort in updates, which are not there.
 */
const WIRE_VERSION = 21
const VERSION = '7.0.0'
const ID = /^[0-9a-f]{32}$/

export const hello: Command = {
  fields: [
    'helloOk client compression topologyVersion maxAwaitTimeMS saslSupportedMechs hostInfo',
    'loadBalanced speculativeAuthenticate backpressure internalClient forShell',
  ].flatMap((line) => line.split(' ')),
  run(call) {
    const isHello = call.name === 'hello'
    const fields: Record<string, Value> = {
      ...(call.body.get('helloOk') === true && { helloOk: true }),
      [isHello ? 'isWritablePrimary' : 'ismaster']: true,
      maxBsonObjectSize: new Int32(MAX_BSON_SIZE),
      maxMessageSizeBytes: new Int32(MAX_MESSAGE),
      maxWriteBatchSize: new Int32(100_000),
      localTime: call.now,
      logicalSessionTimeoutMinutes: new Int32(30),
      connectionId: new Int32(call.connection),
      minWireVersion: new Int32(0),
      maxWireVersion: new Int32(WIRE_VERSION),
      readOnly: false,
    }
    return ok(fields)
  },
}

export const ping: Command = { fields: [], run: () => ok() }

const versionArray = () => [...VERSION.split('.').map((part) => new Int32(Number(part))), new Int32(0)]

export const buildInfo: Command = {
  fields: [],
  run: () =>
    ok({
      version: VERSION,
      gitVersion: 'embedded store',
      modules: ['embedded store'],
      allocator: 'system',
      javascriptEngine: 'none',
      sysInfo: 'deprecated',
      versionArray: versionArray(),
      bits: new Int32(64),
      debug: false,
      maxBsonObjectSize: new Int32(MAX_BSON_SIZE),
      storageEngines: ['lmdb'],
    }),
}

export const serverStatus: Command = {
  fields: [
    'repl',
    'metrics',
    'locks',
    'sharding',
    'wiredTiger',
    'tcmalloc',
    'mirroredReads',
    'latchAnalysis',
    'opLatencies',
  ],
  run({ server, now, engine }) {
    const uptime = now.getTime() - server.startedAt
    const { current, total } = server.connections()
    const { rss } = process.memoryUsage()
    const count = (name: string) => BigInt(server.counts.get(name) ?? 0)
    const { pageSize, mapSize, lastPage } = engine.env.fileStats()
    return ok({
      host: hostname(),
      version: VERSION,
      process: 'embedded store',
      pid: BigInt(process.pid),
      uptime: uptime / 1000,
      uptimeMillis: BigInt(uptime),
      localTime: now,
      connections: docOf({ current: new Int32(current), available: new Int32(100_000), totalCreated: BigInt(total) }),
      mem: docOf({ bits: new Int32(64), resident: new Int32(Math.round(rss / 1024 / 1024)), supported: true }),
      metrics: docOf({
        cursor: docOf({
          timedOut: BigInt(server.cursors.timedOut),
          open: docOf({ total: BigInt(server.cursors.size) }),
        }),
      }),
      opcounters: docOf({
        insert: count('insert'),
        query: count('find'),
        update: count('update'),
        delete: count('delete'),
        getmore: count('getMore'),
        command: [...server.counts.values()].reduce((sum, each) => sum + BigInt(each), 0n),
      }),
      storageEngine: docOf({ name: 'lmdb', persistent: true, readOnly: false, supportsCommittedReads: true }),
      lmdb: docOf({ pageSize, mapSize, lastPage }),
    })
  },
}

/** Sessions only tie cursors together here; the ones of an ended session are closed. */
export const endSessions: Command = {
  fields: [],
  run(call) {
    const list = listField({ name: 'endSessions', body: call.body }, 'endSessions') ?? []
    for (const each of list) call.server.cursors.endSession(sessionText(each))
    return ok()
  },
}

/** A logical session's id as text, '' for what is none. */
export function sessionText(value: Value | undefined): string {
  const id = value instanceof Map ? value.get('id') : undefined
  if (!(id instanceof Binary)) return ''
  const text = Buffer.from(id.buffer.subarray(0, id.position)).toString('hex')
  return ID.test(text) ? text : ''
}

export const connectionStatus: Command = {
  fields: ['showPrivileges'],
  run(call) {
    const info: Record<string, Value> = { authenticatedUsers: [], authenticatedUserRoles: [] }
    if (boolField(call, 'showPrivileges')) info['authenticatedUserPrivileges'] = []
    return ok({ authInfo: docOf(info) })
  },
}

const PARAMETERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['featureCompatibilityVersion', docOf({ version: '7.0' })],
  ['authenticationMechanisms', []],
  ['requireApiVersion', false],
  ['ttlMonitorEnabled', true],
  ['cursorTimeoutMillis', 600_000n],
])

export const getParameter: Command = {
  fields: [...PARAMETERS.keys(), 'allParameters', 'tlsFIPSMode'],
  isAdmin: true,
  run(call) {
    const wantsAll = call.body.get('getParameter') === '*' || boolField(call, 'allParameters')
    const found = [...PARAMETERS].filter(([name]) => wantsAll || call.body.has(name))
    if (found.length === 0) throw new StoreError(72, 'InvalidOptions', 'no option found to get')
    return ok(Object.fromEntries(found))
  },
}

/** What tools ask after the connection is made; nothing of it is a setting here. */
export const getCmdLineOpts: Command = { fields: [], isAdmin: true, run: () => ok({ argv: [], parsed: new Map() }) }
export const getLog: Command = {
  fields: [],
  isAdmin: true,
  run: () => ok({ totalLinesWritten: new Int32(0), log: [] }),
}
export const hostInfo: Command = {
  fields: [],
  run: (call) =>
    ok({
      system: docOf({
        currentTime: call.now,
        hostname: hostname(),
        cpuAddrSize: new Int32(64),
        memSizeMB: BigInt(Math.round(totalmem() / 1024 / 1024)),
        numCores: new Int32(cpus().length),
        cpuArch: arch(),
        numaEnabled: false,
      }),
      os: docOf({ type: platform(), name: platform(), version: release() }),
      extra: new Map(),
    }),
}

export const collStats: Command = {
  fields: ['scale'],
  run(call) {
    const { engine, db } = call
    const name = collectionField(call, db)
    const scale = countField(call, 'scale', 1) ?? 1
    const collection = engine.find(db, name)
    const size = collection ? engine.records.sizeOf(collection) : { documents: 0, bytes: 0 }
    const { documents } = size
    const fields: Record<string, Value> = {
      ns: `${db}.${name}`,
      size: scaled(size.bytes, scale),
      count: new Int32(documents),
      ...(documents > 0 && { avgObjSize: new Int32(Math.floor(size.bytes / documents)) }),
      numOrphanDocs: new Int32(0),
      storageSize: scaled(size.bytes, scale),
      capped: false,
      nindexes: new Int32(collection?.indexes.length ?? 0),
      indexBuilds: collection?.indexes.filter((index) => index.isBuilding).map((index) => index.name) ?? [],
      scaleFactor: new Int32(scale),
    }
    return ok(fields)
  },
}

export const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run(call) {
    const { engine, db } = call
    const scale = countField(call, 'scale', 1) ?? 1
    const collections = engine.catalogue.collections(db)
    let objects = 0
    let bytes = 0
    for (const collection of collections) {
      const size = engine.records.sizeOf(collection)
      objects += size.documents
      bytes += size.bytes
    }
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

const scaled = (bytes: number, scale: number): Value => {
  const value = Math.floor(bytes / scale)
  return value < 2 ** 31 ? new Int32(value) : BigInt(value)
}
