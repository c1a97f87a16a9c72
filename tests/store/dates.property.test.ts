import fc from 'fast-check'
import { DateTime, IANAZone } from 'luxon'
import { describe, expect, it } from 'vitest'
import { PARTS } from '../../api/embedded/store/aggregate/dates/calendar.ts'
import { UNITS, type Unit, add, truncate } from '../../api/embedded/store/aggregate/dates/units.ts'
import { fromWall, toWall, zoneNamed } from '../../api/embedded/store/aggregate/dates/zone.ts'

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York']
const MONDAY = 1
const SEED = { seed: 12345, numRuns: 2000 }

const instants = fc.integer({ min: Date.UTC(1902, 0, 1), max: Date.UTC(2100, 0, 1) })
/** Every year of it had daylight time in Shanghai. */
const summers = fc.integer({ min: Date.UTC(1986, 0, 1), max: Date.UTC(1992, 0, 1) })
const anyInstant = fc.oneof(instants, summers)

describe.each(ZONES)('dates of %s against luxon', (name) => {
  const zone = zoneNamed(name)
  const at = (instant: number) => DateTime.fromMillis(instant, { zone: name })

  it.each(UNITS)('truncates to the %s', (unit: Unit) => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(truncate(instant, unit, 1, zone, MONDAY)).toBe(at(instant).startOf(unit).toMillis())
      }),
      SEED,
    )
  })

  it('reads the parts of both calendars', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const wall = toWall(zone, instant)
        const truth = at(instant)
        const parts = Object.fromEntries(Object.entries(PARTS).map(([part, read]) => [part, read(wall)]))
        expect(parts).toMatchObject({
          year: truth.year,
          month: truth.month,
          dayOfMonth: truth.day,
          hour: truth.hour,
          minute: truth.minute,
          second: truth.second,
          millisecond: truth.millisecond,
          dayOfYear: truth.ordinal,
          isoDayOfWeek: truth.weekday,
          isoWeek: truth.weekNumber,
          isoWeekYear: truth.weekYear,
        })
      }),
      SEED,
    )
  })

  it('adds and takes away calendar units', () => {
    const units = fc.constantFrom<Unit>('month', 'quarter', 'year', 'week', 'day', 'hour')
    fc.assert(
      fc.property(anyInstant, units, fc.integer({ min: -60, max: 60 }), (instant, unit, n) => {
        expect(add(instant, unit, n, zone)).toBe(
          at(instant)
            .plus({ [unit]: n })
            .toMillis(),
        )
      }),
      SEED,
    )
  })

  it('finds the instant that a clock shows', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const wall = toWall(zone, instant)
        expect(toWall(zone, fromWall(zone, wall))).toBe(wall)
        expect(fromWall(zone, wall, zone.offsetAt(instant))).toBe(instant)
      }),
      SEED,
    )
  })
})

describe('offsets', () => {
  // Half hours, Ramadan, changes of the date line, changes twice a summer, local mean times.
  const odd = ['Australia/Lord_Howe', 'Africa/Casablanca', 'Africa/Cairo', 'Pacific/Apia', 'Asia/Gaza', 'Europe/Berlin']

  it.each([...ZONES, ...odd, 'Asia/Kolkata', 'America/Sao_Paulo'])(
    'of %s are those of the time zone database',
    (name) => {
      const zone = zoneNamed(name)
      const truth = IANAZone.create(name)
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) }), (instant) => {
          expect(zone.offsetAt(instant)).toBe(Math.round(truth.offset(instant) * 60_000))
        }),
        SEED,
      )
    },
  )
})
