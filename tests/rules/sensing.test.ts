import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryAt } from '../../schema/classify/categories.ts'
import { CONDITIONS, DEVICE_TYPES } from '../../schema/sensing/device-types.ts'
import { type Effect, isKnownType, readEvent } from '../../schema/sensing/reading.rules.ts'
import {
  type Announced,
  BEGINNING,
  type Reading,
  type Told,
  takeReading,
  toAnnounce,
} from '../../schema/sensing/signal.rules.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 30)

const reading = (minute: number, effect: Effect, more: Partial<Reading> = {}): Reading => ({
  id: `${minute}-${effect}`,
  at: new Date(START + minute * MINUTE),
  effect,
  severity: 'MEDIUM',
  ...more,
})

const take = (readings: readonly Reading[], from: Told = BEGINNING): Told =>
  readings.reduce((told, one) => takeReading(told, one) ?? told, from)

describe('the table of types', () => {
  it('every type has its condition, every condition a matter of the tree and a type that raises it', () => {
    expect(Object.keys(DEVICE_TYPES).length).toBeGreaterThan(12)
    for (const { condition } of Object.values(DEVICE_TYPES)) expect(CONDITIONS).toHaveProperty([condition])
    for (const [name, { category }] of Object.entries(CONDITIONS)) {
      expect(categoryAt(category), category).toBeDefined()
      const types = Object.values(DEVICE_TYPES).filter(({ condition }) => condition === name)
      expect(
        types.some(({ says }) => says !== 'clear'),
        name,
      ).toBe(true)
      expect(
        types.some(({ says }) => says !== 'raise'),
        `${name} can clear`,
      ).toBe(true)
    }
  })

  it('a gauge clears on the near side of where it raises', () => {
    for (const { says } of Object.values(DEVICE_TYPES)) {
      if (typeof says === 'string') continue
      const { high, low } = says
      expect(high ?? low).toBeDefined()
      if (high) expect([high.clear < high.raise, (high.severe ?? Infinity) > high.raise]).toEqual([true, true])
      if (low) expect([low.clear > low.raise, (low.severe ?? -Infinity) < low.raise]).toEqual([true, true])
      if (high && low) expect(low.clear).toBeLessThan(high.clear)
    }
  })

  it.each([
    ['manhole.open', {}, 'raise', 'HIGH'],
    ['manhole.closed', {}, 'clear', 'HIGH'],
    ['manhole.tilt', { angle: 20 }, 'raise', 'MEDIUM'],
    ['manhole.tilt', { angle: 60 }, 'raise', 'HIGH'],
    ['manhole.tilt', { angle: 12 }, 'hold', 'MEDIUM'],
    ['manhole.tilt', { angle: 3 }, 'clear', 'MEDIUM'],
    ['water.level', { level: 0.15 }, 'raise', 'MEDIUM'],
    ['water.level', { level: 0.27 }, 'raise', 'HIGH'],
    ['water.pressure', { pressure: 0.13 }, 'raise', 'MEDIUM'],
    ['water.pressure', { pressure: 0.3 }, 'clear', 'MEDIUM'],
    ['water.quality', { turbidity: 1.2 }, 'raise', 'HIGH'],
    ['power.outage', undefined, 'raise', 'HIGH'],
    ['power.restored', null, 'clear', 'HIGH'],
    ['power.voltage', { voltage: 190 }, 'raise', 'LOW'],
    ['power.voltage', { voltage: 260 }, 'raise', 'HIGH'],
    ['power.voltage', { voltage: 220 }, 'clear', 'LOW'],
    ['power.voltage', { voltage: 200 }, 'hold', 'LOW'],
    ['traffic.signal-fault', {}, 'raise', 'HIGH'],
    ['traffic.congestion', { index: 8.5 }, 'raise', 'LOW'],
  ])('%s %o: %s, %s', (type, data, effect, severity) => {
    expect(readEvent(`cn.jiesu.${type}`, data)).toMatchObject({ effect, severity })
  })

  it.each([
    ['cn.jiesu.bench.warm', {}],
    ['toString', {}],
    ['cn.jiesu.water.level', {}],
    ['cn.jiesu.water.level', { level: '0.3' }],
    ['cn.jiesu.water.level', null],
    ['cn.jiesu.water.level', [1]],
  ])('%s with %o says nothing', (type, data) => {
    expect(readEvent(type, data)).toBeUndefined()
    expect(isKnownType('cn.jiesu.bench.warm')).toBe(false)
  })
})

