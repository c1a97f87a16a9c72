import { beforeAll, describe, expect, it } from 'vitest'
import { shanghaiDate } from '../../schema/calendar/calendar.rules.ts'
import { classify } from '../../schema/classify/classify.rules.ts'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { THEMES } from '../../schema/demo/draft.rules.ts'
import { HAPPENINGS } from '../../schema/demo/happenings.ts'
import { type PastRequest, generateHistory } from '../../schema/demo/history.rules.ts'
import { decideOutcome, diligence } from '../../schema/demo/outcome.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const registers = demoRegisters()
const now = new Date('2026-11-24T12:00:00Z')
const wish = { seed: 7, tickets: 5000, now, registers }
const hourOf = (at: Date) => (at.getUTCHours() + 8) % 24
const shareOf = (requests: readonly PastRequest[], holds: (request: PastRequest) => boolean) =>
  requests.filter(holds).length / requests.length

/** Read once: many tests ask for the same texts. */
const readings = new Map<string, ReturnType<typeof classify>>()
function read({ text }: PastRequest) {
  const reading = readings.get(text) ?? classify(text)
  readings.set(text, reading)
  return reading
}

let history: PastRequest[] = []
let cpuSeconds = 0

const byHour = (from: number, to: number) =>
  history.filter(({ at }) => hourOf(at) >= from && hourOf(at) < to).length / (to - from)
const onWeekday = (day: number) =>
  history.filter(({ at }) => new Date(at.getTime() + 8 * 3_600_000).getUTCDay() === day).length
const between = (from: string, to: string) =>
  history.filter(({ at }) => shanghaiDate(at) >= from && shanghaiDate(at) <= to).length
const cold = (requests: readonly PastRequest[]) =>
  requests.filter((request) => read(request).sensitive.some(({ flag }) => flag === 'HEATING')).length
beforeAll(() => {
  const before = process.cpuUsage()
  history = Array.from(generateHistory(wish))
  const { user, system } = process.cpuUsage(before)
  cpuSeconds = (user + system) / 1e6
})

describe('the history is the same for the same seed and day', () => {
  it('twice over', () => {
    expect(Array.from(generateHistory({ ...wish, tickets: 300 }))).toEqual(
      Array.from(generateHistory({ ...wish, tickets: 300 })),
    )
  })

  it('earlier in the day as well, but for what comes later', () => {
    const less = { ...wish, tickets: 1500 }
    const noon = new Date('2026-11-24T04:00:00Z')
    const early = Array.from(generateHistory({ ...less, now: noon }))
    const whole = Array.from(generateHistory(less))
    expect(early).toEqual(whole.slice(0, early.length))
    expect(early.length).toBeLessThan(whole.length)
    expect(whole.slice(early.length).every((request) => request.at > noon)).toBe(true)
  })

  it('and another one for another seed', () => {
    const other = Array.from(generateHistory({ ...wish, seed: 8, tickets: 300 }))
    expect(other.map(({ text }) => text)).not.toEqual(
      Array.from(generateHistory({ ...wish, tickets: 300 })).map(({ text }) => text),
    )
  })

  it.each([0, 1, 2, 10, 60])('also when there are only %i requests', (tickets) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(Array.from(generateHistory({ ...wish, seed, tickets })).length).toBeLessThanOrEqual(tickets)
    }
  })

  it('and takes a few seconds at most', () => {
    expect(cpuSeconds).toBeLessThan(15)
  })
})

describe('the city breathes', () => {
  it('ninety days back, in order, up to now', () => {
    expect(history.length).toBeGreaterThan(4900)
    expect(history.length).toBeLessThanOrEqual(5000)
    expect(shanghaiDate(history[0]?.at ?? now)).toBe('2026-08-26')
    for (const [index, request] of history.entries()) {
      expect(request.at.getTime()).toBeGreaterThanOrEqual(history[index - 1]?.at.getTime() ?? 0)
      expect(request.at.getTime()).toBeLessThanOrEqual(now.getTime())
    }
    expect(new Set(history.map(({ at }) => shanghaiDate(at))).size).toBe(91)
  })

  it('more by day than at night, more on Mondays than on Sundays, less in the holidays', () => {
    expect(byHour(9, 11)).toBeGreaterThan(5 * byHour(1, 5))
    expect(byHour(18, 20)).toBeGreaterThan(byHour(13, 14) * 0.9)
    expect(onWeekday(1)).toBeGreaterThan(1.4 * onWeekday(0))
    expect(between('2026-10-01', '2026-10-07')).toBeLessThan(0.75 * between('2026-10-12', '2026-10-18'))
  })

  it('by every channel, most by phone', () => {
    expect(shareOf(history, ({ channel }) => channel === 'ivr')).toBeGreaterThan(0.5)
    for (const channel of ['wechat', 'mini-program', 'web-form', 'weibo']) {
      expect(shareOf(history, (request) => request.channel === channel)).toBeGreaterThan(0.01)
    }
  })

  it.each([
    ['CONSULTATION', 0.47],
    ['HELP', 0.3],
    ['SUGGESTION', 0.15],
    ['COMPLAINT', 0.05],
  ])('with about as much %s as a hotline reports', (kind, share) => {
    expect(Math.abs(shareOf(history, (request) => read(request).kind.code === kind) - share)).toBeLessThan(0.04)
  })
})

