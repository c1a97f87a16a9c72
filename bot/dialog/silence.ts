import { askForHuman } from '../../schema/ticket/citizen-acts.service.ts'
import { enclose } from './enclose.ts'
import { gather } from './gather.ts'
import { type Hearing, actOf } from './hearing.ts'
import { wantsPlace } from './own-tickets.ts'
import { registerRequest } from './register-request.ts'
import { readRequest } from './request.rules.ts'

/** “我要投诉”, and nothing after it: a wish to be heard, without anything a person could call about. */
const ANNOUNCES = /投诉|举报|反映|反应|求助|咨询|报修|建议|问题|事情?|complain|report|help/i

/**
 * The citizen left our question unanswered: what they told so far is registered, and what is missing is found out by the
 * hotline or told to the ticket later. Whoever only said that they want to complain is told how to go on, while the
 * platform still lets us write (WeChat: 48 hours); greetings and the like were no request. A word that came meanwhile ends the silence.
 */
export async function hearSilence(hearing: Hearing) {
  const { city, citizen, message, texts, say } = hearing
  if (message.kind !== 'silence') return undefined
  const { draft } = citizen
  if (!draft || message.dedupeKey !== `silence:${draft.heard.at(-1)}`) return {}
  const said = await gather(hearing, draft.heard)
  const read = readRequest(city.registers.gazetteer, said.text, { point: said.point })
  const sent = said.messages.filter((one) => one.message.media?.length)
  if (read.matter) {
    const ticket = await registerRequest(hearing, draft.heard, draft.category)
    if (ticket && wantsPlace(ticket)) await say(texts.placeMissing(ticket._id), { topic: 'place' })
  } else if (read.place || sent.length > 0) {
    const text = said.text || `发来附件 ${sent.length} 条，没有说明诉求`
    const ticket = await askForHuman(city, { ...actOf(hearing), text })
    for (const { id, message: one } of sent)
      await enclose(city, ticket._id, { ...actOf(hearing), cause: id }, one.media)
  } else if (ANNOUNCES.test(said.text)) {
    await say(texts.stillHere, { topic: 'still-here' })
  }
  return { draft: null, ...(citizen.scene && { scene: null }) }
}
