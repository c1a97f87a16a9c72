import { decimalOf, partsOf as decimalParts } from '../../bson/decimal.ts'
import { int32 } from '../../bson/decode.ts'
import { isNumeric, isTruthy, toNumber, wholeOf } from '../../bson/numbers.ts'
import { typeName } from '../../bson/order.ts'
import { show } from '../../bson/show.ts'
import { StoreError, badValue } from '../../errors.ts'
import { Decimal128, ObjectId, type Value } from '../../values.ts'
import { fitsInt, fitsLong, toDecimal } from '../arithmetic.ts'
import { dateAt, instantOrNothing } from '../dates/instant.ts'
import { parseIso } from '../dates/parse.ts'
import { UTC } from '../dates/zone.ts'
import { typesAsked } from '../../query/types.ts'
import { conversionFailure } from '../fault.ts'
import { ABSENT, nodeOfGiven, nodesOf, settled } from '../named.ts'
import { type Node, type Operator, type Operators, isNullish, unary } from '../operator.ts'
import { convertibleText } from '../text.ts'

const unsupported = (value: Value, to: string) =>
  conversionFailure(`Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`)

const unparsable = (text: string, what: string) =>
  conversionFailure(`Failed to parse ${what} '${text}' in $convert with no onError value`)

/** The whole number a value stands for, within 64 bits: numbers are cut, strings must be whole. */
function toWhole(value: Value, to: string): bigint {
  if (isNumeric(value)) return withinLong(wholeOf(value), value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value !== 'string') throw unsupported(value, to)
  if (!/^[+-]?\d+$/.test(value)) throw unparsable(value, 'number')
  const whole = BigInt(value.replace(/^\+/, ''))
  return withinLong(fitsLong(whole) ? whole : undefined, value)
}

function withinLong(whole: bigint | undefined, value: Value): bigint {
  if (whole === undefined) throw overflow(value)
  return whole
}

const overflow = (value: Value) =>
  conversionFailure(
    `Conversion would overflow target type in $convert with no onError value: ${convertibleText(value)}`,
  )

function toInt(value: Value): Value {
  const whole = toWhole(value, 'int')
  if (!fitsInt(Number(whole))) throw overflow(value)
  return int32(Number(whole))
}

function toLong(value: Value): Value {
  if (value instanceof Date) return BigInt(value.getTime())
  return toWhole(value, 'long')
}

const DOUBLE = /^[+-]?((\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|infinity|inf|nan)$/i

function toDouble(value: Value): Value {
  if (isNumeric(value)) {
    const number = toNumber(value)!
    if (value instanceof Decimal128 && !Number.isFinite(number) && decimalParts(value).kind === 'finite')
      throw overflow(value)
    return number
  }
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (typeof value !== 'string') throw unsupported(value, 'double')
  if (!DOUBLE.test(value)) throw unparsable(value, 'number')
  const text = value.toLowerCase()
  if (!text.includes('n')) return Number(value)
  return text.endsWith('nan') ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity
}

function asDecimal(value: Value): Value {
  if (isNumeric(value)) return toDecimal(value)
  if (typeof value === 'boolean') return decimalOf(value ? 1n : 0n, 0)
  if (value instanceof Date) return decimalOf(BigInt(value.getTime()), 0)
  if (typeof value !== 'string') throw unsupported(value, 'decimal')
  try {
    return Decimal128.fromStringWithRounding(value)
  } catch {
    throw unparsable(value, 'number')
  }
}

function toDate(value: Value): Value {
  const instant = instantOrNothing(value)
  if (instant !== undefined) return dateAt(instant)
  if (typeof value === 'string') return dateAt(parseIso(value, UTC))
  if (typeof value !== 'bigint' && typeof value !== 'number' && !(value instanceof Decimal128)) {
    throw unsupported(value, 'date')
  }
  return dateAt(Number(toWhole(value, 'date')))
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value
  if (typeof value !== 'string') throw unsupported(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value)) throw unparsable(value, 'objectId')
  return ObjectId.createFromHexString(value)
}

function toText(value: Value): Value {
  const text = convertibleText(value)
  if (text === undefined) throw unsupported(value, 'string')
  return text
}

/** The conversions of $convert by the name of the type they make. */
const CONVERSIONS: ReadonlyMap<string, (value: Value) => Value> = new Map([
  ['double', toDouble],
  ['string', toText],
  ['objectId', toObjectId],
  ['bool', (value: Value): Value => isTruthy(value)],
  ['date', toDate],
  ['int', toInt],
  ['long', toLong],
  ['decimal', asDecimal],
])

/** The conversion to a type given by its name or its number; 2 for what names no type at all. */
function conversionTo(to: Value): (value: Value) => Value {
  const [type, ...others] = typesAsked(to)
  if (type === undefined || others.length > 0) throw badValue(`$convert cannot convert to ${show(to)}`)
  return (
    CONVERSIONS.get(type) ??
    ((value) => {
      throw unsupported(value, type)
    })
  )
}

const convert: Operator = (spec, compiler, name) => {
  const codes = { shape: 9, unknown: 9, missing: 9 }
  const nodes = nodesOf(spec, compiler, name, ['input', 'to'], ['onError', 'onNull'], codes)
  const [input, to, onError, onNull] = nodes as [Node, Node, ...(Node | undefined)[]]
  const conversionFor = settled([to], ([type]) => (type === ABSENT || isNullish(type) ? undefined : conversionTo(type)))
  return nodeOfGiven(nodes, (doc, variables) => {
    const value = input.evaluate(doc, variables)
    if (isNullish(value)) return onNull ? onNull.evaluate(doc, variables) : null
    const convertIt = conversionFor(doc, variables)
    if (!convertIt) return null
    try {
      return convertIt(value)
    } catch (error) {
      if (onError && error instanceof StoreError && error.code === 241) return onError.evaluate(doc, variables)
      throw error
    }
  })
}

const toType = (type: string): Operator => {
  const convertIt = CONVERSIONS.get(type)!
  return unary((value) => (isNullish(value) ? null : convertIt(value)))
}

export const typeOperators: Operators = {
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumeric(value)),
  $convert: convert,
  $toString: toType('string'),
  $toInt: toType('int'),
  $toLong: toType('long'),
  $toDouble: toType('double'),
  $toDecimal: toType('decimal'),
  $toDate: toType('date'),
  $toBool: toType('bool'),
  $toObjectId: toType('objectId'),
}