describe('things happen', () => {
  it('a site grows noisier week by week, and the same people write again', () => {
    const site = history.filter(({ text }) => text.includes('新城') && text.includes('工地'))
    const week = (from: string) => site.filter(({ at }) => shanghaiDate(at) >= from).length
    expect(site.length).toBeGreaterThan(60)
    expect(week('2026-11-18')).toBeGreaterThan(site.length / 2)
    expect(new Set(site.map(({ citizen }) => citizen)).size).toBeLessThan(site.length)
  })

  it('a pipe bursts on one day', () => {
    const burst = history.filter(({ at, text }) => shanghaiDate(at) === '2026-11-18' && text.includes('友谊'))
    expect(burst.length).toBeGreaterThan(30)
  })

  it('a cold snap of some days, in winter only', () => {
    expect(cold(history)).toBeGreaterThan(100)
    const summer = Array.from(generateHistory({ ...wish, tickets: 2000, now: new Date('2026-07-24T12:00:00Z') }))
    expect(cold(summer)).toBeLessThan(5)
    expect(summer.filter(({ organId }) => organId === 'gongdian').length).toBeGreaterThan(40)
  })

  it('some call a second time about the same thing', () => {
    const again = history.filter(({ text }) => /再次反映|第二次反映|前几天反映过|其实没解决/.test(text))
    expect(again.length).toBeGreaterThan(30)
    for (const request of again) {
      expect(history.some((other) => other.citizen === request.citizen && other.at < request.at)).toBe(true)
    }
  })
})

describe('the words', () => {
  const themes = [...THEMES, ...HAPPENINGS.map(({ theme }) => theme)]

  it('come from more than a hundred and fifty templates', () => {
    expect(themes.reduce((sum, { texts }) => sum + texts.length, 0)).toBeGreaterThan(150)
  })

  it('are not twice the same in any fifty', () => {
    for (let start = 0; start < history.length; start += 25) {
      const texts = history.slice(start, start + 50).map(({ text }) => text)
      expect(new Set(texts).size).toBe(texts.length)
    }
    expect(new Set(history.map(({ text }) => text)).size).toBeGreaterThan(0.99 * history.length)
  })

  it('leave no slot or bracket open', () => {
    expect(history.filter(({ text, reply }) => /[[\]{}|]/.test(text + reply))).toEqual([])
  })

  it('say where, in words that lead back to one street', () => {
    const { gazetteer } = registers
    const needing = history.filter((request) => ['HELP', 'COMPLAINT', 'REPORT'].includes(read(request).kind.code))
    expect(shareOf(needing, ({ text }) => locate(gazetteer, { text })?.streetId !== undefined)).toBeGreaterThan(0.96)
  })
})

describe('what became of it', () => {
  it('happens in order, or not yet', () => {
    for (const { signedAfterMin, firstContactAfterMin, repliedAfterH, closedAfterH, survey, reply } of history) {
      expect(signedAfterMin).toBeGreaterThan(0)
      expect(firstContactAfterMin).toBeGreaterThan(signedAfterMin)
      if (repliedAfterH !== undefined) expect(repliedAfterH * 60).toBeGreaterThan(signedAfterMin)
      if (closedAfterH !== undefined) expect(closedAfterH).toBeGreaterThan(repliedAfterH ?? Infinity)
      if (survey) expect(survey.answeredAfterH).toBeGreaterThan(closedAfterH ?? Infinity)
      expect(reply.length).toBeGreaterThan(10)
    }
    expect(shareOf(history, ({ repliedAfterH }) => repliedAfterH === undefined)).toBeGreaterThan(0.002)
    expect(shareOf(history, ({ repliedAfterH }) => repliedAfterH === undefined)).toBeLessThan(0.03)
  })

  it('is judged by about a third of the citizens', () => {
    const share = shareOf(history, ({ survey }) => survey !== undefined)
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThan(0.4)
  })

  it('is worst in one street and best in another', () => {
    const asked = { kind: 'HELP', urgency: 'NORMAL', channel: 'wechat', limitH: 216 } as const
    const solved = (organId: string) => {
      const chance = chanceFrom(organId)
      const works = diligence(organId, wish.seed)
      const judged = Array.from({ length: 2000 }, () => decideOutcome(asked, works, chance).survey).filter(Boolean)
      return judged.filter((survey) => survey?.solved === 'SOLVED').length / judged.length
    }
    const rates = [...registers.organs.values()]
      .filter(({ kind }) => kind === 'street')
      .map(({ id }) => ({ id, rate: solved(id) }))
      .sort((a, b) => a.rate - b.rate)
    expect(rates[0]).toMatchObject({ id: 'lj-dukou', rate: expect.closeTo(0.45, 1) })
    expect(rates.at(-1)).toMatchObject({ id: 'wh-hubin' })
  })

  it('was given to a unit, with reasons', () => {
    for (const { organId, dispatchReasons } of history) {
      expect(registers.organs.has(organId)).toBe(true)
      expect(dispatchReasons.length).toBeGreaterThanOrEqual(2)
    }
  })
})
