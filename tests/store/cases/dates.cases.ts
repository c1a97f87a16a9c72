import { Long, ObjectId, Timestamp } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const SHANGHAI = 'Asia/Shanghai'
const utc = (text: string) => new Date(text)
const trunc = (date: unknown, unit: string, rest: object = {}) => ({ $dateTrunc: { date, unit, ...rest } })

// 2025-03-09T17:30:45.678Z is Monday 10 March, 01:30:45.678 in Shanghai.
const at = utc('2025-03-09T17:30:45.678Z')

const truncation: ExpressionTable = {
  about: 'truncating dates',
  doc: { at, nothing: null, unit: 'day', zone: SHANGHAI },
  cases: [
    { name: 'a day of UTC', expression: trunc('$at', 'day'), value: utc('2025-03-09T00:00:00Z') },
    {
      name: 'a day of Shanghai',
      expression: trunc('$at', 'day', { timezone: SHANGHAI }),
      value: utc('2025-03-09T16:00:00Z'),
    },
    { name: 'an hour', expression: trunc('$at', 'hour'), value: utc('2025-03-09T17:00:00Z') },
    { name: 'a minute', expression: trunc('$at', 'minute'), value: utc('2025-03-09T17:30:00Z') },
    { name: 'a second', expression: trunc('$at', 'second'), value: utc('2025-03-09T17:30:45Z') },
    {
      name: 'a quarter of an hour',
      expression: trunc('$at', 'minute', { binSize: 15 }),
      value: utc('2025-03-09T17:30:00Z'),
    },
    {
      name: 'six hours of Shanghai',
      expression: trunc('$at', 'hour', { binSize: 6, timezone: SHANGHAI }),
      value: utc('2025-03-09T16:00:00Z'),
    },
    { name: 'a week, from Sunday', expression: trunc('$at', 'week'), value: utc('2025-03-09T00:00:00Z') },
    {
      name: 'a week of Shanghai from Monday',
      expression: trunc('$at', 'week', { timezone: SHANGHAI, startOfWeek: 'monday' }),
      value: utc('2025-03-09T16:00:00Z'),
    },
    {
      name: 'a week from Friday, in short and in capitals',
      expression: trunc('$at', 'week', { startOfWeek: 'FRI' }),
      value: utc('2025-03-07T00:00:00Z'),
    },
    {
      name: 'two weeks, counted from the first Monday of 2000',
      expression: trunc(utc('2000-01-30T18:00:00Z'), 'week', { binSize: 2, startOfWeek: 'mon' }),
      value: utc('2000-01-17T00:00:00Z'),
    },
    {
      name: 'a month of Shanghai',
      expression: trunc(utc('2025-02-28T16:30:00Z'), 'month', { timezone: SHANGHAI }),
      value: utc('2025-02-28T16:00:00Z'),
    },
    {
      name: 'a quarter of Shanghai',
      expression: trunc('$at', 'quarter', { timezone: SHANGHAI }),
      value: utc('2024-12-31T16:00:00Z'),
    },
    {
      name: 'a year of Shanghai',
      expression: trunc('$at', 'year', { timezone: SHANGHAI }),
      value: utc('2024-12-31T16:00:00Z'),
    },
    {
      name: 'ten years, counted from 2000',
      expression: trunc(utc('1995-06-01T00:00:00Z'), 'year', { binSize: 10 }),
      value: utc('1990-01-01T00:00:00Z'),
    },
    {
      name: 'seven days, counted from 2000',
      expression: trunc(utc('2000-01-09T12:00:00Z'), 'day', { binSize: 7 }),
      value: utc('2000-01-08T00:00:00Z'),
    },
    { name: 'two months', expression: trunc('$at', 'month', { binSize: 2 }), value: utc('2025-03-01T00:00:00Z') },
    {
      name: 'before 1970',
      expression: trunc(utc('1949-10-01T07:00:00Z'), 'day', { timezone: SHANGHAI }),
      value: utc('1949-09-30T16:00:00Z'),
    },
    {
      name: 'in the daylight time of 1986',
      expression: trunc(utc('1986-07-01T15:30:00Z'), 'day', { timezone: SHANGHAI }),
      value: utc('1986-07-01T15:00:00Z'),
    },
    {
      name: 'a month that began in standard time',
      expression: trunc(utc('1986-05-20T00:00:00Z'), 'month', { timezone: SHANGHAI }),
      value: utc('1986-04-30T16:00:00Z'),
    },
    {
      name: 'a day of New York that is 23 hours long',
      expression: trunc(utc('2025-03-09T20:00:00Z'), 'day', { timezone: 'America/New_York' }),
      value: utc('2025-03-09T05:00:00Z'),
    },
    {
      name: 'an offset as zone',
      expression: trunc('$at', 'day', { timezone: '+0800' }),
      value: utc('2025-03-09T16:00:00Z'),
    },
    {
      name: 'another way to write it',
      expression: trunc('$at', 'day', { timezone: '-03:30' }),
      value: utc('2025-03-09T03:30:00Z'),
    },
    {
      name: 'the time in an ObjectId',
      expression: trunc(new ObjectId('507c7f79bcf86cd7994f6c0e'), 'minute', { binSize: 10 }),
      value: utc('2012-10-15T21:20:00Z'),
    },
    {
      name: 'a timestamp',
      expression: trunc(new Timestamp({ t: 1350336377, i: 0 }), 'second', { binSize: 10 }),
      value: utc('2012-10-15T21:26:10Z'),
    },
    { name: 'null', expression: trunc('$nothing', 'day'), value: null },
    { name: 'an unknown unit', expression: trunc('$at', 'fortnight'), code: 9 },
    { name: 'an unknown zone', expression: trunc('$at', 'day', { timezone: 'Asia/Nowhere' }), code: 40485 },
    { name: 'a zone in small letters', expression: trunc('$at', 'day', { timezone: 'asia/shanghai' }), code: 40485 },
    { name: 'a zone that is no string', expression: trunc('$at', 'day', { timezone: 8 }), code: 40517 },
    { name: 'a bin of none', expression: trunc('$at', 'day', { binSize: 0 }), code: 5439018 },
    { name: 'a bin of a half', expression: trunc('$at', 'day', { binSize: 0.5 }), code: 5439017 },
    { name: 'an unknown day of the week', expression: trunc('$at', 'week', { startOfWeek: 'someday' }), code: 5439016 },
    {
      name: 'the day of the week does not matter elsewhere',
      expression: trunc('$at', 'day', { startOfWeek: 'someday' }),
      value: utc('2025-03-09T00:00:00Z'),
    },
    { name: 'a string is no date', expression: trunc('2025', 'day'), code: 5439012 },
    { name: 'without a unit', expression: { $dateTrunc: { date: '$at' } }, fails: true },
  ],
}

