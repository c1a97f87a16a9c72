import { hasDone } from '../../schema/ticket/citizen-acts.rules.ts'
import { correctPlace } from '../../schema/ticket/citizen-acts.service.ts'
import { takeUp, underWay } from './draft.ts'
import { type Hearing, MINUTE, actOf } from './hearing.ts'
import { recentTicket } from './own-tickets.ts'
import { announcedFor, supplement } from './supplement.ts'

/** A picture or a place sent so soon after a ticket was opened belongs to it. */
const RIGHT_AFTER_MS = 30 * MINUTE

/** Pictures and places: they go to the request under way, to the ticket just opened, or begin a request. */
export async function hearMedia(hearing: Hearing) {
  const { message, words, texts, say } = hearing
  const { media, place, kind } = message
  if (message.text?.trim()) return undefined
  if (kind === 'location' && place) return hearPlace(hearing, place)
  if (words) return undefined
  if (media?.length && (kind === 'image' || kind === 'video' || announcedFor(hearing))) {
    const number =
      announcedFor(hearing) ?? (underWay(hearing) ? undefined : (await recentTicket(hearing, RIGHT_AFTER_MS))?._id)
    return number ? supplement(hearing, number) : takeUp(hearing, underWay(hearing) ?? FRESH)
  }
  await say(kind === 'voice' ? texts.voiceUnclear : kind === 'link' ? texts.media : texts.unknownKind)
  return {}
}

const FRESH = { heard: [], asked: [] }

async function hearPlace(hearing: Hearing, place: NonNullable<Hearing['message']['place']>) {
  const draft = underWay(hearing)
  const ticket = draft ? undefined : await recentTicket(hearing, RIGHT_AFTER_MS)
  if (!ticket || ticket.kind === 'CONSULTATION') return takeUp(hearing, draft ?? FRESH)
  if (ticket.place.streetId && !hasDone(ticket, 'correct-place', hearing.inboxId))
    return supplement(hearing, ticket._id, { point: place, ...(place.label && { text: place.label }) })
  const outcome = await correctPlace(hearing.city, ticket._id, {
    ...actOf(hearing),
    text: place.label ?? '',
    point: place,
  })
  const now = outcome.ticket?.place
  const { texts } = hearing
  await hearing.say(
    now?.streetName
      ? texts.corrected(ticket._id, `${now.districtName ?? ''}${now.streetName}`)
      : texts.correctionNoted(ticket._id),
  )
  return {}
}
