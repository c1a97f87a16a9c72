import type { Registers } from '../city.ts'
import { understand } from '../classify/understand.rules.ts'
import { shanghaiDate } from '../calendar/calendar.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { locate } from '../territory/territory.rules.ts'
import { type Chance, chanceFrom } from '../kernel/chance.ts'
import { type Draft, draftRequests } from './draft.rules.ts'
import { detailSlots } from './details.rules.ts'
import { type Outcome, decideOutcome, diligence } from './outcome.rules.ts'
import { say } from './phrase.rules.ts'
import { type Told, createTeller } from './tell.rules.ts'

/** A request of the demo city's past, and what became of it. */
export interface PastRequest extends Told, Outcome {
  /** The unit that dispatch gives it to, and why. */
  organId: string
  dispatchReasons: string[]
  /** What the unit answered. */
  reply: string
}

export interface HistoryWish {
  seed: number
  /** Requests of the whole ninety-one days, today's late ones included. */
  tickets: number
  now: Date
  registers: Registers
}

/**
 * Ninety days and today up to `now`, oldest first. Pure: the same seed, count and day give the same requests; an
 * earlier `now` of the same day gives the same ones without those that come later. The city rests and wakes with its
 * calendar, a few things happen in it (see happenings.ts), one street works worse and one better than the others.
 * One at a time: each is read once, and nobody holds them all.
 */
export function* generateHistory({ seed, tickets, now, registers }: HistoryWish): Generator<PastRequest> {
  const chance = chanceFrom(`${seed}:words`)
  const tell = createTeller(registers, chance)
  for (const draft of draftRequests({ seed, tickets, now, registers })) {
    const told = tell(draft)
    const request = { ...told, ...become(seed, registers, draft, told, chance) }
    if (request.at <= now) yield request
  }
}

function become(seed: number, registers: Registers, draft: Draft, { text, point, channel }: Told, chance: Chance) {
  const { gazetteer, calendar, organs, duties } = registers
  const found = understand(text)
  const decision = decideDispatch(
    // The demo's own words are written right; looking for sounds would load the pinyin at the first start.
    { category: found.category, ...locate(gazetteer, { text, ...(point && { point }), bySound: 'never' }) },
    organs,
    duties,
  )
  const due = dueAt({ urgency: found.urgency.level, text, category: found.category }, calendar, draft.at)
  const limitH = (due.dueAt.getTime() - draft.at.getTime()) / 3_600_000
  const asked = { kind: found.kind.code, urgency: found.urgency.level, channel, limitH }
  const outcome = decideOutcome(asked, diligence(decision.organId, seed), chance)
  const replied = new Date(draft.at.getTime() + (outcome.repliedAfterH ?? 0) * 3_600_000)
  const details = detailSlots(chance)
  const reply = say(chance.pick(draft.theme.replies), chance, (name) =>
    name === 'day' ? dayName(replied) : details(name),
  )
  return { ...outcome, organId: decision.organId, dispatchReasons: decision.reasons, reply }
}

function dayName(at: Date): string {
  const [, month, day] = shanghaiDate(at).split('-')
  return `${Number(month)}月${Number(day)}日`
}
