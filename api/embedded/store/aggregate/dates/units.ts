import { DAY, HOUR, MINUTE, SECOND, dayNumber, dayOf, daysInMonth, isoDayOfWeek, wallParts } from './calendar.ts'
import { type Zone, fromWall, toWall } from './zone.ts'

export const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const
export type Unit = (typeof UNITS)[number]

/** Units of a fixed length are counted on the time line; the others on the local calendar. */
const LENGTHS = { hour: HOUR, minute: MINUTE, second: SECOND, millisecond: 1 } as const

type CalendarUnit = Exclude<Unit, keyof typeof LENGTHS>

const isFixed = (unit: Unit): unit is keyof typeof LENGTHS => Object.hasOwn(LENGTHS, unit)

/** 2000-01-01, a Saturday, from which $dateTrunc counts its bins. */
const REFERENCE_DAY = 10_957
const REFERENCE_YEAR = 2000

/** What is left above the bin's lower bound; never negative, so that bins also lie right before the reference. */
const excess = (value: number, binSize: number): number => ((value % binSize) + binSize) % binSize

/**
 * $dateTrunc: from an instant to the start of the bin of `binSize` units that holds it. Bins are counted from
 * 2000-01-01T00:00 local time, for weeks from the first `startOfWeek` (1 Monday … 7 Sunday) on or after that day.
 */
export function truncator(unit: Unit, binSize: number, zone: Zone, startOfWeek: number): (instant: number) => number {
  const offset = zone.offsetAt(REFERENCE_DAY * DAY)
  if (isFixed(unit)) {
    const bin = binSize * LENGTHS[unit]
    return (instant) => instant - excess(instant - (REFERENCE_DAY * DAY - offset), bin)
  }
  const startOfBin = dayTruncator(unit, binSize, startOfWeek)
  return (instant) => fromWall(zone, startOfBin(toWall(zone, instant)) * DAY, offset)
}

/** From local time to the day number on which the bin of a calendar unit starts. */
function dayTruncator(unit: CalendarUnit, binSize: number, startOfWeek: number): (wall: number) => number {
  if (unit === 'day') return (wall) => dayOf(wall) - excess(dayOf(wall) - REFERENCE_DAY, binSize)
  if (unit === 'week') {
    const reference = REFERENCE_DAY + ((startOfWeek - isoDayOfWeek(REFERENCE_DAY) + 7) % 7)
    return (wall) => dayOf(wall) - excess(dayOf(wall) - reference, binSize * 7)
  }
  return (wall) => {
    const date = new Date(wall)
    const months = (date.getUTCFullYear() - REFERENCE_YEAR) * 12 + date.getUTCMonth()
    const first = months - excess(months, binSize * MONTHS[unit])
    return dayNumber(REFERENCE_YEAR + Math.floor(first / 12), excess(first, 12) + 1, 1)
  }
}

const MONTHS = { year: 12, quarter: 3, month: 1 } as const

/** $dateAdd: months keep the day where the target month has it, else take its last; days keep the local time. */
export const add = (instant: number, unit: Unit, amount: number, zone: Zone): number =>
  isFixed(unit) ? instant + amount * LENGTHS[unit] : addCalendar(instant, unit, amount, zone)

function addCalendar(instant: number, unit: CalendarUnit, amount: number, zone: Zone): number {
  const offset = zone.offsetAt(instant)
  const wall = instant + offset
  if (unit === 'day' || unit === 'week') {
    return fromWall(zone, wall + amount * (unit === 'week' ? 7 : 1) * DAY, offset)
  }
  const { year, month, day } = wallParts(wall)
  const months = year * 12 + (month - 1) + amount * MONTHS[unit]
  const toYear = Math.floor(months / 12)
  const toMonth = excess(months, 12) + 1
  const to = dayNumber(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
  return fromWall(zone, to * DAY + excess(wall, DAY), offset)
}

/** $dateDiff: how many boundaries of the unit lie between the instants; negative when `end` is the earlier. */
export function difference(start: number, end: number, unit: Unit, zone: Zone, startOfWeek: number): number {
  if (unit === 'millisecond') return end - start
  const from = toWall(zone, start)
  const to = toWall(zone, end)
  if (isFixed(unit)) {
    const length = LENGTHS[unit]
    // Boundaries are those of local clocks, but an hour that daylight time takes or gives was not an hour that passed.
    const shift = Math.trunc((zone.offsetAt(start) - zone.offsetAt(end)) / length)
    return Math.floor(to / length) - Math.floor(from / length) + shift
  }
  if (unit === 'day') return dayOf(to) - dayOf(from)
  if (unit === 'week') return weekIndex(to, startOfWeek) - weekIndex(from, startOfWeek)
  return monthIndex(to, MONTHS[unit]) - monthIndex(from, MONTHS[unit])
}

/** Numbers weeks so that it grows by one on every `startOfWeek`; day 0 was a Thursday, the fourth of the ISO week. */
const weekIndex = (wall: number, startOfWeek: number): number => Math.floor((dayOf(wall) + 4 - startOfWeek) / 7)

const monthIndex = (wall: number, months: number): number => {
  const date = new Date(wall)
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months)
}
