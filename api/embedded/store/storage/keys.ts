import { createHash } from 'node:crypto'
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

const finish = () => Buffer.from(writer.bytes.subarray(0, writer.at))

function writeRid(rid: number): void {
  writer.byte(Math.floor(rid / 2 ** 40))
  writer.byte(Math.floor(rid / 2 ** 32))
  writer.uint32(rid % 2 ** 32)
}

export function recordKey(collection: number, rid: number): Buffer {
  begin(collection, RECORDS)
  writeRid(rid)
  return finish()
}

export const ridBytes = (rid: number): Buffer => {
  const bytes = Buffer.allocUnsafe(RID)
  bytes.writeUIntBE(rid, 0, RID)
  return bytes
}

/** The start and the end (exclusive) of everything an index holds, or of all documents. */
export function wholeRange(collection: number, index: number): { start: Buffer; end: Buffer } {
  begin(collection, index)
  const start = finish()
  return { start, end: successor(start) }
}

/** The first key that does not begin with these bytes. */
export function successor(prefix: Uint8Array): Buffer {
  const next = Buffer.from(prefix)
  let at = next.length - 1
  while (at >= 0 && next[at] === 0xff) at--
  next[at]!++
  return next.subarray(0, at + 1)
}

export interface EntryKey {
  readonly bytes: Buffer
  /** The values did not fit: the index no longer has them in order. */
  readonly isCut: boolean
}

/** Key of one index entry; `rid` is left out for unique indexes. */
export function entryKey(
  collection: number,
  index: number,
  fields: readonly KeyField[],
  parts: readonly KeyPart[],
  rid: number | undefined,
): EntryKey {
  begin(collection, index)
  for (let i = 0; i < fields.length; i++) writer.part(parts[i], fields[i]!.direction)
  const isCut = writer.at - PREFIX > MAX_VALUES
  if (isCut) {
    const hash = createHash('sha256').update(writer.bytes.subarray(PREFIX, writer.at)).digest()
    writer.at = PREFIX + MAX_VALUES
    writer.raw(hash.subarray(0, HASH))
  }
  if (rid !== undefined) writeRid(rid)
  return { bytes: finish(), isCut }
}

/**
 * Where the entries begin whose first values are these: a prefix to compare with, at most as long as what is kept of
 * a cut key. `isCut` says that entries with other values may share it.
 */
export function valuesPrefix(
  collection: number,
  index: number,
  fields: readonly KeyField[],
  parts: readonly KeyPart[],
): EntryKey {
  begin(collection, index)
  for (let i = 0; i < parts.length; i++) writer.part(parts[i], fields[i]!.direction)
  const isCut = writer.at - PREFIX > MAX_VALUES
  if (isCut) writer.at = PREFIX + MAX_VALUES
  return { bytes: finish(), isCut }
}
