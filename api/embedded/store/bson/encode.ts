import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Doc,
  type Value,
} from '../values.ts'
import { badValue, refuse, StoreError } from '../errors.ts'
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
    this.room(1)
    this.bytes[this.at++] = 0
    this.bytes.writeInt32LE(this.at - start, start)
  }

  private element(name: string, value: Value, depth: number): void {
    const typeAt = this.at
    this.room(1)
    this.at++
    this.cstring(name)
    // The type stands before the name, but only writing the value tells it; the buffer may have moved meanwhile.
    const kind = this.value(value, depth)
    this.bytes[typeAt] = kind
  }

  private value(value: Value, depth: number): number {
    switch (typeof value) {
      case 'string':
        return this.string(value, type.STRING)
      case 'number':
        asDouble[0] = value
        return this.eightBytes(type.DOUBLE)
      case 'bigint':
        asInt64[0] = value
        return this.eightBytes(type.INT64)
      case 'boolean':
        this.room(1)
        this.bytes[this.at++] = value ? 1 : 0
        return type.BOOL
      default:
        return value === null ? type.NULL : this.object(value, depth)
    }
  }

  private object(value: Exclude<Value, string | number | bigint | boolean | null>, depth: number): number {
    if (value instanceof Int32) {
      this.room(4)
      this.at = this.bytes.writeInt32LE(value.value, this.at)
      return type.INT32
    }
    if (value instanceof Map) {
      this.document(value, depth + 1)
      return type.OBJECT
    }
    if (Array.isArray(value)) {
      this.array(value, depth + 1)
      return type.ARRAY
    }
    if (value instanceof ObjectId) return this.raw(value.id, type.OBJECT_ID)
    if (value instanceof Date) {
      asInt64[0] = BigInt(timeOf(value))
      return this.eightBytes(type.DATE)
    }
    return this.rare(value)
  }

  private rare(value: Decimal128 | Binary | Timestamp | BSONRegExp | BSONSymbol | Code | MinKey | MaxKey): number {
    if (value instanceof Decimal128) return this.raw(value.bytes, type.DECIMAL)
    if (value instanceof Binary) return this.binary(value)
    if (value instanceof Timestamp) {
      this.room(8)
      this.at = this.bytes.writeUInt32LE(value.i, this.at)
      this.at = this.bytes.writeUInt32LE(value.t, this.at)
      return type.TIMESTAMP
    }
    if (value instanceof BSONRegExp) {
      this.cstring(value.pattern)
      this.cstring(value.options)
      return type.REGEX
    }
    if (value instanceof Code) {
      if (value.scope) return refuse('JavaScript code with scope (deprecated type 15)')
      return this.string(value.code, type.CODE)
    }
    if (value instanceof BSONSymbol) return this.string(value.value, type.SYMBOL)
    return value instanceof MinKey ? type.MIN_KEY : type.MAX_KEY
  }

  private binary(value: Binary): number {
    const isOld = value.sub_type === Binary.SUBTYPE_BYTE_ARRAY
    const data = value.buffer.subarray(0, value.position)
    this.room(9)
    this.at = this.bytes.writeInt32LE(data.length + (isOld ? 4 : 0), this.at)
    this.bytes[this.at++] = value.sub_type
    if (isOld) this.at = this.bytes.writeInt32LE(data.length, this.at)
    return this.raw(data, type.BINARY)
  }

  private raw(data: Uint8Array, kind: number): number {
    this.room(data.length)
    this.bytes.set(data, this.at)
    this.at += data.length
    return kind
  }

  private eightBytes(kind: number): number {
    this.room(8)
    for (let i = 0; i < 8; i++) this.bytes[this.at + i] = eight[i]!
    this.at += 8
    return kind
  }

  private string(text: string, kind: number): number {
    this.room(4)
    const start = this.at
    this.at += 4
    this.text(text)
    this.bytes[this.at++] = 0
    this.bytes.writeInt32LE(this.at - start - 4, start)
    return kind
  }

  private cstring(text: string): void {
    if (text.includes('\0')) throw badValue('a field name or regular expression cannot contain a zero byte')
    this.text(text)
    this.bytes[this.at++] = 0
  }

  /** Writes the text and leaves room for its closing zero. */
  private text(text: string): void {
    // UTF-8 takes at most three bytes a UTF-16 unit.
    this.room(text.length * 3 + 1)
    this.at += text.length <= SHORT ? this.shortText(text) : this.bytes.write(text, this.at, 'utf8')
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
