import { createHash } from 'node:crypto'
import type { KeyRange } from './environment.ts'
import { KeyWriter, type KeyPart } from './key-bytes.ts'

/**
 * Every key of the data tree: collection (4 bytes) · index (2 bytes, 0 for the documents) · the indexed values ·
 * record id (6 bytes; in a unique index it is the value instead).
 */
export const PREFIX = 6
export const RID = 6
export const RECORDS = 0

/** LMDB takes keys of at most 1,978 bytes; longer values are cut and end with a hash of the whole. */
const HASH = 16
export const MAX_VALUES = 1978 - PREFIX - RID - HASH

const writer = new KeyWriter()

export interface KeyField {
  readonly path: string
  readonly direction: 1 | -1
}

function begin(collection: number, index: number): void {
  writer.at = 0
  writer.uint32(collection)
  writer.byte(index >>> 8)
  writer.byte(index)
}

export function ridBytes(rid: number): Buffer {
  const bytes = Buffer.allocUnsafe(RID)
  bytes.writeUIntBE(rid, 0, RID)
  return bytes
}

export function recordKey(collection: number, rid: number): Buffer {
  const key = Buffer.allocUnsafe(PREFIX + RID)
  key.writeUInt32BE(collection, 0)
  key.writeUInt16BE(RECORDS, 4)
  key.writeUIntBE(rid, PREFIX, RID)
  return key
}

/** Everything an index holds, or all documents. */
export function wholeRange(collection: number, index: number): KeyRange {
  begin(collection, index)
  return startingWith(writer.taken())
}

/** The documents of a collection and all its indexes. */
export const collectionRange = (collection: number): KeyRange =>
  startingWith(wholeRange(collection, RECORDS).start.subarray(0, 4))

/** All keys that begin with these bytes. */
export const startingWith = (start: Buffer): KeyRange => ({ start, end: successor(start) })

/** The first key that does not begin with these bytes. */
export function successor(prefix: Uint8Array): Buffer {
  const next = Buffer.from(prefix)
  let at = next.length - 1
  while (at >= 0 && next[at] === 0xff) at--
  next[at]!++
  return next.subarray(0, at + 1)
}

/** Key of one index entry; `rid` is left out for unique indexes. `isCut`: the index no longer has them in order. */
export function entryKey(
  collection: number,
  index: number,
  fields: readonly KeyField[],
  parts: readonly KeyPart[],
  rid: number | undefined,
): { readonly bytes: Buffer; readonly isCut: boolean } {
  begin(collection, index)
  for (let i = 0; i < fields.length; i++) writer.part(parts[i], fields[i]!.direction)
  const isCut = writer.at - PREFIX > MAX_VALUES
  if (isCut) {
    const hash = createHash('sha256').update(writer.bytes.subarray(PREFIX, writer.at)).digest()
    writer.at = PREFIX + MAX_VALUES
    writer.raw(hash.subarray(0, HASH))
  }
  if (rid !== undefined) writer.raw(ridBytes(rid))
  return { bytes: writer.taken(), isCut }
}
