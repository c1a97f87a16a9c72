import { type Hearing, DAY, since } from './hearing.ts'
import { registerRequest } from './register-request.ts'

/** How long after an answer "it did not help" means that answer. */
const REMEMBERED_MS = 3 * DAY
/** Up to here an answer says no more than that it did not help. */
const JUST_NO = 8

const NO =
  /^(转工单|转人工|人工|没(有)?(解决|用|帮助)|不行|还是不(懂|清楚|明白)|(create |open |make )?(a )?ticket\b|not (solved|helpful)|no[.!\s]*$)/i
const YES = /^(谢谢|感谢|多谢|好的?谢谢|知道了|明白了|清楚了|解决了|有用|thanks|thank you|solved)/i

/** Whether the knowledge base's answer helped: "转工单" makes a ticket of the question, thanks ends it. */
export async function hearHelped(hearing: Hearing) {
  const { citizen, texts, inboxId, words, say } = hearing
  const { awaiting } = citizen
  if (awaiting?.what !== 'helped' || since(hearing, awaiting.since) > REMEMBERED_MS) return undefined
  if (NO.test(words)) {
    // What they say beyond "no" belongs to the matter.
    await registerRequest(hearing, words.length > JUST_NO ? [awaiting.inboxId, inboxId] : [awaiting.inboxId])
    return { awaiting: null }
  }
  if (YES.test(words) && words.length <= 12) {
    await say(texts.glad)
    return { awaiting: null }
  }
  return undefined
}
