import { serialize } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, decodeFields, decodeStored } from '../../api/embedded/store/bson/decode.ts'
import { encode, encodeStored } from '../../api/embedded/store/bson/encode.ts'
import { identical } from '../../api/embedded/store/bson/identical.ts'
import { compareExact, equals, keyOf } from '../../api/embedded/store/bson/order.ts'
import { StoreError } from '../../api/embedded/store/errors.ts'
import type { Doc, Value } from '../../api/embedded/store/values.ts'
import { docs, values } from './support/arbitraries.ts'

const SEEDED = { seed: 20250101, numRuns: 2000 }

describe('reading and writing BSON', () => {
  it('gives back the same bytes', () => {
    fc.assert(
      fc.property(docs, (doc) => {
        const bytes = encode(doc)
        const read = decode(bytes)
        expect(identical(read, doc)).toBe(true)
        expect(Buffer.compare(encode(read), bytes)).toBe(0)
      }),
      SEEDED,
    )
  })

  it('reads some fields as it reads all of them', () => {
    fc.assert(
      fc.property(docs, fc.subarray(['a', 'b', 'c', '0', '街', '']), (doc, names) => {
        const bytes = encode(doc)
        const some: Doc = new Map([...doc].filter(([name]) => names.includes(name)))
        expect(identical(decodeFields(bytes, new Map(names.map((name) => [name, true]))), some)).toBe(true)
      }),
      SEEDED,
    )
  })

  it('answers broken bytes with an error of its own, whatever they are', () => {
    const places = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(docs, places, fc.nat(20), (doc, changes, cut) => {
        const bytes = encode(doc)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        try {
          decode(bytes.subarray(0, bytes.length - cut))
        } catch (error) {
          expect(error).toBeInstanceOf(StoreError)
        }
      }),
      SEEDED,
    )
  })

  it('keeps only the parts of documents in arrays that are asked for', () => {
    const bytes = serialize({ a: [{ b: 1, c: 2 }, 5, [{ b: 3, c: 4 }]], d: 1 })
    const fields = new Map([['a', new Map<string, true>([['b', true]])]])
    const expected = serialize({ a: [{ b: 1 }, 5, [{ b: 3 }]] })
    expect(Buffer.compare(encode(decodeFields(bytes, fields)), expected)).toBe(0)
  })

  it('refuses a name that occurs twice, since only one could be kept', () => {
    const bytes = Buffer.from(serialize({ a: 1, b: 2 }))
    bytes[bytes.indexOf('b')] = 'a'.charCodeAt(0)
    expect(() => decode(bytes)).toThrow('twice')
  })

  it('refuses text that is not UTF-8', () => {
    const bytes = Buffer.from(serialize({ a: 'xyz' }))
    bytes[bytes.indexOf('y')] = 0xff
    expect(() => decode(bytes)).toThrow('UTF-8')
  })

  it('refuses a date JavaScript cannot hold rather than changing it', () => {
    const bytes = Buffer.from(serialize({ a: new Date(0) }))
    bytes.writeBigInt64LE(2n ** 60n, bytes.length - 9)
    expect(() => decode(bytes)).toThrow('dates')
  })

  it('stores 100 levels and no more; a command may wrap them', () => {
    const nested = (levels: number): Doc => new Map<string, Value>([['d', levels === 1 ? null : nested(levels - 1)]])
    expect(decodeStored(encodeStored(nested(100))).size).toBe(1)
    expect(() => encodeStored(nested(101))).toThrow(StoreError)
    expect(() => decodeStored(encode(nested(101)))).toThrow(StoreError)
    expect(decode(encode(nested(110))).size).toBe(1)
    expect(() => encode(nested(121))).toThrow(StoreError)
  })

  it('writes no more than 16 MiB', () => {
    expect(() => encode(new Map([['a', 'x'.repeat(16 * 1024 * 1024)]]))).toThrow(
      expect.objectContaining({ code: 10334 }),
    )
  })
})

describe('the order of values', () => {
  it('is total: one way or the other, and through the middle', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(compareExact(a, a)).toBe(0)
        expect(Math.sign(compareExact(a, b))).toBe(-Math.sign(compareExact(b, a)) + 0)
        if (compareExact(a, b) <= 0 && compareExact(b, c) <= 0) expect(compareExact(a, c)).toBeLessThanOrEqual(0)
      }),
      { ...SEEDED, numRuns: 10_000 },
    )
  })

  it('calls equal what has the same key', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(equals(a, b))
      }),
      { ...SEEDED, numRuns: 10_000 },
    )
  })
})
