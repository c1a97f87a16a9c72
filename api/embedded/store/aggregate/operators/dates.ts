import { int32 } from '../../bson/decode.ts'
import { integerOf } from '../../bson/numbers.ts'
import { failedToParse, fault, refuse, StoreError } from '../../errors.ts'
import { isDoc, ObjectId, Timestamp, type Doc, type Maybe, type Value } from '../../values.ts'
import { PARTS, type Part } from '../dates/calendar.ts'
import { formatDate } from '../dates/format.ts'
import { add, difference, truncate, UNITS, type Unit } from '../dates/units.ts'
import { toWall, UTC, zoneNamed, type Zone } from '../dates/zone.ts'
import { argumentsOf, isNullish, partsOf, textOf, wrongType } from '../operator.ts'
import type { Operator, Operators } from '../operator.ts'

/** The date of an instant; code 15 beyond what a date can hold. */
export function dateAt(instant: number): Date {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) throw new StoreError(15, 'Overflow', 'date overflow')
  return date
}

/** The milliseconds of whatever MongoDB takes for a date: dates, timestamps, and the time within an ObjectId. */
function instantOf(value: Maybe, code: number, name: string): number {
  if (value instanceof Date) return value.getTime()
  if (value instanceof Timestamp) return value.t * 1000
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  throw wrongType(code, name, value)
}

type Parts = ReadonlyMap<string, Value>

/** A setting (unit, zone, format …), which may not depend on the document, so that it is read once. */
function setting(parts: Parts, field: string, name: string): Value | undefined {
  const value = parts.get(field)
  const isComputed = typeof value === 'string' ? value.startsWith('$') : isDoc(value) || Array.isArray(value)
  return isComputed || value === null ? refuse(`${name} with a computed ${field}`) : value
}

const zoneOf = (parts: Parts, name: string): Zone =>
  zoneNamed(textOf(setting(parts, 'timezone', name) ?? 'UTC', 40517, 'timezone'))

