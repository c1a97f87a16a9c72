import { inChinese } from '../../schema/classify/understand.rules.ts'
import { findAnswer } from '../../schema/knowledge/knowledge.rules.ts'
import type { Hearing } from './hearing.ts'

/** Answers a question from the knowledge base with its source; the question stays at hand in case that does not help. */
export async function hearQuestion({ city, inboxId, message, texts, words, say }: Hearing) {
  const found = findAnswer(city.registers.knowledge, inChinese(words))
  if (!found || message.reply.mode === 'none') return undefined
  await say(texts.answer(found.entry.answer, found.entry.source))
  return { awaiting: { what: 'helped' as const, inboxId, since: message.at } }
}
