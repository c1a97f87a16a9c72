import { hostname } from 'node:os'
import { MAX_BSON_SIZE } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { docOf, Int32 } from '../values.ts'
import { MAX_MESSAGE } from '../wire/frames.ts'
import { ok } from './answers.ts'
import { command } from './call.ts'
import { MAX_BATCH } from './statements.ts'

/**
 * What the store says it is. Wire version 21 is MongoDB 7.0: all that drivers send to a standalone of that version is
 * answered or refused by name. 25 (8.0) would promise the bulkWrite command and sort in updates, which are not there.
 */
const WIRE_VERSION = 21
const VERSION = '7.0.0'

const HELLO =
  'helloOk client compression topologyVersion maxAwaitTimeMS saslSupportedMechs hostInfo loadBalanced speculativeAuthenticate backpressure internalClient forShell'

const hello = command({ ignored: HELLO }, ({ name, fields, connection, now }) =>
  ok({
    ...(fields.get('helloOk') === true && { helloOk: true }),
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: new Int32(MAX_BSON_SIZE),
    maxMessageSizeBytes: new Int32(MAX_MESSAGE),
    maxWriteBatchSize: new Int32(MAX_BATCH),
    localTime: now,
    logicalSessionTimeoutMinutes: new Int32(30),
    connectionId: new Int32(connection),
    minWireVersion: new Int32(0),
    maxWireVersion: new Int32(WIRE_VERSION),
    readOnly: false,
  }),
)

const ping = command({}, () => ok())

const buildInfo = command({}, () =>
  ok({
    version: VERSION,
    gitVersion: 'embedded store',
    modules: ['embedded store'],
    versionArray: [7, 0, 0, 0].map((part) => new Int32(part)),
    bits: new Int32(64),
    debug: false,
    maxBsonObjectSize: new Int32(MAX_BSON_SIZE),
    storageEngines: ['lmdb'],
  }),
)

/** The server's state; which sections of it are asked for makes no difference. */
const serverStatus = command(
  { ignored: 'repl metrics locks sharding wiredTiger tcmalloc mirroredReads latchAnalysis opLatencies' },
  ({ server, now }) => {
    const { current, total } = server.connections()
    return ok({
      host: hostname(),
      version: VERSION,
      process: 'embedded store',
      pid: BigInt(process.pid),
      uptime: (now.getTime() - server.startedAt) / 1000,
      localTime: now,
      connections: docOf({ current: new Int32(current), totalCreated: BigInt(total) }),
      mem: docOf({ bits: new Int32(64), resident: new Int32(Math.round(process.memoryUsage.rss() / 1024 / 1024)) }),
      storageEngine: docOf({ name: 'lmdb', persistent: true, readOnly: false }),
    })
  },
)

/** Sessions are accepted and tie nothing together, so there is nothing to end. */
const endSessions = command({}, () => ok())

const connectionStatus = command({ bool: 'showPrivileges' }, (_call, { showPrivileges }) =>
  ok({
    authInfo: docOf({
      authenticatedUsers: [],
      authenticatedUserRoles: [],
      ...(showPrivileges && { authenticatedUserPrivileges: [] }),
    }),
  }),
)

/** The one parameter that tools ask for, the version of the data format. */
const getParameter = command({ ignored: 'featureCompatibilityVersion' }, ({ fields }) => {
  if (!fields.has('featureCompatibilityVersion')) throw new StoreError(72, 'InvalidOptions', 'no option found to get')
  return ok({ featureCompatibilityVersion: docOf({ version: '7.0' }) })
})

const old = { isMaster: hello, ismaster: hello, buildinfo: buildInfo }
export const adminCommands = {
  hello,
  ping,
  buildInfo,
  serverStatus,
  endSessions,
  connectionStatus,
  getParameter,
  ...old,
}
