import { escalation } from '../classify/sentiment/escalation.rules.ts'
import type { CitizenActEntry, CitizenActKind, Ticket, TicketSentiment, TicketState } from './ticket.rules.ts'

/** Why an act of a citizen was not done: somebody else's ticket, one that is over, one that is too far, or too soon. */
export type ActRefusal = 'NOT_YOURS' | 'NOT_OPEN' | 'TOO_LATE' | 'TOO_SOON'

/** A ticket counts one urge in this time, whoever taps how often. */
export const URGE_EVERY_MS = 24 * 3_600_000

/** A ticket keeps so many supplements: more is no help to anybody, and a ticket is one document. */
export const MOST_SUPPLEMENTS = 50

/** States in which the unit still owes an answer. */
const OWING: readonly TicketState[] = ['ACCEPTED', 'DISPATCHED', 'SIGNED']

type Acted = Pick<Ticket, 'state' | 'repliedAt' | 'citizenActs'>

/** Why the citizen may not do this with their ticket; undefined when they may. `at` is when they did it. */
export function refusalOf(ticket: Acted, act: CitizenActKind, at: Date): Exclude<ActRefusal, 'NOT_YOURS'> | undefined {
  switch (act) {
    case 'urge':
      if (!OWING.includes(ticket.state)) return 'NOT_OPEN'
      return actsOf(ticket, ['urge']).some((urge) => at.getTime() - urge.at.getTime() < URGE_EVERY_MS)
        ? 'TOO_SOON'
        : undefined
    case 'supplement':
    case 'correct-place':
      if (!OWING.includes(ticket.state) && ticket.state !== 'REPLIED') return 'NOT_OPEN'
      return actsOf(ticket, ['supplement', 'correct-place']).length >= MOST_SUPPLEMENTS ? 'TOO_SOON' : undefined
    case 'withdraw':
      if (ticket.state === 'WITHDRAWN') return 'NOT_OPEN'
      // A redo does not take back that the unit has replied, nor what the citizen said of it.
      return OWING.includes(ticket.state) && !ticket.repliedAt ? undefined : 'TOO_LATE'
  }
}

/** What the citizen did of these kinds, in the order it was done. */
export function actsOf(ticket: Pick<Ticket, 'citizenActs'>, kinds: readonly CitizenActKind[]) {
  return (ticket.citizenActs ?? []).filter(({ act }) => kinds.includes(act))
}

/** Whether this was done before: a message heard twice does what it does once. */
export function hasDone(ticket: Pick<Ticket, 'citizenActs'>, act: CitizenActKind, cause: string): boolean {
  return actsOf(ticket, [act]).some((done) => done.cause === cause)
}

/** What an act adds of the citizen's feeling: compared with the request and every act before it. */
export function withFeeling(
  ticket: Pick<Ticket, 'sentiment' | 'citizenActs'>,
  sentiment: TicketSentiment,
): Pick<CitizenActEntry, 'sentiment' | 'escalated'> {
  const before = [ticket.sentiment, ...(ticket.citizenActs ?? []).map((act) => act.sentiment)]
  const { escalated, why } = escalation(
    before.filter((felt) => felt !== undefined),
    sentiment,
  )
  return { sentiment, ...(escalated && { escalated: why }) }
}

/** Whether a corrected place still moves the ticket: the unit that signed has begun, and decides itself what it means. */
export function mayRelocate(ticket: Pick<Ticket, 'state' | 'signedAt'>): boolean {
  return (ticket.state === 'ACCEPTED' || ticket.state === 'DISPATCHED') && !ticket.signedAt
}

/** The words of a correction without the place it denies: "不是建国路，是光华路" is about 光华路. */
export function correctedWords(text: string): string {
  return text.replaceAll(/(?:不是|不在|并非)[^，,。；;、\s是在]*/g, ' ').trim()
}

/** Longest stretch of a citizen's words that the timeline shows; the whole stands among the supplements. */
const SHOWN = 60

/** What the timeline says of an act, in one sentence that the citizen may read. */
export function actSentence(
  act: CitizenActKind,
  said: { text?: string; point?: unknown; media?: readonly unknown[] },
): string {
  const letters = Array.from(said.text ?? '')
  const text = letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('')}…` : said.text
  switch (act) {
    case 'urge':
      return '市民催办'
    case 'withdraw':
      return text ? `市民撤回了诉求：${text}` : '市民撤回了诉求'
    case 'correct-place':
      return `市民更正地点：${text ?? '发来了位置'}`
    case 'supplement': {
      const parts = [text, said.point && '发来了位置', said.media?.length && `附件 ${said.media.length} 个`]
      return `市民补充：${parts.filter(Boolean).join('，')}`
    }
  }
}
