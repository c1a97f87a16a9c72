import { describe, expect, it } from 'vitest'
import {
  type ListItem,
  type ListPosition,
  readPosition,
  stepAfter,
  writePosition,
} from '../../bot/channels/weibo/list-position.rules.ts'

const NOW = new Date('2026-11-30T01:00:00Z')
const HOUR_MS = 3_600_000
/** 64-bit, and two of them apart by less than a double can tell. */
const BASE = 9_007_199_254_740_993n

const item = (n: number, hoursAgo = 1): ListItem => ({
  id: String(BASE + BigInt(n)),
  at: new Date(NOW.getTime() - hoursAgo * HOUR_MS),
})
const at = (n: number): string => String(BASE + BigInt(n))

/** The list as the platform serves it: newest first, `count` on a page. */
function pageOf(list: readonly ListItem[], position: ListPosition, count: number): ListItem[] {
  const { since, below } = position
  return list
    .filter(({ id }) => BigInt(id) > BigInt(since) && (!below || BigInt(id) <= BigInt(below)))
    .toSorted((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1))
    .slice(0, count)
}

/** Reads on until nothing is left; every position goes through the store's text form. */
function readAll(list: readonly ListItem[], start: ListPosition, count: number) {
  const taken: ListItem[] = []
  const skipped: string[] = []
  let position = start
  let pages = 0
  for (let more = true; more; pages++) {
    const step = stepAfter(position, pageOf(list, position, count), NOW)
    taken.push(...step.take)
    if (step.skipped) skipped.push(step.skipped)
    position = readPosition(writePosition(step.next))
    more = step.more
  }
  return { taken: taken.map(({ id }) => id), position, pages, skipped }
}

describe('reading a list on', () => {
  it('takes nothing and stays where nothing is new', () => {
    expect(stepAfter({ since: at(5) }, [], NOW)).toEqual({ take: [], next: { since: at(5) }, more: false })
  })

  it.each([1, 2, 3, 7, 50])('%i on a page: takes each item once, and ends at the newest', (count) => {
    const list = Array.from({ length: 20 }, (_, n) => item(n))
    const { taken, position } = readAll(list, { since: at(4) }, count)
    expect(taken.toSorted()).toEqual(list.slice(5).map(({ id }) => id))
    expect(position).toEqual({ since: at(19) })
  })

  it('does not move past what has not been read: `since` stays until the last page', () => {
    const list = Array.from({ length: 10 }, (_, n) => item(n))
    const step = stepAfter({ since: at(0) }, pageOf(list, { since: at(0) }, 3), NOW)
    expect(step).toMatchObject({ more: true, next: { since: at(0), top: at(9), below: at(6) } })
  })

  it('gives the items of a page in the order they were said', () => {
    const { take } = stepAfter({ since: at(0) }, [item(3), item(2), item(1)], NOW)
    expect(take.map(({ id }) => id)).toEqual([at(1), at(2), at(3)])
  })

  it('finds in the next round what came while it went back', () => {
    const before = Array.from({ length: 5 }, (_, n) => item(n))
    const first = stepAfter({ since: '0' }, pageOf(before, { since: '0' }, 2), NOW)
    const after = [...before, item(5), item(6)]
    const rest = readAll(after, first.next, 2)
    expect(rest.position).toEqual({ since: at(4) })
    expect(readAll(after, rest.position, 2).taken).toEqual([at(5), at(6)])
  })

  it('is not led in circles by a platform that ignores max_id', () => {
    const list = [item(1), item(2)]
    const first = stepAfter({ since: '0' }, list, NOW)
    expect(stepAfter(first.next, list, NOW)).toEqual({ take: [], next: { since: at(2) }, more: false })
  })
})

describe('how far back', () => {
  it('the first look takes the 48 hours in which a mention may be answered, and says nothing of what was before', () => {
    const list = [item(1, 100), item(2, 49), item(3, 47), item(4, 1)]
    expect(readAll(list, readPosition(undefined), 10)).toMatchObject({ taken: [at(3), at(4)], skipped: [] })
  })

  it('after days of standstill everything of a week is made up for', () => {
    const list = Array.from({ length: 300 }, (_, n) => item(n, 160 - n / 2))
    const { taken, skipped } = readAll(list, { since: at(-1) }, 20)
    expect(taken).toHaveLength(300)
    expect(skipped).toEqual([])
  })

  it('what is older than a week is left out, and told', () => {
    const list = [item(1, 300), item(2, 200), item(3, 100)]
    const { taken, position, skipped } = readAll(list, { since: at(0) }, 10)
    expect(taken).toEqual([at(3)])
    expect(position).toEqual({ since: at(3) })
    expect(skipped).toEqual(['停了太久，七天以前的没有补收'])
  })

  it('a flood ends after fifty pages, and is told', () => {
    const list = Array.from({ length: 200 }, (_, n) => item(n))
    const { taken, pages, skipped } = readAll(list, { since: at(-1) }, 2)
    expect([taken.length, pages]).toEqual([100, 50])
    expect(skipped).toEqual(['积压超过 50 页，更早的没有补收'])
  })
})
