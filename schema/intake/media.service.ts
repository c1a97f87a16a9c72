import { findAttachment, storeAttachment } from '../attachment/attachment.service.ts'
import type { City } from '../city.ts'
import { citizenKey } from '../citizen/citizen.store.ts'
import { DeliveryError, DomainError } from '../kernel/errors.ts'
import type { Channel, InboundMessage } from '../kernel/ports.ts'
import { attachToMatter } from '../ticket/attach.service.ts'
import { loadMessage } from './intake.service.ts'
import { isHeard, noteMediaLost } from './intake.store.ts'

/** Platforms keep what citizens send for three days. */
const KEPT_MS = 3 * 86_400_000

/** The files of a message that are to be fetched from its platform, by their ids there. */
function mediaIdsOf(message: InboundMessage): string[] {
  return (message.media ?? []).flatMap(({ mediaId }) => (mediaId ? [mediaId] : []))
}

/**
 * Fetches what was sent with a message and gives it to the ticket it belongs to. Running it again fetches nothing
 * twice. Throws DeliveryError where a later try may succeed; what the platform has no more, and what is no photo, voice
 * or video, is noted and given up.
 */
export async function fetchMedia(city: City, inboxId: string, channels: ReadonlyMap<string, Channel>): Promise<void> {
  const message = await loadMessage(city, inboxId)
  const channel = message && channels.get(message.channel)
  if (!message || !channel?.fetchMedia) return
  const sender = citizenKey(city.sealer, message.channel, message.sender)
  for (const mediaId of mediaIdsOf(message)) {
    try {
      const source = `${message.channel}:${mediaId}`
      const attachment =
        (await findAttachment(city, source)) ??
        (await storeAttachment(city, { bytes: await channel.fetchMedia(mediaId), source, sender, cause: inboxId }))
      // What is not heard yet may say which ticket it is for; until then it stays loose.
      if (await isHeard(city.db, inboxId))
        await attachToMatter(city, { ...attachment, cause: inboxId }, { citizenKey: sender, at: message.at })
    } catch (error) {
      const reason = lostFor(error, city.clock.now().getTime() - message.at.getTime() > KEPT_MS)
      if (reason === undefined) throw error
      await noteMediaLost(city.db, inboxId, reason)
    }
  }
}

/** Why a file will never come, in words for staff; undefined where a later try may succeed. */
function lostFor(error: unknown, tooLate: boolean): string | undefined {
  if (error instanceof DomainError && error.code === 'BAD_INPUT') return error.message
  if (!(error instanceof DeliveryError)) return undefined
  return error.action === 'stop' || tooLate ? error.message : undefined
}
