import { understand } from '../../schema/classify/understand.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { attachSent } from '../../schema/ticket/attach.service.ts'
import { supplementTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { readCommand } from './command.rules.ts'
import { takeUp, underWay } from './draft.ts'
import { type Hearing, MINUTE, actOf, since } from './hearing.ts'
import { recentTicket } from './own-tickets.ts'

/** How long after "补充材料" what follows is the supplement. */
const ANNOUNCED_MS = 30 * MINUTE
/** How old a ticket may be that is meant without its number. */
const MEANT_MS = 90 * 24 * 60 * MINUTE

/** 补充: further words to a ticket, said at once or announced and sent after. */
export async function hearSupplement(hearing: Hearing) {
  const command = readCommand(hearing.words)
  if (command?.name !== 'supplement') return hearAnnounced(hearing)
  const draft = underWay(hearing)
  if (draft && !command.number) return takeUp(hearing, draft)
  const number = command.number ?? (await recentTicket(hearing, MEANT_MS))?._id
  // Nothing to add to: what is added is a request.
  if (!number) return undefined
  if (command.rest) return supplement(hearing, number, { text: textAfter(hearing, command.rest) })
  await hearing.say(hearing.texts.supplementWhat(number))
  return { awaiting: { what: 'supplement' as const, number, since: hearing.message.at } }
}

/** The words as they were written, without the command before them. */
function textAfter({ message }: Hearing, rest: string): string {
  return message.text?.trim().slice(-rest.length) ?? rest
}

function hearAnnounced(hearing: Hearing) {
  const number = announcedFor(hearing)
  if (!number || understand(hearing.words).urgency.level === 'EMERGENCY') return undefined
  return supplement(hearing, number, { text: hearing.message.text ?? hearing.words })
}

/** The ticket that the citizen said they would add to. */
export function announcedFor(hearing: Hearing): string | undefined {
  const { awaiting } = hearing.citizen
  return awaiting?.what === 'supplement' && since(hearing, awaiting.since) <= ANNOUNCED_MS ? awaiting.number : undefined
}

/** Adds these words, what they came with and the place to the ticket, and says so; several things in a row are confirmed once. */
export async function supplement(
  hearing: Hearing,
  number: string,
  what: { text?: string; point?: InboundMessage['place'] } = {},
) {
  const { city, texts, message, say } = hearing
  // A voice that was understood is in its words.
  const media = what.text && message.kind === 'voice' ? undefined : message.media
  const outcome = await supplementTicket(city, number, { ...actOf(hearing), ...what, ...(media && { media }) })
  if (outcome.done && media) await attachSent(city, number, hearing.inboxId)
  const once = `${number}:supplemented:${Math.floor(message.at.getTime() / MINUTE)}`
  if (outcome.done) await say(texts.supplemented(number), { once })
  else await say(outcome.why === 'NOT_YOURS' ? texts.noTickets : texts.supplementClosed(number))
  return {}
}
