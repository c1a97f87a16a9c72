/** One day that differs from its weekday: a day off, or a weekend day to be worked (调休). */
export interface CalendarDay {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  date: string
  kind: 'holiday' | 'workday'
  name: string
  /** `announced` by the State Council's yearly notice, or `statutory`: known by law before that notice is out. */
  basis: 'announced' | 'statutory'
}

/** 工作日历 */
export interface WorkingCalendar {
  /** Special days by day number (see `dayNumber`). */
  days: ReadonlyMap<number, CalendarDay>
  /** Years whose yearly notice the calendar knows; for others see `isWorkingDay`. */
  announcedYears: ReadonlySet<number>
}

const DAY = 86_400_000
/** China has one time zone and no summer time since 1991, so that days can be counted by arithmetic. */
const SHANGHAI = 8 * 3_600_000

export function buildCalendar(days: readonly CalendarDay[]): WorkingCalendar {
  const announced = days.filter((day) => day.basis === 'announced').map((day) => Number(day.date.slice(0, 4)))
  return {
    days: new Map(days.map((day) => [Date.parse(day.date) / DAY, day])),
    announcedYears: new Set(announced),
  }
}

/** `YYYY-MM-DD` of an instant in Asia/Shanghai. */
export function shanghaiDate(at: Date): string {
  return new Date(at.getTime() + SHANGHAI).toISOString().slice(0, 10)
}

function shanghaiYear(at: Date): number {
  return new Date(at.getTime() + SHANGHAI).getUTCFullYear()
}

/** Days of Asia/Shanghai since 1970-01-01, which was a Thursday. */
function dayNumber(at: Date): number {
  return Math.floor((at.getTime() + SHANGHAI) / DAY)
}

const isWeekday = (day: number) => (day + 3) % 7 < 5

function works(calendar: WorkingCalendar, day: number): boolean {
  const special = calendar.days.get(day)
  return special ? special.kind === 'workday' : isWeekday(day)
}

/**
 * Monday to Friday but for holidays, and the weekend days that make up for them. In a year whose notice is not out yet
 * only the statutory holidays are off and no weekend is worked: a date counted into such a year may still move.
 */
export function isWorkingDay(calendar: WorkingCalendar, date: Date): boolean {
  return works(calendar, dayNumber(date))
}

/**
 * The n-th working day after `from`, at the same time of day. The day of `from` never counts (当日不计); from a day off
 * the first working day after it is day one, with the hour kept. n = 0 gives `from`.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Date, n: number): Date {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  const first = dayNumber(from)
  let day = first
  for (let left = n; left > 0;) {
    day++
    if (works(calendar, day)) left--
  }
  return new Date(from.getTime() + (day - first) * DAY)
}

/**
 * Working days after the day of `from` up to and including the day of `to`; 0 when `to` is not later. The counterpart
 * of `addWorkingDays`: n days added are n days between.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  let count = 0
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) if (works(calendar, day)) count++
  return count
}

/** True when every day between the two falls into years whose notice is out, so that the count is final. */
export function isFinal(calendar: WorkingCalendar, from: Date, to: Date): boolean {
  for (let one = shanghaiYear(from); one <= shanghaiYear(to); one++) if (!calendar.announcedYears.has(one)) return false
  return true
}

/** Names of the holidays that fall on weekdays after `from` up to `to`: why a deadline is further away than it looks. */
export function holidaysBetween(calendar: WorkingCalendar, from: Date, to: Date): string[] {
  const names = new Set<string>()
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) {
    const special = calendar.days.get(day)
    if (special?.kind === 'holiday' && isWeekday(day)) names.add(special.name)
  }
  return [...names]
}
