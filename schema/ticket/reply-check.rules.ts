import { maskPersonal } from '../personal/mask.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { ReplyCheck } from '../reply/findings.rules.ts'
import { checkReply } from '../reply/reply.rules.ts'
import { actsOf } from './citizen-acts.rules.ts'
import type { Ticket, TicketReplyCheck } from './ticket.rules.ts'

/** Characters of a reply at most. */
export const LONGEST_REPLY = 2000

/** Characters of a reason: a word is none, and a story is not read. */
const SHORTEST_REASON = 5
const LONGEST_REASON = 200

type Asked = Pick<Ticket, 'text' | 'kind' | 'citizenActs'>

/** What the check finds of a reply to this ticket, and to what the citizen added to it. */
export function checkTicketReply(ticket: Asked, reply: string): TicketReplyCheck {
  const { text, kind } = ticket
  const added = actsOf(ticket, ['supplement']).flatMap((act) => act.text ?? [])
  const check = kept(checkReply({ request: [text, ...added].join('\n'), reply, praise: kind === 'PRAISE' }))
  return { ...check, unanswered: check.unanswered.filter(({ end }) => end <= text.length) }
}

/**
 * The check of a reply that may go out, with the reason where it needed one. Throws BAD_INPUT, with words that say what to
 * do: the unit is told before the citizen is.
 */
export function passedCheck(ticket: Asked, reply: string, reason: string | undefined): TicketReplyCheck {
  const check = checkTicketReply(ticket, reply)
  if (check.verdict !== 'STOP') return check
  const { mayInsist } = check
  const facts = { verdict: check.verdict, mayInsist }
  const why = check.findings.filter(({ score }) => score === 0).map((finding) => finding.why)
  if (!mayInsist) throw new DomainError('BAD_INPUT', `${why.join('；')}。改好后再发。`, facts)
  const given = reason?.trim() ?? ''
  if (given.length < SHORTEST_REASON || given.length > LONGEST_REASON) {
    const ask = `确需原样发出，请写明理由 (${SHORTEST_REASON} 至 ${LONGEST_REASON} 字)`
    throw new DomainError('BAD_INPUT', `${why.join('；')}。${ask}。`, facts)
  }
  return { ...check, reason: maskPersonal(given) }
}

const span = ({ start, end, why }: EvidenceSpan): EvidenceSpan => ({ start, end, why })

/** Without the words themselves: they stand in the reply, and personal data is kept once. */
function kept({ method, score, verdict, mayInsist, aspects, unanswered }: ReplyCheck): TicketReplyCheck {
  return {
    method,
    score,
    verdict,
    mayInsist,
    findings: aspects.map(({ aspect, score: share, why, evidence }) => ({
      aspect,
      score: share,
      why,
      spans: evidence.map(span),
    })),
    unanswered: unanswered.map(span),
  }
}
