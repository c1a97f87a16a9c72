import type { City } from '../../schema/city.ts'
import { rememberCitizen } from '../../schema/citizen/citizen.store.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { recordNotice } from '../../schema/notice/notice.service.ts'
import { hearMissing } from './ask-back.ts'
import { hearHelped } from './answer-question.ts'
import { hearCommand } from './commands.ts'
import type { Hearing } from './hearing.ts'
import { registerRequest } from './register-request.ts'
import { hearRequest } from './request.ts'
import { hearSurveyAnswer } from './survey-answer.ts'
import { TEXTS } from './texts.ts'

/**
 * Hears one stored message and does what it asks for. Everything it does is keyed by the inbox id, so that hearing the
 * same message again after a crash repeats nothing.
 */
export async function converse(city: City, inboxId: string, message: InboundMessage): Promise<void> {
  if (SILENT.has(message.kind)) return
  const citizen = await rememberCitizen(city.db, city.sealer, message.channel, message.sender, message.at)
  const say = async (text: string, topic = 'answer') => {
    const { channel } = message
    await recordNotice(city, { _id: `${inboxId}:${topic}`, kind: 'answer', citizenKey: citizen._id, channel, text })
  }
  const hearing: Hearing = { city, inboxId, message, citizen, say }

  if (citizen.answeredWith === inboxId) return
  if (message.kind === 'follow' || message.kind === 'scan') return say(TEXTS.welcome)
  if (await hearSurveyAnswer(hearing)) return
  const words = wordsOf(message)
  // A form or a finished call is no conversation: what it says is the request.
  if (message.kind === 'form' || message.kind === 'transcript')
    return words ? registerRequest(hearing, words) : undefined
  if (words === undefined) return say(WITHOUT_WORDS[message.kind] ?? TEXTS.unknownKind)
  if (await hearHelped(hearing, words)) return
  if (await hearCommand(hearing, words)) return
  if (await hearMissing(hearing, words)) return
  await hearRequest(hearing, words)
}

/** What needs no answer: it was not said to us. */
const SILENT: ReadonlySet<InboundMessage['kind']> = new Set([
  'unfollow',
  'receipt',
  'consent',
  'presence',
  'device-event',
])

const WITHOUT_WORDS: Partial<Record<InboundMessage['kind'], string>> = {
  voice: TEXTS.voiceUnclear,
  image: TEXTS.media,
  video: TEXTS.media,
  link: TEXTS.media,
  location: TEXTS.askMatter,
}
