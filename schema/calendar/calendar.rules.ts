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
  days: ReadonlyMap<string, CalendarDay>
  /** Years whose yearly notice the calendar knows; for others see `isWorkingDay`. */
  announcedYears: ReadonlySet<number>
}

const DAY = 86_400_000
/** China has one time zone and no summer time since 1991, so that days can be counted by arithmetic. */
const SHANGHAI = 8 * 3_600_000

export function buildCalendar(days: readonly CalendarDay[]): WorkingCalendar {
  const announced = days.filter((day) => day.basis === 'announced').map((day) => Number(day.date.slice(0, 4)))
  return { days: new Map(days.map((day) => [day.date, day])), announcedYears: new Set(announced) }
}

/** `YYYY-MM-DD` of an instant in Asia/Shanghai. */
export function shanghaiDate(at: Date): string {
  return new Date(at.getTime() + SHANGHAI).toISOString().slice(0, 10)
}

/**
 * Monday to Friday but for holidays, and the weekend days that make up for them. In a year whose notice is not out yet
 * only the statutory holidays are off and no weekend is worked: a date counted into such a year may still move.
 */
export function isWorkingDay(calendar: WorkingCalendar, date: Date): boolean {
  const day = calendar.days.get(shanghaiDate(date))
  return day ? day.kind === 'workday' : isWeekday(date)
}

/**
 * The n-th working day after `from`, at the same time of day. The day of `from` never counts (当日不计); from a day off
 * the first working day after it is day one, with the hour kept. n = 0 gives `from`.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Date, n: number): Date {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  let at = from
  for (let left = n; left > 0;) {
    at = new Date(at.getTime() + DAY)
    if (isWorkingDay(calendar, at)) left--
  }
  return at
}

/**
 * Working days after the day of `from` up to and including the day of `to`; 0 when `to` is not later. The counterpart
 * of `addWorkingDays`: n days added are n days between.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  const last = shanghaiDate(to)
  let count = 0
  for (let at = new Date(from.getTime() + DAY); shanghaiDate(at) <= last; at = new Date(at.getTime() + DAY)) {
    if (isWorkingDay(calendar, at)) count++
  }
  return count
}

/** True when every day between the two falls into years whose notice is out, so that the count is final. */
export function isFinal(calendar: WorkingCalendar, from: Date, to: Date): boolean {
  for (let year = Number(shanghaiDate(from).slice(0, 4)); year <= Number(shanghaiDate(to).slice(0, 4)); year++) {
    if (!calendar.announcedYears.has(year)) return false
  }
  return true
}

/** Names of the holidays that fall on weekdays after `from` up to `to`: why a deadline is further away than it looks. */
export function holidaysBetween(calendar: WorkingCalendar, from: Date, to: Date): string[] {
  const last = shanghaiDate(to)
  const names = new Set<string>()
  for (let at = new Date(from.getTime() + DAY); shanghaiDate(at) <= last; at = new Date(at.getTime() + DAY)) {
    const day = calendar.days.get(shanghaiDate(at))
    if (day?.kind === 'holiday' && isWeekday(at)) names.add(day.name)
  }
  return [...names]
}

function isWeekday(date: Date): boolean {
  const weekday = new Date(date.getTime() + SHANGHAI).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
