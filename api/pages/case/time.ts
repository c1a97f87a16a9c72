const ZONE = 'Asia/Shanghai'
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const seconds = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, timeStyle: 'medium', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'numeric', day: 'numeric' })
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })
const date = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 14:05 */
export const clockTime = (at: Date): string => clock.format(at)

/** 14:05 today, 昨天 14:05, else 11月24日 14:05; all in the city's time zone. */
export function dayTime(at: Date, now: Date): string {
  if (date.format(at) === date.format(now)) return clockTime(at)
  if (date.format(at) === date.format(new Date(now.getTime() - DAY))) return `昨天 ${clockTime(at)}`
  return `${monthDay(at)} ${clockTime(at)}`
}

/** 0:07 · 12:30: how far into a call. */
export function offset(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 1000)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** As dayTime, with the seconds of today: steps of one case follow each other quickly. */
export function stepTime(at: Date, now: Date): string {
  return date.format(at) === date.format(now) ? seconds.format(at) : dayTime(at, now)
}

/** 11月24日 周二 18:00 */
export const dueTime = (at: Date): string => `${monthDay(at)} ${weekday.format(at)} ${clockTime(at)}`

/** 11月24日 */
export function monthDay(at: Date): string {
  const parts = day.formatToParts(at)
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? ''
  return `${part('month')}月${part('day')}日`
}

/** 6 天 23 小时 · 3 小时 20 分 · 12 分; two units at most. */
export function span(milliseconds: number): string {
  const whole = Math.abs(milliseconds)
  if (whole < MINUTE) return '不到 1 分钟'
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} 分钟`
  if (whole < DAY) return joined(Math.floor(whole / HOUR), '小时', Math.floor((whole % HOUR) / MINUTE), '分')
  return joined(Math.floor(whole / DAY), '天', Math.floor((whole % DAY) / HOUR), '小时')
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small > 0 ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`
}
