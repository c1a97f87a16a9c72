import { describe, expect, it } from 'vitest'
import { dayTime, dueTime, span } from '../../api/pages/case/time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('how the pages tell time', () => {
  it.each([
    [20_000, '不到 1 分钟'],
    [12 * MINUTE, '12 分钟'],
    [3 * HOUR, '3 小时'],
    [3 * HOUR + 20 * MINUTE, '3 小时 20 分'],
    [6 * DAY + 23 * HOUR + 59 * MINUTE, '6 天 23 小时'],
    [-2 * DAY, '2 天'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(span(milliseconds)).toBe(words)
  })

  it.each([
    ['the same day in the city, whatever the day in UTC', '2026-11-24T16:05:00Z', '00:05'],
    ['the day before', '2026-11-24T02:00:00Z', '昨天 10:00'],
    ['longer ago', '2026-11-20T02:00:00Z', '11月20日 10:00'],
  ])('%s', (_, at, words) => {
    expect(dayTime(new Date(at), new Date('2026-11-25T04:00:00Z'))).toBe(words)
  })

  it('names the weekday of a deadline', () => {
    expect(dueTime(new Date('2026-12-02T10:00:00Z'))).toBe('12月2日 周三 18:00')
  })
})
