import { numberOfDecimal, partsOf } from '../bson/decimal.ts'
import { compareNumbers } from '../bson/numbers.ts'
import { Binary, BSONRegExp, Decimal128, Int32, MinKey, ObjectId, Timestamp } from '../values.ts'
import type { Doc, Maybe, Value } from '../values.ts'

/** What an empty array is in an index: MongoDB's "undefined", just below null, so that it is told apart from null. */
export const EMPTY_ARRAY = Symbol('empty array')
export type KeyPart = Maybe | typeof EMPTY_ARRAY

/**
 * First byte of every value, in the order of bson/order.ts. None is 0x00 or 0xff, in either direction, so that these
 * two can stand for "ends here" and "beyond everything".
 */
export const TYPE = {
  minKey: 10,
  empty: 15,
  null: 20,
  number: 30,
  string: 60,
  object: 70,
  array: 80,
  binary: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  maxKey: 240,
} as const

// oxlint-disable-next-line no-control-regex -- these two bytes are what it is about
const LOW = /[\u0000\u0001]/

const eight = new Uint8Array(8)
const asDouble = new Float64Array(eight.buffer)
const asInt64 = new BigInt64Array(eight.buffer)
const asWords = new Uint32Array(eight.buffer)

/**
 * Writes values as bytes whose unsigned order is MongoDB's order of the values, whatever their types. Every value ends
 * where its bytes say (no value is a prefix of another), so several can follow each other.
 */
export class KeyWriter {
  bytes = Buffer.allocUnsafeSlow(8192)
  at = 0

  /** What has been written so far, copied. */
  taken(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at))
  }

  /** One part of a key; a descending part is the ascending one with all bits turned. */
  part(value: KeyPart, direction: 1 | -1): void {
    const start = this.at
    if (value === EMPTY_ARRAY) this.byte(TYPE.empty)
    else this.#value(value ?? null)
    if (direction === -1) this.#invert(start)
  }

  byte(value: number): void {
    this.#room(1)
    this.bytes[this.at++] = value
  }

  uint32(value: number): void {
    this.#room(4)
    this.at = this.bytes.writeUInt32BE(value, this.at)
  }

  raw(data: ArrayLike<number>): void {
    this.#room(data.length)
    this.bytes.set(data, this.at)
    this.at += data.length
  }

  #value(value: Value): void {
    if (typeof value === 'string') return this.#text(TYPE.string, value)
    if (typeof value === 'number') return this.#double(value)
    if (value === null) return this.byte(TYPE.null)
    if (value instanceof Int32) return this.#double(value.value)
    if (value instanceof ObjectId) return this.#typed(TYPE.objectId, value.id)
    if (value instanceof Date) return this.#date(value.getTime())
    if (typeof value === 'boolean') return this.#typed(TYPE.bool, [Number(value)])
    if (value instanceof Map) return this.#document(value)
    if (Array.isArray(value)) {
      this.byte(TYPE.array)
      for (const item of value) this.#value(item)
      return this.byte(0)
    }
    if (typeof value === 'bigint') return this.#int64(value)
    if (value instanceof Decimal128) return this.#decimal(value)
    if (value instanceof Binary) {
      this.byte(TYPE.binary)
      this.uint32(value.position)
      return this.#typed(value.sub_type, value.buffer.subarray(0, value.position))
    }
    if (value instanceof Timestamp) {
      this.byte(TYPE.timestamp)
      this.uint32(value.t)
      return this.uint32(value.i)
    }
    if (value instanceof BSONRegExp) {
      this.#text(TYPE.regex, value.pattern)
      return this.#text(TYPE.regex, value.options)
    }
    this.byte(value instanceof MinKey ? TYPE.minKey : TYPE.maxKey)
  }

  #typed(type: number, data: ArrayLike<number>): void {
    this.byte(type)
    this.raw(data)
  }

  /** Fields compare by the type of the value, then the name, then the value. */
  #document(doc: Doc): void {
    this.byte(TYPE.object)
    for (const [name, value] of doc) {
      const typeAt = this.at
      this.#text(0, name)
      const valueAt = this.at
      this.#value(value)
      this.bytes[typeAt] = this.bytes[valueAt]!
    }
    this.byte(0)
  }

  /** Text ends with 0x00; within it 0x00 and 0x01 become 0x01 0x01 and 0x01 0x02, so that no text goes on where another ends. */
  #text(type: number, text: string): void {
    this.byte(type)
    if (LOW.test(text)) {
      for (const byte of Buffer.from(text)) {
        if (byte < 2) this.byte(1)
        this.byte(byte < 2 ? byte + 1 : byte)
      }
    } else {
      this.#room(text.length * 3)
      this.at += this.bytes.write(text, this.at, 'utf8')
    }
    this.byte(0)
  }

  #date(time: number): void {
    this.byte(TYPE.date)
    this.uint32((Math.floor(time / 2 ** 32) ^ 0x80000000) >>> 0)
    this.uint32(time >>> 0)
  }

  /** A double is its bits, the negative ones turned; -0 is 0, and NaN is below everything. */
  #double(value: number): void {
    this.#numberHead(value)
    this.byte(0)
  }

  /**
   * Numbers that no double is equal to stand behind the greatest double below them, followed by all their decimal
   * digits: so longs beyond 2^53 and decimals have their exact place among all others.
   */
  #int64(value: bigint): void {
    const nearest = Number(value)
    if (BigInt(nearest) === value) return this.#double(nearest)
    this.#numberHead(BigInt(nearest) > value ? doubleBelow(nearest) : nearest)
    this.#digits(value < 0n, String(value < 0n ? -value : value), 0)
  }

  #decimal(value: Decimal128): void {
    const nearest = numberOfDecimal(value)
    const order = compareNumbers(value, nearest)
    const parts = partsOf(value)
    if (order === 0 || parts.kind !== 'finite') return this.#double(nearest)
    this.#numberHead(order < 0 ? doubleBelow(nearest) : nearest)
    this.#digits(parts.negative, String(parts.coefficient), parts.exponent)
  }

  #numberHead(value: number): void {
    this.byte(TYPE.number)
    asDouble[0] = value === 0 ? 0 : value
    const low = asWords[0]!
    const high = asWords[1]!
    const isNegative = high >>> 31 === 1
    const isNaN = Number.isNaN(value)
    this.uint32(isNaN ? 0 : (isNegative ? ~high : high | 0x80000000) >>> 0)
    this.uint32(isNaN ? 0 : (isNegative ? ~low : low) >>> 0)
  }

  /** 0x01, the power of ten of the first digit, the digits without trailing zeros, 0x00: turned for negative numbers. */
  #digits(negative: boolean, digits: string, exponent: number): void {
    this.byte(1)
    const start = this.at
    this.uint32(exponent + digits.length + 0x8000)
    this.raw(Buffer.from(digits.replace(/0+$/, ''), 'latin1'))
    this.byte(0)
    if (negative) this.#invert(start)
  }

  #invert(from: number): void {
    for (let i = from; i < this.at; i++) this.bytes[i] = this.bytes[i]! ^ 0xff
  }

  #room(more: number): void {
    if (this.at + more <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
  }
}

/** The next double below. */
function doubleBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  asDouble[0] = value
  asInt64[0] = asInt64[0]! + (value > 0 ? -1n : 1n)
  return asDouble[0]
}
