import { toSimplified } from '../../schema/citizen/script.rules.ts'
import { correctPlace } from '../../schema/ticket/citizen-acts.service.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { readCorrection } from './correction.rules.ts'
import { underWay } from './draft.ts'
import { DAY, type Hearing, MINUTE, actOf } from './hearing.ts'
import { recentTicket } from './own-tickets.ts'
import { readRequest } from './request.rules.ts'
import { supplement } from './supplement.ts'

/** How old a ticket may be whose place is corrected. */
const PLACE_MS = 3 * DAY
/** How soon after its ticket anything else is corrected. */
const ANYTHING_MS = 60 * MINUTE

/** "不是建国路，是光华路" after the ticket was opened; while the request is under way it is part of what is said to it. */
export async function hearCorrection(hearing: Hearing) {
  const { city, words } = hearing
  const correction = readCorrection(words)
  if (!correction || underWay(hearing)) return undefined
  if (locate(city.registers.gazetteer, { text: correction.right })) {
    const ticket = await recentTicket(hearing, PLACE_MS)
    const { matter, classification } = readRequest(city.registers.gazetteer, correction.right)
    const isOther = matter && classification.category.l2 !== ticket?.category.l2
    return ticket && !isOther ? correctTo(hearing, ticket._id, correction.right) : undefined
  }
  const ticket = await recentTicket(hearing, ANYTHING_MS)
  return ticket && supplement(hearing, ticket._id, { text: hearing.message.text ?? words })
}

/** Moves the ticket to the right place and says where it is now. */
export async function correctTo(hearing: Hearing, number: string, text: string) {
  const { city, texts, say } = hearing
  const outcome = await correctPlace(city, number, { ...actOf(hearing), text: toSimplified(text) })
  if (!outcome.done) {
    await say(outcome.why === 'NOT_OPEN' ? texts.supplementClosed(number) : texts.correctionNoted(number))
    return {}
  }
  const { districtName = '', streetName, districtId, streetId } = outcome.ticket.place
  const meant = locate(city.registers.gazetteer, { text: toSimplified(text) })
  const moved = streetId === meant?.streetId && districtId === meant?.districtId
  await say(moved ? texts.corrected(number, `${districtName}${streetName ?? ''}`) : texts.correctionNoted(number))
  return {}
}
