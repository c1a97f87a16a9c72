import type { City } from '../../schema/city.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { attachSent } from '../../schema/ticket/attach.service.ts'
import { type CitizenAct, supplementTicket } from '../../schema/ticket/citizen-acts.service.ts'

/** Adds what came with a message to a ticket; what has not been fetched from its platform yet follows by itself. */
export async function enclose(city: City, number: string, act: CitizenAct, media: InboundMessage['media']) {
  const outcome = await supplementTicket(city, number, { ...act, ...(media && { media }) })
  if (outcome.done) await attachSent(city, number, act.cause)
}
