import { addPiece } from '../../schema/call/call.service.ts'
import type { City } from '../../schema/city.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'

/** A piece of a telephone call is no conversation: it goes to its call, which becomes a request; true when it was one. */
export async function hearCallPiece(city: City, message: InboundMessage): Promise<boolean> {
  const { call } = message
  if (!call) return false
  await addPiece(city, { ...message, call })
  return true
}
