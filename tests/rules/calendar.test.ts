import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  buildCalendar,
  holidaysBetween,
  isFinal,
  isWorkingDay,
  shanghaiDate,
  workingDaysBetween,
} from '../../schema/calendar/calendar.rules.ts'
import { CALENDAR_DAYS } from '../../schema/calendar/calendar.seed.ts'

const calendar = buildCalendar(CALENDAR_DAYS)
/** A time of day in Shanghai. */
const at = (local: string) => new Date(`${local}+08:00`)

describe('working days follow the yearly notice', () => {
  it.each([
    ['2026-11-24', true, 'a Tuesday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-01-01', false, '元旦'],
    ['2026-01-04', true, 'a Sunday that makes up for 元旦'],
    ['2026-02-14', true, 'the Saturday before 春节, to be worked'],
    ['2026-02-15', false, '春节 begins'],
    ['2026-02-17', false, '初一'],
    ['2026-02-23', false, 'the last day of 春节'],
    ['2026-02-24', true, 'back at work'],
    ['2026-02-28', true, 'a Saturday that makes up for 春节'],
    ['2026-05-09', true, 'a Saturday that makes up for 劳动节'],
    ['2026-09-20', true, 'a Sunday that makes up for 国庆节'],
    ['2026-10-05', false, 'a Monday in 国庆节'],
    ['2026-10-10', true, 'a Saturday that makes up for 国庆节'],
    ['2025-01-26', true, 'a Sunday that makes up for 春节 2025'],
    ['2024-02-12', false, 'a Monday in 春节 2024'],
  ])('%s: %s (%s)', (day, works) => {
    expect(isWorkingDay(calendar, at(`${day}T12:00:00`))).toBe(works)
  })

  it('a day begins and ends at midnight in Shanghai', () => {
    expect(isWorkingDay(calendar, at('2026-11-20T23:59:59'))).toBe(true)
    expect(isWorkingDay(calendar, at('2026-11-21T00:00:00'))).toBe(false)
  })
})

describe('counting working days', () => {
  it.each([
    ['2026-11-24T10:30:00', 1, '2026-11-25T10:30:00', 'the next day, same hour'],
    ['2026-11-24T10:30:00', 7, '2026-12-03T10:30:00', 'over a weekend'],
    ['2026-11-20T23:50:00', 1, '2026-11-23T23:50:00', 'Friday night counts from Monday'],
    ['2026-11-21T09:00:00', 1, '2026-11-23T09:00:00', 'from a Saturday, Monday is day one'],
    ['2026-11-22T09:00:00', 1, '2026-11-23T09:00:00', 'from a Sunday as well'],
    ['2026-02-13T15:00:00', 7, '2026-03-02T15:00:00', 'through 春节 with both make-up Saturdays'],
    ['2026-02-16T08:00:00', 1, '2026-02-24T08:00:00', 'from a day of 春节'],
    ['2026-09-28T10:00:00', 7, '2026-10-13T10:00:00', 'through 国庆节 with its make-up Saturday'],
    ['2026-09-18T17:00:00', 1, '2026-09-20T17:00:00', 'the make-up Sunday is a working day'],
    ['2026-11-24T10:30:00', 0, '2026-11-24T10:30:00', 'none'],
  ])('%s + %i → %s: %s', (from, days, until) => {
    expect(addWorkingDays(calendar, at(from), days)).toEqual(at(until))
    expect(workingDaysBetween(calendar, at(from), at(until))).toBe(days)
  })

  it.each([-1, 1.5, Number.NaN])('refuses %s days', (days) => {
    expect(() => addWorkingDays(calendar, at('2026-11-24T10:00:00'), days)).toThrow(RangeError)
  })

  it('backwards there are none', () => {
    expect(workingDaysBetween(calendar, at('2026-11-24T10:00:00'), at('2026-11-20T10:00:00'))).toBe(0)
  })

  it('names the holidays that moved a date', () => {
    expect(holidaysBetween(calendar, at('2026-09-24T10:00:00'), at('2026-10-13T10:00:00'))).toEqual(['中秋', '国庆节'])
    expect(holidaysBetween(calendar, at('2026-11-24T10:00:00'), at('2026-12-03T10:00:00'))).toEqual([])
  })
})

describe('a year whose notice is not out yet', () => {
  it('has its statutory holidays off and works no weekend', () => {
    const days = CALENDAR_DAYS.filter((day) => day.date.startsWith('2027'))
    expect(days).toHaveLength(13)
    expect(days.every((day) => day.basis === 'statutory' && day.kind === 'holiday')).toBe(true)
    expect(isWorkingDay(calendar, at('2027-02-05T12:00:00'))).toBe(false)
    expect(isWorkingDay(calendar, at('2027-02-09T12:00:00'))).toBe(true)
  })

  it('makes a date that reaches into it provisional', () => {
    expect(isFinal(calendar, at('2026-12-01T10:00:00'), at('2026-12-31T10:00:00'))).toBe(true)
    expect(isFinal(calendar, at('2026-12-28T10:00:00'), at('2027-01-07T10:00:00'))).toBe(false)
  })
})

it('knows the date in Shanghai', () => {
  expect(shanghaiDate(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24')
})