const text = (date: unknown, format: string, timezone?: string) => ({
  $dateToString: { date, format, ...(timezone && { timezone }) },
})

const strings: ExpressionTable = {
  about: 'dates as text and back',
  doc: { at, nothing: null },
  cases: [
    { name: 'without a format', expression: { $dateToString: { date: '$at' } }, value: '2025-03-09T17:30:45.678Z' },
    {
      name: 'without a format, in Shanghai',
      expression: { $dateToString: { date: '$at', timezone: SHANGHAI } },
      value: '2025-03-10T01:30:45.678',
    },
    {
      name: 'day and time',
      expression: text('$at', '%Y-%m-%d %H:%M:%S.%L', SHANGHAI),
      value: '2025-03-10 01:30:45.678',
    },
    { name: 'day of the year and of the week', expression: text('$at', '%j %w %u', SHANGHAI), value: '069 2 1' },
    { name: 'weeks of both kinds', expression: text('$at', '%U %G-W%V', SHANGHAI), value: '10 2025-W11' },
    {
      name: 'the ISO year is not always the year',
      expression: text(utc('2024-12-30T00:00:00Z'), '%G-W%V-%u %Y %U'),
      value: '2025-W01-1 2024 52',
    },
    { name: 'the offset', expression: text('$at', '%z %Z', SHANGHAI), value: '+0800 480' },
    { name: 'a negative offset', expression: text('$at', '%z %Z', 'America/St_Johns'), value: '-0230 -150' },
    { name: 'names of months', expression: text('$at', '%b %B'), value: 'Mar March' },
    { name: 'per cent and Chinese', expression: text('$at', '%Y年%m月%d日 100%%'), value: '2025年03月09日 100%' },
    { name: 'an unknown letter', expression: text('$at', '%q'), code: 18536 },
    { name: 'a single per cent', expression: text('$at', '100%'), code: 18535 },
    { name: 'null', expression: { $dateToString: { date: '$nothing' } }, value: null },
    { name: 'null with an answer', expression: { $dateToString: { date: '$no', onNull: '—' } }, value: '—' },
    { name: 'a year beyond four digits', expression: text(utc('+010000-01-01T00:00:00Z'), '%Y'), code: 18537 },
    { name: 'a string is no date', expression: text('x', '%Y'), code: 16006 },
  ],
}

