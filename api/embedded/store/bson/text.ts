import { isUtf8 } from 'node:buffer'
import { StoreError } from '../errors.ts'

/** What is not BSON is refused with MongoDB's code 22; `at` is the offset where it broke. */
export const invalidBson = (what: string, at: number) =>
  new StoreError(22, 'InvalidBSON', `invalid BSON: ${what} at ${at}`)

/** Longer strings rarely repeat, so remembering them would only cost. */
const LONGEST_REMEMBERED = 40
const SLOTS = 8192

interface Remembered {
  readonly bytes: Uint8Array
  readonly text: string
}

// Field names and states ("dispatched", a street) repeat in every document: one shared string each saves most of the
// decoding and lets the engine compare them by pointer. A slot holds the last text with its hash, so memory is bounded.
const remembered: (Remembered | undefined)[] = Array.from({ length: SLOTS }, () => undefined)

function isSame(entry: Remembered, bytes: Uint8Array, from: number, length: number): boolean {
  const known = entry.bytes
  if (known.length !== length) return false
  for (let i = 0; i < length; i++) if (known[i] !== bytes[from + i]) return false
  return true
}

/** The UTF-8 text of bytes [from, to). Invalid UTF-8 is an error, as in the driver, since it could not be written back. */
export function textAt(bytes: Buffer, from: number, to: number): string {
  const length = to - from
  if (length > LONGEST_REMEMBERED) return freshText(bytes, from, to)
  if (length === 0) return ''
  let hash = length
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1)
  const entry = remembered[slot]
  if (entry && isSame(entry, bytes, from, length)) return entry.text
  const text = freshText(bytes, from, to)
  remembered[slot] = { bytes: Uint8Array.prototype.slice.call(bytes, from, to), text }
  return text
}

function freshText(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to)
  // The replacement character is what a decoder puts for broken bytes, but it may also have been written on purpose.
  if (text.includes('\uFFFD') && !isUtf8(bytes.subarray(from, to))) throw invalidBson('text that is not UTF-8', from)
  return text
}
