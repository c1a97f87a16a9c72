import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../api/embedded/store/bson/order.ts'
import { EMPTY_ARRAY, KeyWriter, type KeyPart } from '../../api/embedded/store/storage/key-bytes.ts'
import { indexRows } from '../../api/embedded/store/storage/index-keys.ts'
import { entryKey, MAX_VALUES, successor } from '../../api/embedded/store/storage/keys.ts'
import {
  Binary,
  BSONRegExp,
  Decimal128,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Doc,
  type Value,
} from '../../api/embedded/store/values.ts'

const writer = new KeyWriter()

function keyOf(value: KeyPart, direction: 1 | -1 = 1): Buffer {
  writer.at = 0
  writer.part(value, direction)
  return Buffer.from(writer.bytes.subarray(0, writer.at))
}

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -60, max: 60 }))
  .map(([digits, power]) => Decimal128.fromString(`${digits}E${power}`))

/** Numbers near each other, where the four types have to be told apart exactly. */
const closeNumbers = fc
  .tuple(
    fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 60n, 2n ** 62n, -(2n ** 53n), -(2n ** 61n)),
    fc.integer({ min: -3, max: 3 }),
  )
  .chain(([base, step]): fc.Arbitrary<Value> => {
    const value = base + BigInt(step)
    return fc.constantFrom<Value>(
      value,
      Number(value),
      Decimal128.fromString(String(value)),
      Decimal128.fromString(`${value}.5`),
      Decimal128.fromString(`${value}.000000000001`),
    )
  })

const extremes = fc.constantFrom<Value>(
  Number.NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  5e-324,
  -5e-324,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  0.1,
  Decimal128.fromString('0.1'),
  Decimal128.fromString('0.10'),
  Decimal128.fromString('-0.1'),
  Decimal128.fromString('1E-6176'),
  Decimal128.fromString('-1E-6176'),
  Decimal128.fromString('9.999999999999999999999999999999999E6144'),
  Decimal128.fromString('-9.999999999999999999999999999999999E6144'),
  Decimal128.fromString('NaN'),
  Decimal128.fromString('Infinity'),
  Decimal128.fromString('-Infinity'),
  2n ** 63n - 1n,
  -(2n ** 63n),
)

const scalars: fc.Arbitrary<Value> = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  decimals,
  closeNumbers,
  extremes,
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(/[\uD800-\uDFFF]/gu, '')),
  fc.constantFrom<Value>('', 'a', 'a\0', 'a\0b', 'a\u0001', 'a\u0001\0', 'ab', '\u{1F600}', '\uFFFD', '诉求'),
  fc.boolean(),
  fc.constantFrom<Value>(null, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 4, 128)).map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom<Value>(new BSONRegExp('a', 'i'), new BSONRegExp('a'), new BSONRegExp('ab')),
)

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'ab', ''), tie('value')), { maxLength: 3 })
      .map((fields): Doc => new Map(fields)),
  ),
})).value

const sign = (order: number): number => Math.sign(order)

