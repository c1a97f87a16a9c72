/** China has one time zone and no summer time since 1991. */
const SHANGHAI = 8 * 3_600_000
const DAY = 86_400_000
/** Day 0 of Excel's 1900 calendar, seen from 1 March 1900 on. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
/** Serials of the years 1954 to 2119: nothing else that stands in a date column looks like this. */
const SERIALS = { from: 20_000, to: 80_000 } as const

/** Set off from the day by a space, by 日 or by the half of the day: `2025-3-19:05` is no time. */
const TIME = String.raw`(?:(?:[T\s]+|(?<=日)|(?=上午|下午|晚上|凌晨|中午))(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})(?:[:时点]\s*(\d{1,2})(?:[:分]\s*(\d{1,2})(?:\.\d+)?秒?)?分?)?[时点]?\s*)?`
const WITH_YEAR = new RegExp(String.raw`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?${TIME}$`)
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\s*()(\d{2}):?(\d{2}):?(\d{2})?)?$/
const WITHOUT_YEAR = new RegExp(String.raw`^(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*日?${TIME}$`)
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/**
 * Reads a date or time as tables write it, in Asia/Shanghai: `2025/3/1 9:05`, `2025-03-01 09:05:00`, `2025年3月1日`, a
 * spreadsheet's serial, `3月1日` with the year given. Gives the reason when it is none.
 */
export function readInstant(cell: string, defaultYear?: number): Date | { reason: string } {
  const text = cell.normalize('NFKC').trim()
  if (WITH_ZONE.test(text)) return new Date(Math.floor(Date.parse(text) / 1000) * 1000)
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Number(text)) ?? { reason: `“${text}”不是日期` }
  const full = WITH_YEAR.exec(text) ?? COMPACT.exec(text)
  if (full) return build(text, full.slice(1))
  const short = WITHOUT_YEAR.exec(text)
  if (!short) return { reason: `“${text}”不是能认的日期，应写作 2025-03-01 09:05:00` }
  if (defaultYear === undefined) return { reason: `“${text}”没有年份，请用 --default-year 说明是哪一年` }
  return build(text, [String(defaultYear), ...short.slice(1)])
}

function fromSerial(serial: number): Date | undefined {
  if (serial < SERIALS.from || serial > SERIALS.to) return undefined
  // Serials are fractions of a day in binary: a minute is never exact.
  const wall = SERIAL_ZERO + Math.round((serial * DAY) / 1000) * 1000
  return new Date(wall - SHANGHAI)
}

function build(text: string, parts: readonly (string | undefined)[]): Date | { reason: string } {
  const [year = 0, month = 0, day = 0] = parts.slice(0, 3).map(Number)
  const half = parts[3]
  const [said = 0, minute = 0, second = 0] = parts.slice(4, 7).map((part) => Number(part ?? 0))
  const afternoon = (half === '下午' || half === '晚上' || (half === '中午' && said < 3)) && said < 12
  const hour = said + (afternoon ? 12 : 0)
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const real = wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return real ? new Date(wall.getTime() - SHANGHAI) : { reason: `“${text}”不是存在的时间` }
}

/** `2025-03-01 09:05:00` in Asia/Shanghai; what `readInstant` reads back. */
export function writeInstant(at: Date): string {
  return new Date(at.getTime() + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ')
}

/** Midnight in Asia/Shanghai of the first day that a ticket number names (`CP20250301…`); undefined when it names none. */
export function dayInNumber(number: string): Date | undefined {
  const match = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.exec(number)
  const day = match && build(match[0], match.slice(1, 4))
  return day instanceof Date ? day : undefined
}