const parts: ExpressionTable = {
  about: 'parts of dates',
  doc: { at, nothing: null },
  cases: [
    { name: 'year', expression: { $year: '$at' }, value: 2025 },
    { name: 'month', expression: { $month: '$at' }, value: 3 },
    { name: 'day of the month in a zone', expression: { $dayOfMonth: { date: '$at', timezone: SHANGHAI } }, value: 10 },
    { name: 'hour in a zone', expression: { $hour: { date: '$at', timezone: '+08' } }, value: 1 },
    { name: 'minute', expression: { $minute: '$at' }, value: 30 },
    { name: 'second', expression: { $second: '$at' }, value: 45 },
    { name: 'millisecond', expression: { $millisecond: '$at' }, value: 678 },
    { name: 'day of the year', expression: { $dayOfYear: ['$at'] }, value: 68 },
    { name: 'day of the week: 1 is Sunday', expression: { $dayOfWeek: '$at' }, value: 1 },
    { name: 'day of the ISO week: 7 is Sunday', expression: { $isoDayOfWeek: '$at' }, value: 7 },
    { name: 'week', expression: { $week: '$at' }, value: 10 },
    { name: 'days before the first Sunday are week 0', expression: { $week: utc('2025-01-04T00:00:00Z') }, value: 0 },
    { name: 'ISO week', expression: { $isoWeek: '$at' }, value: 10 },
    {
      name: 'ISO year is a long',
      expression: { $isoWeekYear: utc('2027-01-01T00:00:00Z') },
      value: Long.fromNumber(2026),
    },
    { name: 'the 53rd week', expression: { $isoWeek: utc('2027-01-01T00:00:00Z') }, value: 53 },
    { name: 'of null', expression: { $year: '$nothing' }, value: null },
    { name: 'of a string', expression: { $year: 'x' }, code: 16006 },
    { name: 'of an expression', expression: { $year: { $add: ['$at', 1] } }, value: 2025 },
    {
      name: 'all parts, in Shanghai',
      expression: { $dateToParts: { date: '$at', timezone: SHANGHAI } },
      value: { year: 2025, month: 3, day: 10, hour: 1, minute: 30, second: 45, millisecond: 678 },
    },
    {
      name: 'all parts, in daylight time',
      expression: { $dateToParts: { date: utc('1988-08-08T08:08:08Z'), timezone: SHANGHAI } },
      value: { year: 1988, month: 8, day: 8, hour: 17, minute: 8, second: 8, millisecond: 0 },
    },
    {
      name: 'all parts of the ISO calendar',
      expression: { $dateToParts: { date: '$at', iso8601: true } },
      value: { isoWeekYear: 2025, isoWeek: 10, isoDayOfWeek: 7, hour: 17, minute: 30, second: 45, millisecond: 678 },
    },
  ],
}

const diff = (start: string, end: string, unit: string, rest: object = {}) => ({
  $dateDiff: { startDate: utc(start), endDate: utc(end), unit, ...rest },
})
const plus = (date: string, unit: string, amount: unknown, rest: object = {}) => ({
  $dateAdd: { startDate: utc(date), unit, amount, ...rest },
})
const n = (value: number) => Long.fromNumber(value)