describe('index keys', () => {
  it('are ordered as the values are, upwards and downwards', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(sign(compare(a, b)))
        expect(sign(Buffer.compare(keyOf(a, -1), keyOf(b, -1)))).toBe(-sign(compare(a, b)) + 0)
      }),
      { numRuns: 20_000, seed: 12345 },
    )
  })

  it('tell numbers of all four types apart exactly', () => {
    const numbers = fc.oneof(closeNumbers, extremes, decimals)
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(sign(compare(a, b)))
      }),
      { numRuns: 20_000, seed: 54321 },
    )
  })

  it('never begin with another value’s key, so that they can follow each other', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [x, y] = [keyOf(a), keyOf(b)]
        expect(x.equals(y) || !x.subarray(0, y.length).equals(y)).toBe(true)
      }),
      { numRuns: 10_000, seed: 777 },
    )
  })

  it('put an empty array between MinKey and null', () => {
    const [low, empty, none] = [new MinKey(), EMPTY_ARRAY, null].map((value) => keyOf(value as KeyPart))
    expect(Buffer.compare(low!, empty!)).toBeLessThan(0)
    expect(Buffer.compare(empty!, none!)).toBeLessThan(0)
  })

  it('are cut where LMDB’s limit is, and still differ for different values', () => {
    const fields = [{ path: 'text', direction: 1 as const }]
    const long = 'x'.repeat(5000)
    const one = entryKey(1, 2, fields, [`${long}1`], 9)
    const other = entryKey(1, 2, fields, [`${long}2`], 9)
    expect(one.isCut && other.isCut).toBe(true)
    expect(one.bytes.length).toBe(1978)
    expect(one.bytes.equals(other.bytes)).toBe(false)
  })

  it('are whole up to the limit', () => {
    const fields = [{ path: 'text', direction: 1 as const }]
    // Type byte and closing zero take two.
    expect(entryKey(1, 2, fields, ['x'.repeat(MAX_VALUES - 2)], 9).isCut).toBe(false)
    expect(entryKey(1, 2, fields, ['x'.repeat(MAX_VALUES - 1)], 9).isCut).toBe(true)
  })

  it('know what comes after a prefix', () => {
    expect(successor(Buffer.of(1, 2))).toEqual(Buffer.of(1, 3))
    expect(successor(Buffer.of(1, 255, 255))).toEqual(Buffer.of(2))
  })
})

const doc = (value: unknown): Doc => toValue(value) as Doc
function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue)
  if (value && typeof value === 'object')
    return new Map(Object.entries(value).map(([name, each]) => [name, toValue(each)]))
  return value as Value
}

const cases: { name: string; doc: unknown; paths: string[]; rows: KeyPart[][]; arrays?: number[] }[] = [
  { name: 'plain fields', doc: { a: 1, b: 'x' }, paths: ['a', 'b'], rows: [[1, 'x']] },
  { name: 'a missing field', doc: { a: 1 }, paths: ['a', 'b'], rows: [[1, undefined]] },
  { name: 'a nested field', doc: { a: { b: { c: 1 } } }, paths: ['a.b.c'], rows: [[1]] },
  { name: 'a path through a value', doc: { a: 1 }, paths: ['a.b'], rows: [[undefined]] },
  { name: 'an array', doc: { a: [1, 2] }, paths: ['a'], rows: [[1], [2]], arrays: [0] },
  {
    name: 'an array beside a value',
    doc: { a: [1, 2], b: 3 },
    paths: ['a', 'b'],
    rows: [
      [1, 3],
      [2, 3],
    ],
    arrays: [0],
  },
  { name: 'an empty array', doc: { a: [] }, paths: ['a'], rows: [[EMPTY_ARRAY]], arrays: [0] },
  { name: 'a path through an empty array', doc: { a: [] }, paths: ['a.b'], rows: [[undefined]], arrays: [0] },
  {
    name: 'documents in an array, field by field together',
    doc: { a: [{ b: 1, c: 2 }, { b: 3 }] },
    paths: ['a.b', 'a.c'],
    rows: [
      [1, 2],
      [3, undefined],
    ],
    arrays: [0, 1],
  },
  { name: 'an array in an array is a value', doc: { a: [[1, 2]] }, paths: ['a'], rows: [[[1, 2]]], arrays: [0] },
  { name: 'a position', doc: { a: [{ b: 1 }, { b: 2 }] }, paths: ['a.1.b'], rows: [[2]] },
  {
    name: 'an array inside documents of an array',
    doc: { a: [{ b: [1, 2] }, { b: 3 }] },
    paths: ['a.b'],
    rows: [[1], [2], [3]],
    arrays: [0],
  },
]

describe('the entries of a document', () => {
  it.each(cases)('$name', ({ doc: given, paths, rows, arrays = [] }) => {
    const found = indexRows(
      doc(given),
      paths.map((path) => path.split('.')),
    )
    expect(found.rows).toEqual(rows)
    expect(found.arrays).toEqual(arrays)
  })

  it('cannot be made of two arrays side by side', () => {
    const given = doc({ a: [1], b: [2] })
    expect(() => indexRows(given, [['a'], ['b']])).toThrow(/cannot index parallel arrays/)
  })
})
