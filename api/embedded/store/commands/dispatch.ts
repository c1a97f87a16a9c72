import { decode } from '../bson/decode.ts'
import { toNumber } from '../bson/numbers.ts'
import { show } from '../bson/show.ts'
import { badValue, failedToParse, refuse, StoreError } from '../errors.ts'
import { isDoc, type Doc } from '../values.ts'
import type { Handler } from '../wire/connection.ts'
import { failure } from './answers.ts'
import { sentIn, type Command, type Server } from './call.ts'
import { Deadline } from './deadline.ts'
import { COMMANDS, REFUSED } from './registry.ts'

/** Answers commands: finds the one meant, checks what all have in common, runs it, and words its errors. */
export function dispatcher(server: Server): Handler {
  return async ({ body, sequences }, connection) => {
    let name = ''
    try {
      const doc = decode(body)
      const sent = sentIn(doc)
      name = sent.name
      const command = commandNamed(name, connection.isLegacy)
      const db = connection.isLegacy ? 'admin' : doc.get('$db')
      if (typeof db !== 'string') throw new StoreError(40571, 'Location40571', 'OP_MSG requests require a $db argument')
      checkSession(doc)
      checkConcerns(doc)
      const { engine } = server
      // For getMore, maxTimeMS is how long to wait on a tailable cursor.
      const deadline = new Deadline(engine.clock, name === 'getMore' ? undefined : toNumber(doc.get('maxTimeMS')))
      const now = new Date(engine.clock.now())
      const { value, fields } = sent
      return await command({
        name,
        value,
        fields,
        server,
        engine,
        db,
        sequences,
        connection: connection.id,
        deadline,
        now,
      })
    } catch (error) {
      return failure(known(error, name))
    }
  }
}

function commandNamed(name: string, isLegacy: boolean): Command {
  const command = COMMANDS.get(name)
  if (command && (!isLegacy || /^(hello|ismaster)$/i.test(name))) return command
  const refused = REFUSED.get(name)
  if (refused) refuse(refused)
  throw new StoreError(59, 'CommandNotFound', `no such command: '${name}'`)
}

/** Sessions are fine; transactions and retryable writes belong to replica sets, as MongoDB's standalone says, too. */
function checkSession(body: Doc): void {
  if (body.has('txnNumber') || body.has('startTransaction') || body.has('autocommit')) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos'
    throw new StoreError(20, 'IllegalOperation', message)
  }
  if (body.get('apiStrict') === true) refuse('apiStrict')
}

/** What a node by itself can promise of a read. */
const LEVELS = new Set(['local', 'available', 'majority'])

/**
 * Checks readConcern and writeConcern as a standalone does. There is nothing to choose: every read sees what is
 * committed, and every write is on disk before it is acknowledged, whatever w and j say.
 */
function checkConcerns(body: Doc): void {
  const read = body.get('readConcern')
  const level = isDoc(read) ? (read.get('level') ?? 'local') : 'local'
  if (level === 'linearizable' || level === 'snapshot') {
    throw new StoreError(123, 'NotAReplicaSet', `node needs to be a replica set member to use readConcern: ${level}`)
  }
  if (!LEVELS.has(level as string)) throw failedToParse(`${show(level)} is no valid readConcern level`)
  const write = body.get('writeConcern')
  const w = isDoc(write) ? (write.get('w') ?? 1) : 1
  const number = toNumber(w)
  if (number === 0 || number === 1 || w === 'majority') return
  if (number !== undefined && number < 0) throw failedToParse('w has to be a non-negative number')
  throw badValue(`cannot use w: ${show(w)} when a host is not a member of a replica set`)
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
