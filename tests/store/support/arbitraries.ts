import { Binary, BSONRegExp, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'
import { decimalOf } from '../../../api/embedded/store/bson/decimal.ts'
import type { Doc, Value } from '../../../api/embedded/store/values.ts'

/** Few small numbers, so that values of different types are often equal, and the odd ones. */
const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -2, max: 3 }).map((value) => new Int32(value)),
  fc.integer({ min: -2, max: 3 }),
  fc.integer({ min: -2, max: 3 }).map(BigInt),
  fc.tuple(fc.bigInt(-300n, 300n), fc.integer({ min: -2, max: 1 })).map(([digits, power]) => decimalOf(digits, power)),
  fc.double(),
  fc.integer().map((value) => new Int32(value)),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0.1, 2 ** 53, 2n ** 53n + 1n),
  fc.constantFrom('NaN', 'Infinity', '0.1', '-0', '1E+6000', '1E-6100').map((text) => Decimal128.fromString(text)),
)

const texts = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'b', '街', '\uFF5E', '\u{1F600}'),
  fc.string({ unit: 'binary', maxLength: 50 }),
)
const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })

const others: fc.Arbitrary<Value> = fc.oneof(
  texts,
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  bytes(12).map((id) => new ObjectId(id)),
  fc
    .tuple(fc.uint8Array({ maxLength: 5 }), fc.constantFrom(0, 2, 4, 128))
    .map(([data, type]) => new Binary(data, type)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom('a', '^b', 'c.d').map((pattern) => new BSONRegExp(pattern, 'im')),
  fc.constantFrom(new MinKey(), new MaxKey()),
)

const names = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '0', '__proto__', 'constructor', '街', ''),
  texts.map(withoutZero),
)

function withoutZero(text: string): string {
  return text.replaceAll('\0', '')
}

/** Values of every type, documents and arrays some levels deep. */
export const { value: values, doc: docs } = fc.letrec<{ value: Value; doc: Doc; list: Value[] }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, numbers, others, tie('doc'), tie('list')),
  doc: fc.array(fc.tuple(names, tie('value')), { maxLength: 4 }).map((fields) => new Map(fields)),
  list: fc.array(tie('value'), { maxLength: 4 }),
}))

/** Documents whose paths a, a.b, a.b.c meet values, documents and arrays of both: what filters stumble over. */
const small: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: 0, max: 2 }).map((value) => new Int32(value)),
  fc.constantFrom<Value>(null, 1, 'a', 'ab', 2n),
)
export const { shaped } = fc.letrec<{ shaped: Doc; inner: Value }>((tie) => ({
  shaped: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', '0'), tie('inner')), { maxLength: 3 })
    .map((fields) => new Map(fields)),
  inner: fc.oneof({ maxDepth: 4 }, small, tie('shaped'), fc.array(tie('inner'), { maxLength: 3 })),
}))
export const smallValues = small
