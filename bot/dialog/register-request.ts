import { classify } from '../../schema/classify/classify.rules.ts'
import { requestFrom } from '../../schema/intake/request.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import type { Hearing } from './hearing.ts'
import { TEXTS } from './texts.ts'

/** Opens the ticket of a request; says first what to do when there is danger. */
export async function registerRequest({ city, citizen, inboxId, message, say }: Hearing, text: string): Promise<void> {
  const { urgency } = classify(text)
  if (urgency.level === 'EMERGENCY' && message.reply.mode !== 'none') {
    await say(TEXTS.emergency(urgency.call ?? '110'), 'emergency')
  }
  await openTicket(city, requestFrom(city.sealer, { inboxId, citizenKey: citizen._id, message, text }))
}
