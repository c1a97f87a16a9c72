import { encode } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { WindowReader } from '../plan/readers.ts'
import { compileProjection, type Projection } from '../query/projection.ts'
import { isDoc, type Doc, type Maybe } from '../values.ts'
import { cursorAnswer, ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { Cursor, type Source } from './cursors.ts'
import {
  boolField,
  checkCollation,
  collectionField,
  countField,
  docField,
  listField,
  missing,
  refuseUnless,
  type Origin,
} from './fields.ts'
import { contextOf, decoderOf, fieldsOf, openFound, select, type Selection } from './selection.ts'

/** MongoDB's first batch where the client names no size. */
export const FIRST_BATCH = 101

export const FIND_FIELDS = [
  'filter sort projection hint skip limit batchSize singleBatch collation let min max returnKey',
  'showRecordId tailable awaitData oplogReplay noCursorTimeout allowPartialResults allowDiskUse',
].flatMap((line) => line.split(' '))

/** A find command as it is carried out; explain asks for the same. */
export interface Find {
  readonly namespace: string
  readonly selection: Selection
  readonly projection: Projection | undefined
  readonly skip: number
  readonly limit: number
}

const EMPTY: Doc = new Map()
const isFalse = (value: Maybe): boolean => value === false
const isEmpty = (value: Maybe): boolean => isDoc(value) && value.size === 0

export function readFind(call: Pick<Call, 'engine' | 'db' | 'now'>, origin: Origin): Find {
  const { engine, db, now } = call
  const name = collectionField(origin, db)
  checkCollation(origin)
  refuseUnless(origin, 'tailable', 'tailable cursors', isFalse)
  refuseUnless(origin, 'returnKey', 'returnKey', isFalse)
  refuseUnless(origin, 'showRecordId', 'showRecordId', isFalse)
  refuseUnless(origin, 'min', 'min and max in find', isEmpty)
  refuseUnless(origin, 'max', 'min and max in find', isEmpty)
  const context = contextOf(now, docField(origin, 'let'))
  const wanted = {
    filter: docField(origin, 'filter') ?? EMPTY,
    sort: docField(origin, 'sort'),
    hint: origin.body.get('hint'),
  }
  return {
    namespace: `${db}.${name}`,
    projection: compileProjection(docField(origin, 'projection') ?? EMPTY, context),
    selection: select(engine.find(db, name), wanted, context),
    skip: countField(origin, 'skip') ?? 0,
    limit: countField(origin, 'limit') ?? 0,
  }
}

/** The results of a find as BSON: the stored bytes themselves where nothing is projected. */
export function openFind(call: Pick<Call, 'engine'>, find: Find): Source {
  const { selection, projection, skip, limit } = find
  const all = openFound(call.engine, selection, limit === 0 ? 0 : skip + limit)
  const window = new WindowReader(all, skip, limit)
  const show = projection ? projectorOf(projection, selection) : (bytes: Buffer) => bytes
  return {
    read: (max) => window.read(max)?.map(({ bytes }) => show(bytes)),
    get isDone() {
      return window.isDone
    },
  }
}

export function projectorOf(projection: Projection, { filter }: Selection): (bytes: Buffer) => Buffer {
  if (projection.needsPosition) {
    projection.checkFilter(filter)
    const read = decoderOf(fieldsOf(filter.fields, projection.fields))
    return (bytes) => {
      const doc = read(bytes)
      return encode(projection.apply(doc, filter.positionOf(doc)))
    }
  }
  const read = decoderOf(projection.fields)
  return (bytes) => encode(projection.apply(read(bytes)))
}

/** The answer with the first batch; what is left waits for getMore. */
export async function answerFirst(
  call: Call,
  cursor: Cursor,
  size: number | undefined,
  isSingle: boolean,
  keepsAlive: boolean,
): Promise<Buffer> {
  const batch = await cursor.batch(size ?? FIRST_BATCH)
  const isOver = cursor.isDone || isSingle
  if (isSingle) cursor.close()
  const id = isOver ? 0n : call.server.cursors.keep(cursor, keepsAlive)
  return cursorAnswer('firstBatch', batch, id, cursor.namespace)
}

export const find: Command = {
  fields: FIND_FIELDS,
  run(call) {
    const wanted = readFind(call, call)
    const cursor = new Cursor(wanted.namespace, call.session, openFind(call, wanted), call.deadline)
    const size = countField(call, 'batchSize')
    return answerFirst(call, cursor, size, boolField(call, 'singleBatch'), boolField(call, 'noCursorTimeout'))
  },
}

export const getMore: Command = {
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  async run(call) {
    const id = call.body.get('getMore')
    if (typeof id !== 'bigint') {
      throw new StoreError(14, 'TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'")
    }
    const collection = call.body.get('collection')
    if (typeof collection !== 'string') throw missing(call, 'collection')
    const size = countField(call, 'batchSize') ?? 0
    const namespace = `${call.db}.${collection}`
    return call.server.cursors.use(id, namespace, call.session, async (cursor) => {
      const batch = await cursor.batch(size === 0 ? Infinity : size)
      return cursorAnswer('nextBatch', batch, cursor.isDone ? 0n : id, namespace)
    })
  },
}

export const killCursors: Command = {
  fields: ['cursors'],
  run(call) {
    const namespace = `${call.db}.${collectionField(call, call.db)}`
    const ids = listField(call, 'cursors')
    if (!ids) throw missing(call, 'cursors')
    const killed = ids.filter((id) => typeof id === 'bigint' && call.server.cursors.kill(id, namespace))
    const notFound = ids.filter((id) => !killed.includes(id))
    return ok({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] })
  },
}
