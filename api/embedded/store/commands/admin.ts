import { hostname } from 'node:os'
import { MAX_BSON_SIZE } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { Binary, Int32, type Value } from '../values.ts'
import { MAX_MESSAGE } from '../wire/frames.ts'
import { docOf, ok } from './answers.ts'
import type { Command } from './call.ts'
import { boolField, listField } from './fields.ts'

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
