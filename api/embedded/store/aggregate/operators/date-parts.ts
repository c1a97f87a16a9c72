import { int32 } from '../../bson/decode.ts'
import { typeName } from '../../bson/order.ts'
import { type Doc, type Value, isDoc } from '../../values.ts'
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  dayNumber,
  dayOf,
  isoDayNumber,
  isoDayOfWeek,
  isoWeek,
  wallParts,
} from '../dates/calendar.ts'
import { dateAt, instantOf } from '../dates/instant.ts'
import { fromWall, toWall } from '../dates/zone.ts'
import { fault } from '../fault.ts'
import { ABSENT, type Argument, named } from '../named.ts'
import { type Operator, type Operators, isNullish } from '../operator.ts'
import { integerOf, zoneOf } from './dates.ts'

const dateToParts = named(
  ['date'],
  ['timezone', 'iso8601'],
  { shape: 40524, unknown: 40520, missing: 40522 },
  ([date], [timezone, iso]) => {
    const zone = zoneOf(timezone)
    if (!zone || isNullish(iso) || isNullish(date)) return null
    if (iso !== ABSENT && typeof iso !== 'boolean') {
      throw fault(40521, `iso8601 must evaluate to a bool, found ${typeName(iso)}`)
    }
    return partsAt(toWall(zone, instantOf(date)), iso === true)
  },
)

function partsAt(wall: number, isIso: boolean): Doc {
  const { year, month, day, hour, minute, second, millisecond } = wallParts(wall)
  const week = isoWeek(wall)
  const days: [string, number][] = isIso
    ? [
        ['isoWeekYear', week.year],
        ['isoWeek', week.week],
        ['isoDayOfWeek', isoDayOfWeek(dayOf(wall))],
      ]
    : [
        ['year', year],
        ['month', month],
        ['day', day],
      ]
  const times: [string, number][] = [
    ['hour', hour],
    ['minute', minute],
    ['second', second],
    ['millisecond', millisecond],
  ]
  return new Map<string, Value>([...days, ...times].map(([name, value]) => [name, int32(value)]))
}

/** A part of a date: its default where not given, nothing where null; `limit` is MongoDB's bound of 16 bits. */
function partOf(value: Argument, name: string, fallback: number, limit = 2 ** 15): number | undefined {
  if (value === ABSENT) return fallback
  if (isNullish(value)) return undefined
  const number = integerOf(value)
  if (number === undefined) throw fault(40515, `'${name}' must evaluate to an integer, found ${typeName(value)}`)
  if (number < -limit || number >= limit) {
    throw fault(
      31034,
      `'${name}' must evaluate to a value in the range [-32768, 32767]; value ${number} is not in range`,
    )
  }
  return number
}

const CODES = { shape: 40519, unknown: 40518, missing: 40516 }
const TIMES = ['hour', 'minute', 'second', 'millisecond', 'timezone']

/** The instant of a day number and the time arguments; parts beyond their range carry over, as MongoDB has it. */
function instantFrom(day: number, times: readonly Argument[]): Date | null {
  const [hourValue, minuteValue, secondValue, millisecondValue, timezone] = times as [
    Argument,
    Argument,
    Argument,
    Argument,
    Argument,
  ]
  const hour = partOf(hourValue, 'hour', 0)
  const minute = partOf(minuteValue, 'minute', 0)
  const second = partOf(secondValue, 'second', 0, Number.MAX_SAFE_INTEGER)
  const millisecond = partOf(millisecondValue, 'millisecond', 0, Number.MAX_SAFE_INTEGER)
  const zone = zoneOf(timezone)
  if (hour === undefined || minute === undefined || second === undefined || millisecond === undefined || !zone)
    return null
  return dateAt(fromWall(zone, day * DAY + hour * HOUR + minute * MINUTE + second * SECOND + millisecond))
}

const fromCalendar = named(
  ['year'],
  ['month', 'day', ...TIMES],
  CODES,
  ([yearValue], [monthValue, dayValue, ...times]) => {
    const year = partOf(yearValue, 'year', 1970, Number.MAX_SAFE_INTEGER)
    const month = partOf(monthValue, 'month', 1)
    const day = partOf(dayValue, 'day', 1)
    if (year === undefined || month === undefined || day === undefined) return null
    if (year < 1 || year > 9999) {
      throw fault(40523, `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`)
    }
    const months = year * 12 + month - 1
    const first = dayNumber(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1)
    return instantFrom(first + day - 1, times)
  },
)

const fromWeek = named(
  ['isoWeekYear'],
  ['isoWeek', 'isoDayOfWeek', ...TIMES],
  CODES,
  ([yearValue], [weekValue, dayValue, ...times]) => {
    const year = partOf(yearValue, 'isoWeekYear', 1970, Number.MAX_SAFE_INTEGER)
    const week = partOf(weekValue, 'isoWeek', 1)
    const day = partOf(dayValue, 'isoDayOfWeek', 1)
    if (year === undefined || week === undefined || day === undefined) return null
    if (year < 1 || year > 9999) {
      throw fault(31095, `'isoWeekYear' must evaluate to an integer in the range 1 to 9999, found ${year}`)
    }
    return instantFrom(isoDayNumber(year, week, day), times)
  },
)

const dateFromParts: Operator = (spec, compiler, name) => {
  const isIso = isDoc(spec) && spec.has('isoWeekYear')
  if (isIso && ['year', 'month', 'day'].some((field) => spec.has(field))) {
    throw fault(40489, '$dateFromParts does not allow mixing natural dates with ISO dates')
  }
  return (isIso ? fromWeek : fromCalendar)(spec, compiler, name)
}

export const datePartOperators: Operators = { $dateToParts: dateToParts, $dateFromParts: dateFromParts }
