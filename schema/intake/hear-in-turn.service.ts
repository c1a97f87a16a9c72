import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import { type Turn, dropTurn, endTurn, keepTurn, takeTurn } from './hearing-turn.store.ts'
import type { InboxRow } from './intake.model.ts'
import { openMessage } from './intake.service.ts'
import { countFailure, earliestUnheard, findInboxRow, markHeard, putAside } from './intake.store.ts'

/** Hears one message; what it does is keyed by the inbox id, so that hearing again repeats nothing. */
export type Hear = (inboxId: string, message: InboundMessage) => Promise<void>

/** Failed hearings before a message is put aside, so that those behind it are heard. */
export const MOST_TRIES = 5

/** One turn hears no more than this; a flood of one citizen does not keep the others waiting. */
const MOST_IN_A_TURN = 50

const KEEP_EVERY_MS = 2000
/** A hearing that takes longer hangs; its turn is let go. */
const KEEP_AT_MOST_MS = 60_000

/**
 * Hears a stored message when it is its turn: what one citizen says is heard one after the other, in the order it came in
 * (then by inbox id), whichever processes hear. What came before and is still unheard is heard first. Where another hears
 * this citizen just now, it takes this message along; `later` is when to look whether it did.
 *
 * Throws what the hearing throws; nothing behind the failed message has been heard then, until it is put aside.
 */
export async function hearInTurn(city: City, inboxId: string, hear: Hear): Promise<{ later: Date } | undefined> {
  const own = await findInboxRow(city.db, inboxId)
  if (!own) return undefined
  const turn = await takeTurn(city.db, own.citizenKey, city.clock.now())
  if ('heldUntil' in turn) return { later: turn.heldUntil }
  const release = keepWhileHearing(city, turn)
  try {
    if (turn.takenOver) await blameTheDead(city, turn)
    await hearUntilNobodyCalls(city, turn, own, hear)
  } catch (error) {
    // With the store away the turn runs out by itself.
    await dropTurn(city.db, turn).catch(() => {})
    throw error
  } finally {
    release()
  }
  return undefined
}

async function hearUntilNobodyCalls(city: City, turn: Turn, own: InboxRow, hear: Hear): Promise<void> {
  const failures: unknown[] = []
  let heard = 0
  let called = false
  do {
    for (let next = await nextOf(city, turn, own); next; next = await nextOf(city, turn, own)) {
      await hearOne(city, next, hear, failures)
      heard += 1
      // With nobody calling, those behind this one have their own jobs.
      if (heard >= MOST_IN_A_TURN || (!called && next._id === own._id)) break
    }
    if (heard >= MOST_IN_A_TURN) await dropTurn(city.db, turn)
    called = !(await endTurn(city.db, turn, city.clock.now()))
  } while (called)
  if (failures.length > 0) throw failures[0]
}

/** The first that has not been heard. Its words do not change, so that what was read before the turn still holds. */
async function nextOf(city: City, turn: Turn, own: InboxRow): Promise<InboxRow | null> {
  const id = await earliestUnheard(city.db, turn.citizenKey)
  if (id === null) return null
  return id === own._id ? own : findInboxRow(city.db, id)
}

/** Hears one message and ticks it off; one that failed too often is put aside and noted among the failures. */
async function hearOne(city: City, row: InboxRow, hear: Hear, failures: unknown[]): Promise<void> {
  try {
    await hear(row._id, openMessage(city, row))
  } catch (error) {
    const tries = await countFailure(city.db, row._id)
    if (tries < MOST_TRIES) throw error
    await putAside(city.db, row._id, { at: city.clock.now(), tries, reason: reasonOf(error) })
    failures.push(error)
    return
  }
  await markHeard(city.db, row._id)
}

/** A process died hearing this citizen, and it may have died of the message: that counts as a failed try. */
async function blameTheDead(city: City, turn: Turn): Promise<void> {
  const id = await earliestUnheard(city.db, turn.citizenKey)
  if (!id) return
  const tries = await countFailure(city.db, id)
  if (tries < MOST_TRIES) return
  await putAside(city.db, id, { at: city.clock.now(), tries, reason: '处理时进程多次中断' })
}

/** What staff may read: an error's own message may hold the citizen's words. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.message
  return error instanceof Error ? error.name : '未知错误'
}

/** Prolongs the turn of a hearing that takes its time; gives what ends that. */
function keepWhileHearing(city: City, turn: Turn): () => void {
  const began = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - began > KEEP_AT_MOST_MS) clearInterval(timer)
    // A store that does not answer now lets the turn run out, as it would for a dead process.
    else keepTurn(city.db, turn, city.clock.now()).catch(() => {})
  }, KEEP_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