const arithmetic: ExpressionTable = {
  about: 'reckoning with dates',
  doc: { at, nothing: null },
  cases: [
    {
      name: 'days are boundaries passed',
      expression: diff('2025-03-09T23:59:00Z', '2025-03-10T00:01:00Z', 'day'),
      value: n(1),
    },
    {
      name: 'days of Shanghai',
      expression: diff('2025-03-09T15:59:00Z', '2025-03-09T16:01:00Z', 'day', { timezone: SHANGHAI }),
      value: n(1),
    },
    { name: 'backwards', expression: diff('2025-03-10T00:00:00Z', '2025-03-08T00:00:00Z', 'day'), value: n(-2) },
    { name: 'hours', expression: diff('2025-03-10T00:59:00Z', '2025-03-10T02:01:00Z', 'hour'), value: n(2) },
    {
      name: 'hours across the change of clocks',
      expression: diff('2025-03-09T05:00:00Z', '2025-03-10T04:00:00Z', 'hour', { timezone: 'America/New_York' }),
      value: n(23),
    },
    { name: 'minutes', expression: diff('2025-03-10T00:00:59Z', '2025-03-10T00:02:00Z', 'minute'), value: n(2) },
    {
      name: 'milliseconds',
      expression: diff('2025-03-10T00:00:00Z', '2025-03-10T00:00:01Z', 'millisecond'),
      value: n(1000),
    },
    {
      name: 'weeks from Sunday',
      expression: diff('2025-03-08T00:00:00Z', '2025-03-09T00:00:00Z', 'week'),
      value: n(1),
    },
    {
      name: 'weeks from Monday',
      expression: diff('2025-03-08T00:00:00Z', '2025-03-09T00:00:00Z', 'week', { startOfWeek: 'Monday' }),
      value: n(0),
    },
    { name: 'months', expression: diff('2025-01-31T00:00:00Z', '2025-03-01T00:00:00Z', 'month'), value: n(2) },
    { name: 'quarters', expression: diff('2024-12-31T23:00:00Z', '2025-04-01T00:00:00Z', 'quarter'), value: n(2) },
    { name: 'years', expression: diff('2024-12-31T23:00:00Z', '2025-01-01T00:00:00Z', 'year'), value: n(1) },
    {
      name: 'from null',
      expression: { $dateDiff: { startDate: '$nothing', endDate: '$at', unit: 'day' } },
      value: null,
    },
    {
      name: 'from a string',
      expression: { $dateDiff: { startDate: 'x', endDate: '$at', unit: 'day' } },
      code: 5166307,
    },
    {
      name: 'a month more, to its last day',
      expression: plus('2025-01-31T12:00:00Z', 'month', 1),
      value: utc('2025-02-28T12:00:00Z'),
    },
    {
      name: 'a year more than a leap day',
      expression: plus('2024-02-29T00:00:00Z', 'year', 1),
      value: utc('2025-02-28T00:00:00Z'),
    },
    {
      name: 'three quarters',
      expression: plus('2025-01-31T00:00:00Z', 'quarter', 3),
      value: utc('2025-10-31T00:00:00Z'),
    },
    {
      name: 'months by the calendar of Shanghai',
      expression: plus('2025-01-30T16:00:00Z', 'month', 1, { timezone: SHANGHAI }),
      value: utc('2025-02-27T16:00:00Z'),
    },
    { name: 'weeks', expression: plus('2025-03-09T00:00:00Z', 'week', 2), value: utc('2025-03-23T00:00:00Z') },
    {
      name: 'a day keeps the local time',
      expression: plus('2025-03-08T12:00:00Z', 'day', 1, { timezone: 'America/New_York' }),
      value: utc('2025-03-09T11:00:00Z'),
    },
    {
      name: '24 hours do not',
      expression: plus('2025-03-08T12:00:00Z', 'hour', 24, { timezone: 'America/New_York' }),
      value: utc('2025-03-09T12:00:00Z'),
    },
    {
      name: 'a long and a double as amount',
      expression: plus('2025-03-09T00:00:00Z', 'minute', n(90)),
      value: utc('2025-03-09T01:30:00Z'),
    },
    { name: 'half a day is none', expression: plus('2025-03-09T00:00:00Z', 'day', 0.5), code: 5166405 },
    { name: 'null as amount', expression: plus('2025-03-09T00:00:00Z', 'day', null), value: null },
    { name: 'to a string', expression: { $dateAdd: { startDate: 'x', unit: 'day', amount: 1 } }, code: 5166403 },
    {
      name: 'days less',
      expression: { $dateSubtract: { startDate: '$at', unit: 'day', amount: 10 } },
      value: utc('2025-02-27T17:30:45.678Z'),
    },
    {
      name: 'months less',
      expression: { $dateSubtract: { startDate: utc('2025-03-31T00:00:00Z'), unit: 'month', amount: 1 } },
      value: utc('2025-02-28T00:00:00Z'),
    },
  ],
}

export const dateTables: readonly ExpressionTable[] = [truncation, strings, parts, arithmetic]
