import { encode } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import { Int32, type Doc, type Value } from '../values.ts'

/** A document of the store's own making, its fields in the order given. */
export const docOf = (fields: Readonly<Record<string, Value>>): Doc => new Map(Object.entries(fields))

/** An answer may hold a document of the largest size and something around it. */
const MAX_ANSWER = 17 * 1024 * 1024

/** An answer that says yes. */
export const ok = (fields: Readonly<Record<string, Value>> = {}): Buffer =>
  encode(docOf({ ...fields, ok: 1 }), MAX_ANSWER)

/** An answer that says no, as MongoDB words it. */
export function failure(error: StoreError): Buffer {
  const { message, code, codeName, extra } = error
  return encode(
    docOf({ ok: 0, errmsg: message, code: new Int32(code), codeName, ...(extra as Record<string, Value>) }),
    MAX_ANSWER,
  )
}

/** How a failed write is told in writeErrors. */
export function writeError(index: number, error: StoreError): Doc {
  const { message, code, extra } = error
  return docOf({ index: new Int32(index), code: new Int32(code), ...(extra as Record<string, Value>), errmsg: message })
}

const OK = Buffer.concat([Buffer.from('\u0001ok\0', 'latin1'), Buffer.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f)])

/** `{cursor: {<which>: [documents], id, ns}, ok: 1}`, with the documents as the bytes they are. */
export function cursorAnswer(
  which: 'firstBatch' | 'nextBatch',
  documents: readonly Buffer[],
  id: bigint,
  namespace: string,
): Buffer {
  const name = Buffer.byteLength(namespace)
  const digits = digitsOf(documents.length)
  const list = documents.reduce((sum, document) => sum + document.length + 2, 5) + digits
  const cursor = 4 + (1 + which.length + 1 + list) + (1 + 3 + 8) + (1 + 3 + 4 + name + 1) + 1
  const bytes = Buffer.allocUnsafe(4 + (1 + 7 + cursor) + OK.length + 1)
  let at = bytes.writeInt32LE(bytes.length, 0)
  const put = (type: number, field: string) => {
    bytes[at++] = type
    at += bytes.write(field, at, 'latin1')
    bytes[at++] = 0
  }
  put(3, 'cursor')
  at = bytes.writeInt32LE(cursor, at)
  put(4, which)
  at = bytes.writeInt32LE(list, at)
  for (let i = 0; i < documents.length; i++) {
    put(3, String(i))
    bytes.set(documents[i]!, at)
    at += documents[i]!.length
  }
  bytes[at++] = 0
  put(0x12, 'id')
  at = bytes.writeBigInt64LE(id, at)
  put(2, 'ns')
  at = bytes.writeInt32LE(name + 1, at)
  at += bytes.write(namespace, at, 'utf8')
  bytes[at++] = 0
  bytes[at++] = 0
  bytes.set(OK, at)
  bytes[bytes.length - 1] = 0
  return bytes
}

/** How many digits the numbers below `count` have together. */
function digitsOf(count: number): number {
  let digits = 0
  for (let from = 0, width = 1; from < count; width++) {
    const to = Math.min(count, 10 ** width)
    digits += (to - from) * width
    from = to
  }
  return digits
}
