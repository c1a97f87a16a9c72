import { awaitFrom, stopAwaiting } from '../../schema/citizen/citizen.store.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import type { KnowledgeEntry } from '../../schema/knowledge/knowledge.rules.ts'
import type { Hearing } from './hearing.ts'
import { registerRequest } from './register-request.ts'
import { TEXTS } from './texts.ts'

/** Up to here an answer says no more than that it did not help. */
const JUST_NO = 8

/** Answers a question from the knowledge base; the question stays at hand in case the answer does not help. */
export async function answerQuestion({ city, citizen, inboxId, message, say }: Hearing, entry: KnowledgeEntry) {
  await awaitFrom(city.db, citizen._id, { what: 'helped', inboxId, since: message.at })
  await say(TEXTS.answer(entry.answer, entry.source))
}

/** Whether the answer helped: "转工单" makes a ticket of the question, thanks ends it; true when it was one of these. */
export async function hearHelped(hearing: Hearing, words: string): Promise<boolean> {
  const { city, citizen, inboxId, say } = hearing
  const { awaiting } = citizen
  if (awaiting?.what !== 'helped') return false
  if (/^(转工单|转人工|人工|没(有)?(解决|用|帮助)|不行|还是不(懂|清楚|明白))/.test(words)) {
    const asked = await loadMessage(city, awaiting.inboxId)
    if (asked) {
      // What they say beyond "no" belongs to the matter.
      const text = [wordsOf(asked), words.length > JUST_NO ? words : undefined].filter(Boolean).join('\n')
      await registerRequest({ ...hearing, message: asked, inboxId: awaiting.inboxId }, text)
    }
    await stopAwaiting(city.db, citizen._id, awaiting.inboxId, inboxId)
    return true
  }
  if (/^(谢谢|感谢|多谢|好的|知道了|明白了|解决了|有用)/.test(words) && words.length <= 12) {
    await stopAwaiting(city.db, citizen._id, awaiting.inboxId, inboxId)
    await say(TEXTS.glad)
    return true
  }
  return false
}
