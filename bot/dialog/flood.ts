import { understand } from '../../schema/classify/understand.rules.ts'
import { maskPersonal } from '../../schema/personal/mask.rules.ts'
import { attachSent } from '../../schema/ticket/attach.service.ts'
import { supplementTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { takeUp, underWay } from './draft.ts'
import { isFlood } from './flood.rules.ts'
import { type Hearing, MINUTE, actOf } from './hearing.ts'
import { recentTicket } from './own-tickets.ts'

/** A ticket this young takes what a flood brings. */
const JUST_OPENED_MS = 60 * MINUTE
/** A request takes no more messages than this; a flood has said what it has to say. */
const MOST_MESSAGES = 40

/**
 * Many messages within a minute: what they say joins the request under way or the ticket just opened, nothing is asked,
 * and the citizen is told once an hour that all of it was noted. Danger is heard as always.
 */
export async function hearFlood(hearing: Hearing) {
  const { citizen, message, words, texts, say } = hearing
  if (!isFlood(citizen.heard ?? [], message.at) || understand(words).urgency.level === 'EMERGENCY') return undefined
  const hour = Math.floor(message.at.getTime() / (60 * MINUTE))
  await say(texts.slowDown, { once: `${citizen._id}:flood:${hour}` })
  if (!words && !message.media?.length) return {}
  const draft = underWay(hearing)
  if (draft) return draft.heard.length < MOST_MESSAGES ? takeUp(hearing, draft, true) : {}
  const ticket = await recentTicket(hearing, JUST_OPENED_MS)
  if (!ticket) return takeUp(hearing, { heard: [], asked: [] }, true)
  if (!ticket.text.includes(maskPersonal(words))) {
    const { text, media } = message
    await supplementTicket(hearing.city, ticket._id, {
      ...actOf(hearing),
      ...(text && { text }),
      ...(media && { media }),
    })
    if (media) await attachSent(hearing.city, ticket._id, hearing.inboxId)
  }
  return {}
}
