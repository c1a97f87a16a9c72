import { int32 } from '../../bson/decode.ts'
import { toNumber } from '../../bson/numbers.ts'
import { typeName } from '../../bson/order.ts'
import { failedToParse } from '../../errors.ts'
import { type Maybe, type Value, isDoc } from '../../values.ts'
import { dayOf, dayOfYear, isoDayOfWeek, isoWeek, wallParts, weekOfYear } from '../dates/calendar.ts'
import { dateAt, instantOf, instantOrNothing } from '../dates/instant.ts'
import { UNITS, type Unit, add, difference, truncator } from '../dates/units.ts'
import { UTC, type Zone, toWall, zoneNamed } from '../dates/zone.ts'
import { fault } from '../fault.ts'
import { ABSENT, type Argument, nodeOfGiven, nodesOf, settled } from '../named.ts'
import { type Compiler, type Node, type Operator, type Operators, isNullish } from '../operator.ts'

/** The zone of a `timezone` argument: UTC where none is given, nothing where it evaluates to null. */
export function zoneOf(value: Argument): Zone | undefined {
  if (value === ABSENT) return UTC
  if (isNullish(value)) return undefined
  if (typeof value !== 'string') throw fault(40517, `timezone must evaluate to a string, found ${typeName(value)}`)
  return zoneNamed(value)
}

const units: ReadonlySet<unknown> = new Set(UNITS)

