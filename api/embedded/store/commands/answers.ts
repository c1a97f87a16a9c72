import { encode } from '../bson/encode.ts'
import type { StoreError } from '../errors.ts'
import { docOf, Int32, type Doc, type Value } from '../values.ts'
import type { Call } from './call.ts'
import { Cursor } from './cursors.ts'
import { reader } from './options.ts'

type Fields = Readonly<Record<string, Value>>

/** An answer may hold a document of the largest size and something around it. */
const MAX_ANSWER = 17 * 1024 * 1024

/** An answer that says yes. */
export const ok = (fields: Fields = {}): Buffer => encode(docOf({ ...fields, ok: 1 }), MAX_ANSWER)

/** An answer that says no, as MongoDB words it. */
export const failure = ({ message, code, codeName, extra }: StoreError): Buffer =>
  encode(docOf({ ok: 0, errmsg: message, code: new Int32(code), codeName, ...(extra as Fields) }), MAX_ANSWER)

/** How a failed write is told in writeErrors. */
export const writeError = (index: number, { message, code, extra }: StoreError): Doc =>
  docOf({ index: new Int32(index), code: new Int32(code), ...(extra as Fields), errmsg: message })

/** `{cursor: {<which>: [documents], id, ns}, ok: 1}`, with the documents as the bytes they are. */
export function cursorAnswer(
  which: 'firstBatch' | 'nextBatch',
  documents: readonly Buffer[],
  id: bigint,
  namespace: string,
): Buffer {
  const list = documents.flatMap((document, i) => [elementHead(DOCUMENT, String(i)), document])
  const rest = encode(docOf({ id, ns: namespace }))
  const before = [SIZE, elementHead(DOCUMENT, 'cursor'), SIZE, elementHead(ARRAY, which)]
  const bytes = Buffer.concat([...before, SIZE, ...list, END, rest.subarray(4), OK])
  // The sizes of the whole, the cursor and the list.
  const cursorAt = SIZE.length + before[1]!.length
  const listAt = cursorAt + SIZE.length + before[3]!.length
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(bytes.length - cursorAt - OK.length, cursorAt)
  bytes.writeInt32LE(bytes.length - listAt - OK.length - rest.length + 4, listAt)
  return bytes
}

/** The types of BSON elements. */
const DOCUMENT = 3
const ARRAY = 4
const SIZE = Buffer.alloc(4)
const END = Buffer.alloc(1)
/** The last element of an answer and its end. */
const OK = encode(docOf({ ok: 1 })).subarray(4)

const elementHead = (type: number, name: string): Buffer =>
  Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1')

/** MongoDB's first batch where the client names no size. */
const FIRST_BATCH = 101

/** The answer with the first batch; what is left waits for getMore. */
export async function answerFirst(call: Call, cursor: Cursor, size = FIRST_BATCH, isSingle = false): Promise<Buffer> {
  const batch = await cursor.batch(size)
  if (isSingle) cursor.close()
  const id = cursor.isDone || isSingle ? 0n : call.server.cursors.keep(cursor)
  return cursorAnswer('firstBatch', batch, id, cursor.namespace)
}

const readCursor = reader({ count: 'batchSize' })

/** Documents the store makes up itself, as a cursor. */
export function answerList(
  call: Call,
  namespace: string,
  docs: readonly Doc[],
  options: Doc | undefined,
): Promise<Buffer> {
  const { batchSize = Infinity } = readCursor(`${call.name}.cursor`, options ?? new Map())
  const pieces = [docs.map((doc) => encode(doc))].values()
  return answerFirst(call, new Cursor(namespace, pieces, call.deadline, docs.length), batchSize)
}