describe('a course', () => {
  it('opens, is reported again, clears', () => {
    const readings = [
      reading(0, 'raise'),
      reading(5, 'raise'),
      reading(9, 'hold'),
      reading(20, 'clear'),
      reading(25, 'clear'),
    ]
    expect(take(readings)).toMatchObject({
      state: 'CLEARED',
      course: {
        openedAt: new Date(START),
        clearedAt: new Date(START + 20 * MINUTE),
        reports: 2,
        episodes: 1,
        flaps: 0,
      },
    })
  })

  it('a healthy device is quiet', () => {
    expect(take([reading(0, 'clear'), reading(1, 'hold')])).toMatchObject({ state: 'QUIET', course: { episodes: 0 } })
  })

  it('what comes back at once has not been gone; what comes back later is new', () => {
    const once = [reading(0, 'raise'), reading(5, 'clear'), reading(14, 'raise')]
    expect(take(once)).toMatchObject({
      state: 'OPEN',
      course: { openedAt: new Date(START), episodes: 1, flaps: 1, reports: 2 },
    })
    const twice = [reading(0, 'raise'), reading(5, 'clear'), reading(15, 'raise')]
    expect(take(twice).course).toMatchObject({
      openedAt: new Date(START + 15 * MINUTE),
      episodes: 2,
      flaps: 0,
      reports: 1,
    })
    expect(take(twice).course).not.toHaveProperty('clearedAt')
  })

  it('is as bad as it was at its worst, in this episode', () => {
    const bad = [reading(0, 'raise'), reading(1, 'raise', { severity: 'HIGH' }), reading(2, 'raise')]
    expect(take(bad).course.severity).toBe('HIGH')
    expect(take([...bad, reading(3, 'clear'), reading(60, 'raise')]).course.severity).toBe('MEDIUM')
  })

  it('goes on where older readings have been settled', () => {
    const minutes = Array.from({ length: 250 }, (_, minute) => reading(minute, 'raise'))
    const told = take(minutes)
    expect(told.recent).toHaveLength(100)
    expect(told.course).toMatchObject({ openedAt: new Date(START), reports: 250, episodes: 1 })
    expect(takeReading(told, reading(10, 'raise'))).toBeUndefined()
    expect(takeReading(told, reading(10.5, 'clear'))).toBeUndefined()
  })
})

const effects = fc.constantFrom<Effect>('raise', 'clear', 'hold')
const readings = (maxLength: number) =>
  fc
    .array(fc.record({ minute: fc.nat(90), effect: effects, high: fc.boolean(), value: fc.nat(9) }), { maxLength })
    .map((all) =>
      all.map(({ minute, effect, high, value }, index) =>
        reading(minute, effect, { id: `e${index}`, severity: high ? 'HIGH' : 'LOW', value }),
      ),
    )
const inOrder = (all: readonly Reading[]) =>
  all.toSorted((a, b) => a.at.getTime() - b.at.getTime() || Number(a.id > b.id) - Number(a.id < b.id))

describe('whatever the order and however often', () => {
  it('the outcome is that of each event once, in the order of time', () => {
    const deliveries = readings(100).chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(all, { minLength: all.length }),
        again: fc.array(fc.constantFrom(...(all.length > 0 ? all : [reading(0, 'hold')])), { maxLength: 30 }),
      }),
    )
    fc.assert(
      fc.property(deliveries, ({ all, order, again }) => {
        const arrived = [...order, ...again.filter((one) => all.includes(one))]
        expect(take(arrived)).toEqual(take(inOrder(all)))
      }),
      { seed: 12345, numRuns: 500 },
    )
  })

  it('also over more readings than are remembered, where each comes near its time', () => {
    const deliveries = fc.tuple(
      fc.array(effects, { minLength: 150, maxLength: 300 }),
      fc.array(fc.nat(60), { minLength: 300, maxLength: 300 }),
    )
    fc.assert(
      fc.property(deliveries, ([says, delays]) => {
        const all = says.map((effect, index) =>
          reading(index * 7, effect, { id: `e${String(index).padStart(3, '0')}` }),
        )
        const arrived = all
          .map((one, index) => ({ one, due: index + (delays[index] ?? 0) }))
          .sort((a, b) => a.due - b.due)
          .map(({ one }) => one)
        expect(take(arrived)).toEqual(take(all))
      }),
      { seed: 12345, numRuns: 50 },
    )
  })
})

describe('announcements', () => {
  /** What is announced as readings come in one after the other. */
  function announcements(all: readonly Reading[]): string[] {
    let told = BEGINNING
    let before: Announced | undefined
    return all.flatMap((one) => {
      told = takeReading(told, one) ?? told
      const now = toAnnounce(told.course, before)
      before = now ?? before
      return now ? [`${(now.at.getTime() - START) / MINUTE} ${now.what}`] : []
    })
  }

  it('found once, cleared once, however often it is reported', () => {
    const fifty = Array.from({ length: 50 }, (_, minute) => reading(minute, 'raise'))
    expect(announcements([...fifty, reading(60, 'clear'), reading(61, 'clear')])).toEqual(['0 found', '60 cleared'])
  })

  it('a new episode is found anew', () => {
    const two = [reading(0, 'raise'), reading(5, 'clear'), reading(100, 'raise'), reading(110, 'clear')]
    expect(announcements(two)).toEqual(['0 found', '5 cleared', '100 found', '110 cleared'])
  })

  it('a device that flaps each minute for an hour is announced every ten minutes at most', () => {
    const flapping = Array.from({ length: 60 }, (_, minute) => reading(minute, minute % 2 === 0 ? 'raise' : 'clear'))
    const found = announcements(flapping).filter((text) => text.endsWith('found'))
    expect(found).toEqual(['0 found', '12 found', '24 found', '36 found', '48 found'])
    expect(take(flapping).course).toMatchObject({ episodes: 1, flaps: 29 })
  })

  it('what stays open after flapping is made up for by its next report', () => {
    const settles = [reading(0, 'raise'), reading(1, 'clear'), reading(2, 'raise'), reading(20, 'raise')]
    expect(announcements(settles)).toEqual(['0 found', '1 cleared', '20 found'])
  })

  it('nothing is announced of a quiet device', () => {
    expect(announcements([reading(0, 'clear'), reading(1, 'hold')])).toEqual([])
  })
})