function unitOf(value: Argument, name: string): Unit | undefined {
  if (value === ABSENT || isNullish(value)) return undefined
  if (typeof value !== 'string') {
    throw fault(5439013, `${name} requires 'unit' to be a string, but got ${typeName(value)}`)
  }
  if (!units.has(value)) {
    throw failedToParse(`${name} parameter 'unit' value parsing failed: unknown time unit value: ${value}`)
  }
  return value as Unit
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const dayNumbers = new Map(DAYS.flatMap((day, i) => [[day, i + 1] as const, [day.slice(0, 3), i + 1] as const]))
const SUNDAY = 7

/** The first day of the week, 1 Monday … 7 Sunday, which matters for weeks alone. */
function startOfWeek(value: Argument, unit: Unit | undefined, name: string): number | undefined {
  if (value === ABSENT || unit !== 'week') return SUNDAY
  if (isNullish(value)) return undefined
  if (typeof value !== 'string') {
    throw fault(5439015, `${name} requires 'startOfWeek' to be a string, but got ${typeName(value)}`)
  }
  const day = dayNumbers.get(value.toLowerCase())
  if (day === undefined) {
    throw fault(5439016, `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`)
  }
  return day
}

function dateOf(value: Maybe, name: string, parameter: string, code: number): number {
  const instant = instantOrNothing(value)
  if (instant !== undefined) return instant
  throw fault(code, `${name} requires '${parameter}' to be a date, but got ${typeName(value)}`)
}

/** A whole number of any numeric type, else nothing. */
export function integerOf(value: Maybe): number | undefined {
  const number = toNumber(value)
  return number !== undefined && Number.isInteger(number) ? number : undefined
}

const dateTrunc: Operator = (spec, compiler, name) => {
  const codes = { shape: 5439007, unknown: 5439008, missing: [5439009, 5439010] }
  const optional = ['binSize', 'timezone', 'startOfWeek']
  const [date, ...rest] = nodesOf(spec, compiler, name, ['date', 'unit'], optional, codes) as [Node]
  const truncatorOf = settled(rest, ([unitName, bin, timezone, weekStart]) => {
    const binSize = binSizeOf(bin)
    const unit = unitOf(unitName, name)
    const firstDay = startOfWeek(weekStart, unit, name)
    const zone = zoneOf(timezone)
    return binSize && unit && firstDay && zone ? truncator(unit, binSize, zone, firstDay) : undefined
  })
  return nodeOfGiven([date, ...rest], (doc, variables) => {
    const value = date.evaluate(doc, variables)
    const truncate = isNullish(value) ? undefined : truncatorOf(doc, variables)
    return truncate ? dateAt(truncate(dateOf(value, name, 'date', 5439012))) : null
  })
}

function binSizeOf(value: Argument): number | undefined {
  if (value === ABSENT) return 1
  if (isNullish(value)) return undefined
  const binSize = integerOf(value)
  if (binSize === undefined) {
    throw fault(5439017, `$dateTrunc requires 'binSize' to be a 64-bit integer, but got type ${typeName(value)}`)
  }
  if (binSize <= 0) throw fault(5439018, `$dateTrunc requires 'binSize' to be greater than 0, but got value ${binSize}`)
  if (binSize > 100_000_000_000) throw fault(5439006, 'dateTrunc unsupported binSize value')
  return binSize
}

const dateDiff: Operator = (spec, compiler, name) => {
  const codes = { shape: 5166301, unknown: 5166302, missing: [5166303, 5166304, 5166305] }
  const required = ['startDate', 'endDate', 'unit']
  const nodes = nodesOf(spec, compiler, name, required, ['timezone', 'startOfWeek'], codes)
  const [start, end, ...rest] = nodes as [Node, Node]
  const settingsOf = settled(rest, ([unitName, timezone, weekStart]) => {
    const unit = unitOf(unitName, name)
    const firstDay = startOfWeek(weekStart, unit, name)
    const zone = zoneOf(timezone)
    return unit && firstDay && zone ? { unit, firstDay, zone } : undefined
  })
  return nodeOfGiven(nodes, (doc, variables) => {
    const from = start.evaluate(doc, variables)
    const to = end.evaluate(doc, variables)
    if (isNullish(from) || isNullish(to)) return null
    const settings = settingsOf(doc, variables)
    if (!settings) return null
    const first = dateOf(from, name, 'startDate', 5166307)
    const second = dateOf(to, name, 'endDate', 5166307)
    return BigInt(difference(first, second, settings.unit, settings.zone, settings.firstDay))
  })
}

/** $dateAdd (1) and $dateSubtract (-1). */
const dateAdd =
  (sign: 1 | -1): Operator =>
  (spec, compiler, name) => {
    const codes = { shape: 5166400, unknown: 5166401, missing: 5166402 }
    const nodes = nodesOf(spec, compiler, name, ['startDate', 'amount', 'unit'], ['timezone'], codes)
    const [start, amount, ...rest] = nodes as [Node, Node]
    const settingsOf = settled(rest, ([unitName, timezone]) => {
      const unit = unitOf(unitName, name)
      const zone = zoneOf(timezone)
      return unit && zone ? { unit, zone } : undefined
    })
    return nodeOfGiven(nodes, (doc, variables) => {
      const from = start.evaluate(doc, variables)
      const by = amount.evaluate(doc, variables)
      const settings = isNullish(from) ? undefined : settingsOf(doc, variables)
      if (!settings || isNullish(by)) return null
      const instant = dateOf(from, name, 'startDate', 5166403)
      const count = integerOf(by)
      if (count === undefined) throw fault(5166405, `${name} expects integer amount of time units`)
      return dateAt(add(instant, settings.unit, sign * count, settings.zone))
    })
  }

/** Operators that read one number off a date: `{$year: date}` or `{$year: {date, timezone}}`. */
const part =
  (read: (wall: number) => Value): Operator =>
  (spec, compiler, name) => {
    const [date, timezone] = dateArguments(spec, compiler, name) as [Node, Node | undefined]
    const zoneFor = settled([timezone], ([zone]) => zoneOf(zone))
    return nodeOfGiven([date, timezone], (doc, variables) => {
      const value = date.evaluate(doc, variables)
      if (isNullish(value)) return null
      const instant = instantOf(value)
      const zone = zoneFor(doc, variables)
      return zone ? read(toWall(zone, instant)) : null
    })
  }

function dateArguments(spec: Value, compiler: Compiler, name: string): (Node | undefined)[] {
  if (Array.isArray(spec)) {
    const [only] = spec
    if (only !== undefined && spec.length === 1) return [compiler.node(only)]
    throw fault(40536, `${name} accepts exactly one argument if given an array, but was given ${spec.length}`)
  }
  const [first] = isDoc(spec) ? spec.keys() : []
  if (!isDoc(spec) || first?.startsWith('$')) return [compiler.node(spec)]
  const codes = { shape: 40535, unknown: 40535, missing: 40539 }
  return nodesOf(spec, compiler, name, ['date'], ['timezone'], codes)
}

export const dateOperators: Operators = {
  $dateTrunc: dateTrunc,
  $dateDiff: dateDiff,
  $dateAdd: dateAdd(1),
  $dateSubtract: dateAdd(-1),
  $year: part((wall) => int32(wallParts(wall).year)),
  $month: part((wall) => int32(wallParts(wall).month)),
  $dayOfMonth: part((wall) => int32(wallParts(wall).day)),
  $hour: part((wall) => int32(wallParts(wall).hour)),
  $minute: part((wall) => int32(wallParts(wall).minute)),
  $second: part((wall) => int32(wallParts(wall).second)),
  $millisecond: part((wall) => int32(wallParts(wall).millisecond)),
  $dayOfYear: part((wall) => int32(dayOfYear(wall))),
  $dayOfWeek: part((wall) => int32((isoDayOfWeek(dayOf(wall)) % 7) + 1)),
  $isoDayOfWeek: part((wall) => int32(isoDayOfWeek(dayOf(wall)))),
  $week: part((wall) => int32(weekOfYear(wall))),
  $isoWeek: part((wall) => int32(isoWeek(wall).week)),
  $isoWeekYear: part((wall) => BigInt(isoWeek(wall).year)),
}
