import { randomUUID } from 'node:crypto'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { hearingTurnRecord } from './hearing-turn.model.ts'

/**
 * How long a turn stands without word from its holder. Long against a stalled event loop, short against a citizen's
 * patience; the clocks of all machines have to agree far better than that.
 */
const LEASE_MS = 6000

export interface Turn {
  citizenKey: string
  holder: string
  /** The one before died in the middle of hearing. */
  takenOver: boolean
}

/**
 * Takes the turn to hear this citizen: at most one of all processes has it. Where somebody else does, they are told that
 * there is more to hear, and `heldUntil` says when to come back should they have died.
 */
export async function takeTurn(db: Db, citizenKey: string, now: Date): Promise<Turn | { heldUntil: Date }> {
  const turns = db.of(hearingTurnRecord)
  const holder = randomUUID()
  const mine = { holder, until: leaseFrom(now), called: false }
  for (;;) {
    try {
      await turns.insertOne({ _id: citizenKey, ...mine })
      return { citizenKey, holder, takenOver: false }
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    const dead = await turns.findOneAndUpdate({ _id: citizenKey, until: { $lte: now } }, { $set: mine })
    if (dead) return { citizenKey, holder, takenOver: true }
    const held = await turns.findOneAndUpdate({ _id: citizenKey }, { $set: { called: true } })
    // Or it ended just now.
    if (held) return { heldUntil: held.until }
  }
}

/** False when the turn was lost to somebody who took its holder for dead. */
export async function keepTurn(db: Db, { citizenKey, holder }: Turn, now: Date): Promise<boolean> {
  const update = { $set: { until: leaseFrom(now) } }
  return (await db.of(hearingTurnRecord).updateOne({ _id: citizenKey, holder }, update)).matchedCount === 1
}

/** Ends the turn unless somebody called meanwhile: then it goes on, and the answer is false. */
export async function endTurn(db: Db, { citizenKey, holder }: Turn, now: Date): Promise<boolean> {
  const turns = db.of(hearingTurnRecord)
  const ended = await turns.deleteOne({ _id: citizenKey, holder, called: false })
  if (ended.deletedCount === 1) return true
  const update = { $set: { called: false, until: leaseFrom(now) } }
  return (await turns.updateOne({ _id: citizenKey, holder }, update)).matchedCount === 0
}

/** Ends the turn, whoever called: they come back by themselves. */
export async function dropTurn(db: Db, { citizenKey, holder }: Turn): Promise<void> {
  await db.of(hearingTurnRecord).deleteOne({ _id: citizenKey, holder })
}

const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS)
