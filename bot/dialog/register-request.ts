import { sceneOf } from '../../schema/citizen/scene.store.ts'
import { understand } from '../../schema/classify/understand.rules.ts'
import { requestFrom } from '../../schema/intake/request.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { enclose } from './enclose.ts'
import { type SaidSoFar, gather } from './gather.ts'
import { type Hearing, actOf } from './hearing.ts'

/**
 * Opens the ticket of what was said in these messages, under the first one's id; says first what to do when there is
 * danger, and asks where it is when that was not said. `category` is what the citizen chose when asked. Pictures that came along are added to the ticket.
 */
export async function registerRequest(
  hearing: Hearing,
  heard: readonly string[],
  category?: string,
): Promise<Ticket | undefined> {
  const said = await gather(hearing, heard)
  const [first] = said.messages
  if (!first || !said.text) return undefined
  const asks = hearing.message.reply.mode !== 'none'
  const { urgency } = understand(said.text)
  const danger = urgency.level === 'EMERGENCY' && asks
  if (danger) await hearing.say(hearing.texts.emergency(urgency.call ?? '110'), { topic: 'emergency' })
  const ticket = await open(hearing, said, first, category)
  if (danger && !ticket.place.districtId) await hearing.say(hearing.texts.askSpot, { topic: 'spot' })
  return ticket
}

async function open(
  hearing: Hearing,
  said: SaidSoFar,
  first: SaidSoFar['messages'][number],
  category: string | undefined,
): Promise<Ticket> {
  const { city, citizen, message } = hearing
  // The clock of a request runs from when it was complete, not from when its first words were said.
  const whole = { ...first.message, text: said.text, at: message.at, ...(said.point && { place: said.point }) }
  const source = {
    inboxId: first.id,
    citizenKey: citizen._id,
    message: whole,
    text: said.text,
    scene: sceneOf(citizen, message.at),
    verifiedPhoneKey: citizen.phone?.phoneKey,
  }
  const ticket = await openTicket(city, { ...requestFrom(city.sealer, source), ...(category && { category }) })
  for (const { id, message: one } of said.messages) {
    if (one.media?.length && one.kind !== 'voice') {
      await enclose(city, ticket._id, { ...actOf(hearing), cause: id }, one.media)
    }
  }
  return ticket
}
