import { understand } from '../../schema/classify/understand.rules.ts'
import { ticketDay } from '../../schema/ticket/ticket-number.rules.ts'
import { withoutAbuse } from './abuse.rules.ts'
import { underWay } from './draft.ts'
import type { Hearing } from './hearing.ts'
import { openTickets, statusLine } from './own-tickets.ts'

/** What is left beside abuse is a matter from so many letters on. */
const SAYS_SOMETHING = 4

/** Abuse without a matter gets one polite answer a day; with a matter it is a request like any other. */
export async function hearAbuse(hearing: Hearing) {
  const { citizen, message, words, texts, say } = hearing
  const rest = withoutAbuse(words)
  if (rest === undefined || rest.length >= SAYS_SOMETHING) return undefined
  const { category, urgency } = understand(rest)
  if (category.evidence.length > 0 || urgency.level !== 'NORMAL') return undefined
  if (understand(words).urgency.level === 'EMERGENCY') return undefined
  // Who is asked for something and swears is asked again by nobody: what they said is kept.
  const [open] = underWay(hearing) ? [] : await openTickets(hearing)
  const once = `${citizen._id}:abuse:${ticketDay(message.at)}`
  if (open) await say(texts.calmKnown(statusLine(hearing, open)), { once })
  else if (!underWay(hearing)) await say(texts.calm, { once })
  return {}
}
