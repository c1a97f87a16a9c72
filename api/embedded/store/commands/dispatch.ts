import { decode } from '../bson/decode.ts'
import { toNumber } from '../bson/numbers.ts'
import { refuse, StoreError } from '../errors.ts'
import type { Handler } from '../wire/connection.ts'
import type { Doc, Value } from '../values.ts'
import { failure } from './answers.ts'
import { sessionText } from './admin.ts'
import type { Answer, Call, Command, Server } from './call.ts'
import { Deadline } from './deadline.ts'
import { checkConcerns } from './concerns.ts'
import { COMMANDS, REFUSED } from './registry.ts'

/** Fields any command may have. */
const COMMON = new Set(
  [
    '$db lsid $clusterTime $readPreference readConcern writeConcern maxTimeMS comment help',
    'apiVersion apiStrict apiDeprecationErrors txnNumber autocommit startTransaction $audit',
    '$client $configServerState maxTimeMSOpOnly jsonSchema $maxTimeMS',
  ].flatMap((line) => line.split(' ')),
)

/** Answers commands: finds the one meant, checks what all have in common, runs it, and words its errors. */
export function dispatcher(server: Server): Handler {
  return ({ body, sequences }, connection) => {
    let name = ''
    const fail = (error: unknown): Buffer => failure(known(error, name))
    try {
      const doc = decode(body)
      name = doc.keys().next().value ?? ''
      const answer = run(server, name, doc, sequences, connection)
      return answer instanceof Promise ? answer.catch(fail) : answer
    } catch (error) {
      return fail(error)
    }
  }
}

function run(
  server: Server,
  name: string,
  body: Doc,
  sequences: ReadonlyMap<string, readonly Buffer[]>,
  connection: { id: number; isLegacy: boolean },
): Answer {
  const command = commandNamed(name, connection.isLegacy)
  server.counts.set(name, (server.counts.get(name) ?? 0) + 1)
  const db = body.get('$db') ?? (connection.isLegacy ? 'admin' : undefined)
  if (typeof db !== 'string') {
    throw new StoreError(40571, 'Location40571', 'OP_MSG requests require a $db argument')
  }
  if (command.isAdmin && db !== 'admin') {
    throw new StoreError(13, 'Unauthorized', `${name} may only be run against the admin database.`)
  }
  checkFields(name, command, body)
  checkSession(body)
  checkConcerns(body)
  const { engine } = server
  return command.run({
    server,
    engine,
    name,
    db,
    body,
    sequences,
    connection: connection.id,
    session: sessionText(body.get('lsid')),
    deadline: new Deadline(engine.clock, name === 'getMore' ? undefined : toNumber(body.get('maxTimeMS'))),
    now: new Date(engine.clock.now()),
  } satisfies Call)
}

function commandNamed(name: string, isLegacy: boolean): Command {
  const command = COMMANDS.get(name)
  if (command && (!isLegacy || /^(hello|ismaster)$/i.test(name))) return command
  const refused = REFUSED.get(name)
  if (refused) refuse(refused)
  throw new StoreError(59, 'CommandNotFound', `no such command: '${name}'`)
}

function checkFields(name: string, { fields }: Command, body: Doc): void {
  for (const field of body.keys()) {
    if (field === name || COMMON.has(field) || fields.includes(field)) continue
    throw new StoreError(40415, 'IDLUnknownField', `BSON field '${name}.${field}' is an unknown field.`)
  }
}

const isTrue = (value: Value | undefined): boolean => value === true

/** Sessions are fine; transactions and retryable writes belong to replica sets, as MongoDB's standalone says, too. */
function checkSession(body: Doc): void {
  if (body.has('txnNumber') || body.has('startTransaction') || body.has('autocommit')) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos'
    throw new StoreError(20, 'IllegalOperation', message)
  }
  if (isTrue(body.get('apiStrict'))) refuse('apiStrict')
  const version = body.get('apiVersion')
  if (version !== undefined && version !== '1') {
    throw new StoreError(322, 'APIVersionError', "API version must be '1'")
  }
}

/** Any error as one a client understands; what nobody foresaw is told in the log, without the data it was about. */
function known(error: unknown, command: string): StoreError {
  if (error instanceof StoreError) return error
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return new StoreError(15, 'Overflow', 'what was sent is nested too deeply')
  }
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  const place = (stack ?? '').split('\n').slice(1, 4).join('\n')
  console.error(`embedded store: ${name} in ${command}\n${place}`)
  return new StoreError(1, 'InternalError', `the embedded store failed in ${command}: ${message}`)
}
