import { askForHuman } from '../../schema/ticket/citizen-acts.service.ts'
import { readCommand } from './command.rules.ts'
import { underWay } from './draft.ts'
import { gather } from './gather.ts'
import { type Hearing, actOf } from './hearing.ts'

/** 人工: the hotline calls back, and gets what was said to the request under way. */
export async function hearHuman(hearing: Hearing) {
  const { city, texts, words, say } = hearing
  if (readCommand(words)?.name !== 'human') return undefined
  const draft = underWay(hearing)
  const text = draft && (await gather(hearing, draft.heard)).text
  const ticket = await askForHuman(city, { ...actOf(hearing), ...(text && { text }) })
  await say(texts.human(ticket._id))
  return { draft: null }
}
