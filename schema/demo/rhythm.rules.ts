import { type WorkingCalendar, isWorkingDay, shanghaiDate } from '../calendar/calendar.rules.ts'
import type { Chance } from '../kernel/chance.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** Weight of each hour of the day, midnight first. */
const HOURS = {
  /** Offices and errands: the morning above all. */
  day: [2, 1, 1, 1, 1, 2, 6, 18, 40, 70, 75, 60, 40, 45, 65, 65, 60, 50, 40, 35, 30, 20, 12, 5],
  /** Life in the streets: on the way to work, and when people are home again. */
  any: [6, 4, 3, 2, 3, 6, 16, 42, 55, 58, 52, 48, 40, 38, 43, 44, 46, 56, 66, 66, 58, 44, 28, 14],
  /** What keeps people awake. */
  night: [50, 40, 20, 10, 6, 6, 8, 10, 12, 10, 8, 8, 16, 12, 8, 8, 8, 10, 15, 25, 40, 70, 90, 80],
} as const

export type Hours = keyof typeof HOURS

/** Monday is the busiest, Sunday the quietest; holidays are quieter still. */
const WEEKDAYS = [0.62, 1.15, 1.08, 1.03, 1, 0.97, 0.68]
const HOLIDAY = 0.55

/** Midnight in Shanghai at the start of the day of `at`. */
export function startOfDay(at: Date): Date {
  return new Date(Math.floor((at.getTime() + SHANGHAI) / DAY) * DAY - SHANGHAI)
}

export function dayBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * DAY)
}

/** How busy a day is beside others, with a little chance in it. */
export function busyness(day: Date, calendar: WorkingCalendar, chance: Chance): number {
  const weekday = new Date(day.getTime() + SHANGHAI).getUTCDay()
  const weekend = weekday === 0 || weekday === 6
  const works = isWorkingDay(calendar, day)
  const usual = works === weekend ? (works ? 1 : HOLIDAY) : (WEEKDAYS[weekday] ?? 1)
  return usual * (0.94 + 0.12 * chance.next())
}

/** Shares `total` out in proportion to the weights, in whole numbers that add up to it. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  let given = 0
  let wanted = 0
  return weights.map((weight) => {
    wanted += (total * weight) / sum
    const count = Math.round(wanted) - given
    given += count
    return count
  })
}

/** An instant of the day, likelier in its busy hours. */
export function timeOfDay(day: Date, hours: Hours, chance: Chance): Date {
  const hour = chance.pickWeighted(
    HOURS[hours].map((weight, index) => ({ weight, index })),
    ({ weight }) => weight,
  ).index
  return new Date(day.getTime() + hour * HOUR + chance.whole(0, HOUR / 1000 - 1) * 1000)
}

/** Month 1–12 of the instant in Shanghai. */
export function monthOf(at: Date): number {
  return Number(shanghaiDate(at).slice(5, 7))
}