function unitOf(parts: Parts, name: string): Unit {
  const text = textOf(setting(parts, 'unit', name), 5439013, name)
  const unit = UNITS.find((each) => each === text)
  if (!unit) throw failedToParse(`${name} parameter 'unit' value parsing failed: unknown time unit value: ${text}`)
  return unit
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The first day of the week, 1 Monday … 7 Sunday, written out or with three letters; it matters for weeks alone. */
function startOfWeek(parts: Parts, unit: Unit, name: string): number {
  if (unit !== 'week') return 1
  const text = textOf(setting(parts, 'startOfWeek', name) ?? 'sunday', 5439015, name).toLowerCase()
  const day = DAYS.findIndex((each) => each === text || each.slice(0, 3) === text)
  if (day === -1) throw fault(5439016, `${name} parameter 'startOfWeek' is no day of a week: ${text}`)
  return day + 1
}

function binSizeOf(parts: Parts, name: string): number {
  const value = setting(parts, 'binSize', name) ?? 1
  const binSize = integerOf(value)
  if (binSize === undefined) throw wrongType(5439017, "$dateTrunc with 'binSize'", value)
  if (binSize <= 0) throw fault(5439018, `$dateTrunc requires 'binSize' to be greater than 0, but got value ${binSize}`)
  if (binSize > 100_000_000_000) throw fault(5439006, 'dateTrunc unsupported binSize value')
  return binSize
}

/**
 * An operator on the values of `evaluated`, null where one of them is; `required` and `optional` are its settings, of
 * which `prepare` makes what is to be done with the values.
 */
const dateOperator =
  (
    evaluated: readonly string[],
    required: readonly string[],
    optional: readonly string[],
    prepare: (parts: Parts, name: string) => (values: readonly Value[]) => Value,
  ): Operator =>
  (spec, compiler, name) => {
    const parts = partsOf(spec, name, [...evaluated, ...required], optional)
    const list = evaluated.map((field) => compiler.compile(parts.get(field)!))
    const compute = prepare(parts, name)
    return (doc, variables) => {
      const values = list.map((argument) => argument(doc, variables))
      return values.some(isNullish) ? null : compute(values as Value[])
    }
  }

const dateTrunc = dateOperator(['date'], ['unit'], ['binSize', 'timezone', 'startOfWeek'], (parts, name) => {
  const unit = unitOf(parts, name)
  const binSize = binSizeOf(parts, name)
  const zone = zoneOf(parts, name)
  const firstDay = startOfWeek(parts, unit, name)
  return ([date]) => dateAt(truncate(instantOf(date, 5439012, name), unit, binSize, zone, firstDay))
})

const dateDiff = dateOperator(['startDate', 'endDate'], ['unit'], ['timezone', 'startOfWeek'], (parts, name) => {
  const unit = unitOf(parts, name)
  const zone = zoneOf(parts, name)
  const firstDay = startOfWeek(parts, unit, name)
  return (dates) => {
    const [start, end] = dates.map((date) => instantOf(date, 5166307, name)) as [number, number]
    return BigInt(difference(start, end, unit, zone, firstDay))
  }
})

/** $dateAdd (1) and $dateSubtract (-1). */
const dateAdd = (sign: 1 | -1): Operator =>
  dateOperator(['startDate', 'amount'], ['unit'], ['timezone'], (parts, name) => {
    const unit = unitOf(parts, name)
    const zone = zoneOf(parts, name)
    return ([start, amount]) => {
      const instant = instantOf(start, 5166403, name)
      const count = integerOf(amount)
      if (count === undefined) throw fault(5166405, `${name} expects integer amount of time units`)
      return dateAt(add(instant, unit, sign * count, zone))
    }
  })

const TIMES: readonly Part[] = ['hour', 'minute', 'second', 'millisecond']

/** The name a part has in $dateToParts. */
const shown = (part: Part): string => (part === 'dayOfMonth' ? 'day' : part)

const dateToParts = dateOperator(['date'], [], ['timezone', 'iso8601'], (parts, name) => {
  const zone = zoneOf(parts, name)
  const isIso = setting(parts, 'iso8601', name) ?? false
  if (typeof isIso !== 'boolean') throw wrongType(40521, `${name} with 'iso8601'`, isIso)
  const days: Part[] = isIso ? ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] : ['year', 'month', 'dayOfMonth']
  return ([date]) => {
    const wall = toWall(zone, instantOf(date, 16006, name))
    return new Map([...days, ...TIMES].map((part) => [shown(part), int32(PARTS[part](wall))]))
  }
})

/** Without a format, the Z stands only where it is true. */
const formatted = dateOperator(['date'], [], ['format', 'timezone', 'onNull'], (parts, name) => {
  const zone = zoneOf(parts, name)
  const given = setting(parts, 'format', name) ?? `%Y-%m-%dT%H:%M:%S.%L${zone === UTC ? 'Z' : ''}`
  const format = textOf(given, 18533, name)
  return ([date]) => formatDate(instantOf(date, 16006, name), format, zone)
})

const dateToString: Operator = (spec, compiler, name) => {
  const write = formatted(spec, compiler, name)
  const onNull = compiler.compile((spec as Doc).get('onNull') ?? null)
  return (doc, variables) => write(doc, variables) ?? onNull(doc, variables)
}

/** Operators that read one number off a date: `{$year: date}` or `{$year: {date, timezone}}`. */
function partOperator(part: Part): Operator {
  const read = dateOperator(['date'], [], ['timezone'], (parts, name) => {
    const zone = zoneOf(parts, name)
    return ([date]) => {
      const number = PARTS[part](toWall(zone, instantOf(date, 16006, name)))
      return part === 'isoWeekYear' ? BigInt(number) : int32(number)
    }
  })
  return (spec, compiler, name) => {
    const isNamed = isDoc(spec) && !spec.keys().next().value?.startsWith('$')
    return read(isNamed ? spec : new Map([['date', argumentsOf(spec, name, 1)[0]!]]), compiler, name)
  }
}

export const dateOperators: Operators = {
  $dateTrunc: dateTrunc,
  $dateDiff: dateDiff,
  $dateAdd: dateAdd(1),
  $dateSubtract: dateAdd(-1),
  $dateToParts: dateToParts,
  $dateToString: dateToString,
  ...Object.fromEntries(
    (Object.keys(PARTS) as Part[]).map((part): [string, Operator] => [`$${part}`, partOperator(part)]),
  ),
}
