import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { type PollPosition, pollPositionRecord } from '../../schema/intake/poll-position.model.ts'
import { pollList } from '../../schema/intake/poll.service.ts'
import { DeliveryError } from '../../schema/kernel/errors.ts'
import type { Channel, InboundMessage, Polled } from '../../schema/kernel/ports.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'

let jiesu: TestJiesu
beforeAll(async () => {
  jiesu = await startTestJiesu({ parts: ['api'] })
})
afterAll(() => jiesu.stop())
beforeEach(async () => {
  await jiesu.city.db.of(pollPositionRecord).deleteMany({})
  await jiesu.city.db.of(inboxRecord).deleteMany({})
})

const message = (n: number): InboundMessage => ({
  channel: 'square',
  dedupeKey: `m${n}`,
  sender: '1',
  kind: 'text',
  text: `第${n}件`,
  at: new Date('2026-11-30T01:00:00Z'),
  reply: { mode: 'none' },
  platformType: 'mention',
})

const page = (numbers: readonly number[], more = false, skipped?: string): Polled => ({
  messages: numbers.map((n) => ({ message: message(n), raw: Buffer.from(String(n)) })),
  next: `after ${numbers.at(-1) ?? 'nothing'}`,
  more,
  ...(skipped && { skipped }),
})

type Poll = NonNullable<Channel['poll']>

/** A channel whose lists do what the test says, and where it was asked to read on from. */
function square(...pages: (Polled | DeliveryError | (() => Promise<Polled>))[]) {
  const asked: (string | undefined)[] = []
  const poll: Poll = async (_, position) => {
    asked.push(position)
    const next = pages.shift() ?? page([])
    if (next instanceof DeliveryError) throw next
    return typeof next === 'function' ? next() : next
  }
  const channel: Channel = {
    name: 'square',
    capabilities: { menus: false, publicSpeech: true, maxText: 0, maxBody: 0 },
    verify: () => ({ ok: false, status: 403, reason: '' }),
    parse: () => [],
    acknowledge: () => ({ status: 200, contentType: 'text/plain', body: '' }),
    lists: ['all'],
    poll,
  }
  return { channel, asked }
}

const position = () => jiesu.city.db.of(pollPositionRecord).findOne({ _id: 'square:all' })
const stored = () => jiesu.city.db.of(inboxRecord).countDocuments({ channel: 'square' })
const until = (at: PollPosition | null) => (at?.notBefore.getTime() ?? 0) - jiesu.clock.now().getTime()

describe('reading a list', () => {
  it('stores each page before it moves on, and goes on from there the next time', async () => {
    const { channel, asked } = square(page([1, 2], true), page([3]), page([4]))
    await pollList(jiesu.city, channel, 'all')
    expect(await stored()).toBe(3)
    expect(await position()).toMatchObject({ position: 'after 3', failures: 0 })
    await pollList(jiesu.city, channel, 'all')
    expect(asked, 'not before its time').toHaveLength(2)
    jiesu.clock.move({ minutes: 1 })
    await pollList(jiesu.city, channel, 'all')
    expect(asked).toEqual([undefined, 'after 2', 'after 3'])
  })

  it('is done by one process, however many there are', async () => {
    const { channel, asked } = square()
    await Promise.all(Array.from({ length: 8 }, () => pollList(jiesu.city, channel, 'all')))
    expect(asked).toHaveLength(1)
  })

  it('a page whose storing was cut off is read again, and nothing is there twice', async () => {
    const broken = { ...message(2), at: new Date(Number.NaN) }
    const { channel, asked } = square(
      { ...page([1]), messages: [...page([1]).messages, { message: broken, raw: Buffer.from('2') }] },
      page([1, 2]),
    )
    // Half of the page is stored, then something breaks, as when the store goes away.
    const { sealer } = jiesu.city
    let seals = 0
    const city = {
      ...jiesu.city,
      sealer: {
        ...sealer,
        seal: (text: string, context: string) => {
          if (++seals > 1) throw new Error('gone')
          return sealer.seal(text, context)
        },
      },
    }
    await expect(pollList(city, channel, 'all')).rejects.toThrow('gone')
    expect(await stored()).toBe(1)
    expect((await position())?.position).toBeUndefined()
    jiesu.clock.move({ minutes: 1 })
    await pollList(jiesu.city, channel, 'all')
    expect(asked).toEqual([undefined, undefined])
    expect(await stored()).toBe(2)
  })

  it('a process that slept over its claim moves nothing any more', async () => {
    const other = square(page([1, 2]))
    const { channel } = square(async () => {
      jiesu.clock.move({ minutes: 2 })
      await pollList(jiesu.city, other.channel, 'all')
      return page([1])
    })
    await pollList(jiesu.city, channel, 'all')
    expect(await stored()).toBe(2)
    expect(await position()).toMatchObject({ position: 'after 2' })
  })

  it.each([
    ['as the platform says', 600_000, 600_000],
    ['for ten seconds at first', undefined, 10_000],
  ])('waits after a refusal: %s', async (_, afterMs, expected) => {
    const { channel } = square(new DeliveryError('square', 'pause', 10023, '调用过于频繁', afterMs))
    await expect(pollList(jiesu.city, channel, 'all')).rejects.toThrow('调用过于频繁')
    const waiting = await position()
    expect(waiting).toMatchObject({ failures: 1, trouble: '调用过于频繁' })
    expect(Math.abs(until(waiting) - expected)).toBeLessThan(2000)
  })

  it('waits longer each time it fails, ten minutes at most, and forgets it with the first success', async () => {
    const fails = Array.from({ length: 9 }, () => new DeliveryError('square', 'retry', undefined, '连不上'))
    const { channel } = square(...fails, page([1]))
    const waits: number[] = []
    for (const _ of fails) {
      await expect(pollList(jiesu.city, channel, 'all')).rejects.toThrow('连不上')
      waits.push(Math.round(until(await position()) / 10_000) * 10)
      jiesu.clock.move({ minutes: 11 })
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600])
    await pollList(jiesu.city, channel, 'all')
    const after = await position()
    expect(after).toMatchObject({ failures: 0, position: 'after 1' })
    expect(after?.trouble).toBeUndefined()
  })

  it('tells what had to be left out, and keeps it where people can look', async () => {
    const { channel } = square(page([1], false, '七天以前的没有补收'))
    expect(await pollList(jiesu.city, channel, 'all')).toEqual(['七天以前的没有补收'])
    expect(await position()).toMatchObject({ skipped: '七天以前的没有补收' })
  })
})
