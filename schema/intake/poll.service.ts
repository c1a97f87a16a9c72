import { randomUUID } from 'node:crypto'
import type { City } from '../city.ts'
import { DeliveryError } from '../kernel/errors.ts'
import type { Channel } from '../kernel/ports.ts'
import { receiveMessage } from './intake.service.ts'
import { claimPoll, movePosition, releasePoll } from './poll-position.store.ts'
import { nextPollAt } from './poll.rules.ts'

/** Pages of one turn: a long back-fill goes on in the next, so that others of the process get theirs. */
const MOST_STEPS = 20

/**
 * Reads on in a list of a channel, where no other process does: each page is stored through the inbox before the
 * position moves past it. A process that dies in between reads the page again, and the inbox knows it. Gives what had
 * to be left out, in words. Throws what kept it from reading; the list is then left alone for a while.
 */
export async function pollList(city: City, channel: Channel, list: string): Promise<string[]> {
  if (!channel.poll) return []
  const [id, claim] = [`${channel.name}:${list}`, randomUUID()]
  const claimed = await claimPoll(city.db, id, claim, city.clock.now())
  if (!claimed) return []
  let { position, failures } = claimed
  const left: string[] = []
  try {
    for (let [step, more] = [0, true]; more && step < MOST_STEPS; step++) {
      const page = await channel.poll(list, position)
      for (const { message, raw } of page.messages) await receiveMessage(city, message, raw, `${channel.name}-poll`)
      const now = city.clock.now()
      const { skipped } = page
      const moved = { position: page.next, ...(skipped && { skipped, skippedAt: now }) }
      if (!(await movePosition(city.db, id, claim, moved, now))) return left
      if (skipped) left.push(skipped)
      position = page.next
      failures = 0
      more = page.more
    }
  } catch (error) {
    const now = city.clock.now()
    const [trouble, afterMs] =
      error instanceof DeliveryError ? [error.message, error.afterMs] : ['内部出错，稍后再试', undefined]
    const notBefore = nextPollAt(failures + 1, afterMs, now)
    await releasePoll(city.db, id, claim, { notBefore, failures: failures + 1, trouble }, now)
    throw error
  }
  const now = city.clock.now()
  await releasePoll(city.db, id, claim, { notBefore: nextPollAt(0, undefined, now), failures: 0 }, now)
  return left
}
