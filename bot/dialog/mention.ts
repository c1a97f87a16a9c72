import { understand } from '../../schema/classify/understand.rules.ts'
import { requestFrom, wordsOf } from '../../schema/intake/request.rules.ts'
import { recordNotice } from '../../schema/notice/notice.service.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import type { Hearing } from './hearing.ts'

/**
 * Public speech that names the city. What names a matter or a place becomes a ticket; nothing is asked back or told in
 * public. One answer for each mention, out of fixed texts without number, words or names: everybody reads it, and the
 * ticket's own news waits until the citizen writes privately.
 */
export async function hearMention(hearing: Hearing) {
  const { city, citizen, inboxId, message, texts, words } = hearing
  const target = message.publicTarget
  if (target === undefined) return undefined
  const { category, kind, urgency } = understand(words)
  const isEmergency = urgency.level === 'EMERGENCY'
  const isRequest =
    words !== '' &&
    (isEmergency ||
      category.evidence.length > 0 ||
      kind.evidence.length > 0 ||
      locate(city.registers.gazetteer, { text: words, ...(message.place && { point: message.place }) }) !== undefined)
  const source = { inboxId, citizenKey: citizen._id, message, text: wordsOf(message) ?? words }
  const ticket = isRequest ? await openTicket(city, requestFrom(city.sealer, source)) : undefined
  await recordNotice(city, {
    _id: `${inboxId}:public`,
    kind: 'answer',
    citizenKey: citizen._id,
    channel: message.channel,
    text: !isRequest ? texts.publicAsk : isEmergency ? texts.publicEmergency(urgency.call ?? '110') : texts.publicTaken,
    inReplyTo: target,
    ...(ticket && { number: ticket._id }),
  })
  return {}
}
