import chineseDays from 'chinese-days'
import type { CalendarDay } from './calendar.rules.ts'

/** Long enough for the demo's history and for deadlines counted from any day a newcomer tries it on. */
const YEARS = { first: 2024, last: 2030 }
const DAY = 86_400_000

/**
 * Days off and made-up working days of each year. A year the package `chinese-days` knows (2004–2026 in version 1.5)
 * comes from the State Council's notice; a later one holds the statutory holidays only, until a newer package or an
 * administrator brings the notice.
 */
export const CALENDAR_DAYS: readonly CalendarDay[] = Array.from(
  { length: YEARS.last - YEARS.first + 1 },
  (_, index) => YEARS.first + index,
).flatMap((year) => {
  const announced = announcedDays(year)
  return announced.length > 0 ? announced : statutoryDays(year)
})

function announcedDays(year: number): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
    const date = isoDate(at)
    const { work, name } = chineseDays.getDayDetail(date)
    // Days of the notice are named 'National Day,国庆节,3'; others just carry their weekday.
    const festival = name.split(',')[1]
    if (!festival) continue
    days.push({ date, kind: work ? 'workday' : 'holiday', name: festival, basis: 'announced' })
  }
  return days
}

/** 《全国年节及纪念日放假办法》 (2024 revision): 13 days. Make-up days and days in lieu are set by the notice alone. */
function statutoryDays(year: number): CalendarDay[] {
  const lunar = (monthDay: string) => Date.parse(chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date)
  const newYear = lunar('01-01')
  const labour = Date.UTC(year, 4, 1)
  const national = Date.UTC(year, 9, 1)
  const days: [string, number[]][] = [
    ['元旦', [Date.UTC(year, 0, 1)]],
    ['春节', [newYear - DAY, newYear, newYear + DAY, newYear + 2 * DAY]],
    ['清明', [Date.parse(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'))]],
    ['劳动节', [labour, labour + DAY]],
    ['端午', [lunar('05-05')]],
    ['中秋', [lunar('08-15')]],
    ['国庆节', [national, national + DAY, national + 2 * DAY]],
  ]
  return days.flatMap(([name, dates]) =>
    dates.map((at): CalendarDay => ({ date: isoDate(at), kind: 'holiday', name, basis: 'statutory' })),
  )
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
