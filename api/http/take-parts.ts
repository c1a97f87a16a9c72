import type { City } from '../../schema/city.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Acknowledgement, Channel, PartOutcome, RawRequest } from '../../schema/kernel/ports.ts'

/**
 * Takes in a callback part by part: what cannot be read keeps nothing else out, and the answer says what became of each.
 * Throws when the store is away; the sender then sends all of it again, and what was stored is a duplicate.
 */
export async function takeParts(
  city: City,
  channel: Channel,
  parts: readonly (Buffer | { refused: string })[],
  from: { raw: RawRequest; method: string },
): Promise<Acknowledgement> {
  const outcomes: PartOutcome[] = []
  for (const part of parts) {
    outcomes.push(
      Buffer.isBuffer(part)
        ? await takePart(city, channel, part, from)
        : { outcome: 'refused', messages: [], reason: part.refused },
    )
  }
  return channel.acknowledge(
    outcomes.flatMap(({ messages }) => messages),
    outcomes,
  )
}

async function takePart(
  city: City,
  channel: Channel,
  part: Buffer,
  { raw, method }: { raw: RawRequest; method: string },
): Promise<PartOutcome> {
  try {
    const messages = channel.parse(part, raw)
    let outcome: PartOutcome['outcome'] = 'duplicate'
    for (const message of messages) {
      const { first, same } = await receiveMessage(city, message, part, method, raw)
      if (first) outcome = 'accepted'
      else if (!same) outcome = 'conflict'
    }
    return { outcome, messages }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') {
      return { outcome: 'refused', messages: [], reason: error.message }
    }
    throw error
  }
}
