import { Binary, type BSONRegExp, type Decimal128, type Int32, type ObjectId, type Timestamp } from '../values.ts'
import type { Doc, Value } from '../values.ts'
import { badValue, StoreError } from '../errors.ts'
import * as type from './elements.ts'

/** MongoDB: "the maximum BSON document size is 16 mebibytes". */
export const MAX_BSON_SIZE = 16 * 1024 * 1024
const FIRST_SIZE = 64 * 1024
/** A scratch grown by one huge document is not kept for ever. */
const KEPT_SIZE = 1024 * 1024
/** UTF-16 units up to which writing text by hand is quicker. */
const SHORT = 32

const eight = new Uint8Array(8)
const asDouble = new Float64Array(eight.buffer)
const asInt64 = new BigInt64Array(eight.buffer)

let kept = Buffer.allocUnsafeSlow(FIRST_SIZE)

/** BSON bytes of a document. Throws StoreError 10334 above `limit` bytes, 15 for nesting beyond 100 levels (and a reply's own). */
export function encode(doc: Doc, limit = MAX_BSON_SIZE): Buffer {
  return encodeAtDepth(doc, limit, 1)
}

/** The same for a document about to be stored: no more than 100 levels, without the allowance a reply has. */
export function encodeStored(doc: Doc): Buffer {
  return encodeAtDepth(doc, MAX_BSON_SIZE, 1 + type.ENVELOPE_DEPTH)
}

function encodeAtDepth(doc: Doc, limit: number, depth: number): Buffer {
  const writer = new Writer(kept, limit)
  writer.document(doc, depth)
  if (writer.at > limit) throw tooLarge(writer.at, limit)
  const bytes = Buffer.from(writer.bytes.subarray(0, writer.at))
  if (writer.bytes.length <= KEPT_SIZE) kept = writer.bytes
  return bytes
}

class Writer {
  at = 0

  constructor(
    public bytes: Buffer<ArrayBuffer>,
    private readonly limit: number,
  ) {}

  document(doc: Doc, depth: number): void {
    const start = this.begin(depth)
    for (const [name, value] of doc) this.element(name, value, depth)
    this.end(start)
  }

  private array(list: readonly Value[], depth: number): void {
    const start = this.begin(depth)
    for (let i = 0; i < list.length; i++) this.element(String(i), list[i]!, depth)
    this.end(start)
  }

  private begin(depth: number): number {
    if (depth > type.MAX_DEPTH + type.ENVELOPE_DEPTH) {
      throw new StoreError(15, 'Overflow', `documents may be nested ${type.MAX_DEPTH} levels deep`)
    }
    this.room(5)
    const start = this.at
    this.at += 4
    return start
  }

  private end(start: number): void {
    this.byte(0)
    this.bytes.writeInt32LE(this.at - start, start)
  }

  private element(name: string, value: Value, depth: number): void {
    const kind = type.typeOf(value)
    this.byte(kind)
    this.cstring(name)
    switch (kind) {
      case type.STRING:
        return this.string(value as string)
      case type.INT32:
        return this.int((value as Int32).value)
      case type.DOUBLE:
        asDouble[0] = value as number
        return this.raw(eight)
      case type.INT64:
        asInt64[0] = value as bigint
        return this.raw(eight)
      case type.DATE:
        asInt64[0] = BigInt(timeOf(value as Date))
        return this.raw(eight)
      case type.BOOL:
        return this.byte(value ? 1 : 0)
      case type.OBJECT:
        return this.document(value as Doc, depth + 1)
      case type.ARRAY:
        return this.array(value as Value[], depth + 1)
      case type.OBJECT_ID:
        return this.raw((value as ObjectId).id)
      case type.DECIMAL:
        return this.raw((value as Decimal128).bytes)
      case type.BINARY:
        return this.binary(value as Binary)
      case type.TIMESTAMP:
        this.int((value as Timestamp).i | 0)
        return this.int((value as Timestamp).t | 0)
      case type.REGEX:
        this.cstring((value as BSONRegExp).pattern)
        return this.cstring((value as BSONRegExp).options)
    }
  }

  private binary(value: Binary): void {
    const isOld = value.sub_type === Binary.SUBTYPE_BYTE_ARRAY
    const data = value.buffer.subarray(0, value.position)
    this.int(data.length + (isOld ? 4 : 0))
    this.byte(value.sub_type)
    if (isOld) this.int(data.length)
    this.raw(data)
  }

  private byte(value: number): void {
    this.room(1)
    this.bytes[this.at++] = value
  }

  private int(value: number): void {
    this.room(4)
    this.at = this.bytes.writeInt32LE(value, this.at)
  }

  private raw(data: Uint8Array): void {
    this.room(data.length)
    // For a few bytes a loop is quicker than the call.
    if (data.length <= 16) for (let i = 0; i < data.length; i++) this.bytes[this.at + i] = data[i]!
    else this.bytes.set(data, this.at)
    this.at += data.length
  }

  private string(text: string): void {
    this.room(4)
    const start = this.at
    this.at += 4
    this.text(text)
    this.bytes.writeInt32LE(this.at - start - 4, start)
  }

  private cstring(text: string): void {
    if (text.includes('\0')) throw badValue('a field name or regular expression cannot contain a zero byte')
    this.text(text)
  }

  /** Writes the text and its closing zero. */
  private text(text: string): void {
    // UTF-8 takes at most three bytes a UTF-16 unit.
    this.room(text.length * 3 + 1)
    this.at += text.length <= SHORT ? this.shortText(text) : this.bytes.write(text, this.at, 'utf8')
    this.bytes[this.at++] = 0
  }

  /** For names and states, a loop over plain ASCII costs a third of the call into Buffer. */
  private shortText(text: string): number {
    const { bytes, at } = this
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) return bytes.write(text, at, 'utf8')
      bytes[at + i] = unit
    }
    return text.length
  }

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return
    if (this.at > this.limit) throw tooLarge(this.at, this.limit)
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
  }
}

const tooLarge = (size: number, limit: number) =>
  new StoreError(10334, 'BSONObjectTooLarge', `BSONObj size: ${size} is invalid. Size must be between 0 and ${limit}`)

function timeOf(date: Date): number {
  const time = date.getTime()
  if (Number.isNaN(time)) throw badValue('an invalid date cannot be stored')
  return time
}
