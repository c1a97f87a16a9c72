import type { City } from '../../schema/city.ts'
import type { CitizenAccount } from '../../schema/citizen/citizen.model.ts'
import {
  citizenKey,
  loadCitizen,
  type Remembered,
  noteHeard,
  rememberCitizen,
} from '../../schema/citizen/citizen.store.ts'
import { spokenLanguage } from '../../schema/citizen/language.rules.ts'
import { noteConsent } from '../../schema/citizen/reach.store.ts'
import { toSimplified } from '../../schema/citizen/script.rules.ts'
import { toTraditional } from '../../schema/citizen/traditional.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { recordNotice } from '../../schema/notice/notice.service.ts'
import { hearDevice } from '../../schema/sensing/sensing.service.ts'
import { TEXTS } from '../texts/texts.ts'
import { hearAbuse } from './abuse.ts'
import { hearCallPiece } from './call-piece.ts'
import { hearChoice } from './choice.ts'
import { hearCorrection } from './correction.ts'
import { hearCourtesy } from './courtesy.ts'
import { hearDraft } from './draft.ts'
import { hearFlood } from './flood.ts'
import { hearFollowUp } from './follow-up.ts'
import type { Hearing, SayMore, Understanding } from './hearing.ts'
import { hearHelped } from './helped.ts'
import { hearHuman } from './human.ts'
import { hearMedia } from './media.ts'
import { hearMention } from './mention.ts'
import { hearQuestion } from './question.ts'
import { hearRating } from './rating.ts'
import { hearRequest } from './request.ts'
import { hearSilence } from './silence.ts'
import { hearStatus } from './status.ts'
import { hearSupplement } from './supplement.ts'
import { hearSurveyAnswer } from './survey-answer.ts'
import { hearUrge } from './urge.ts'
import { hearWelcome } from './welcome.ts'
import { hearWithdrawal } from './withdrawal.ts'
import { hearWritten } from './written.ts'

/** What the bot understands, in this order: the first that knows the message has it. */
const UNDERSTANDINGS: readonly Understanding[] = [
  hearSilence,
  hearMention,
  hearWelcome,
  hearChoice,
  hearSurveyAnswer,
  hearWritten,
  hearFlood,
  hearMedia,
  hearHelped,
  hearCourtesy,
  hearHuman,
  hearStatus,
  hearUrge,
  hearWithdrawal,
  hearRating,
  hearSupplement,
  hearAbuse,
  hearQuestion,
  hearCorrection,
  hearDraft,
  hearFollowUp,
  hearRequest,
]

/**
 * Hears one stored message and does what it asks for. Everything it does is keyed by the inbox id, and what it leads to
 * is noted last, in one update: hearing the same message again, after a crash or not, repeats nothing. Messages of one
 * citizen have to be heard one after the other.
 */
export async function converse(city: City, inboxId: string, message: InboundMessage): Promise<void> {
  if (message.kind === 'device-event') return hearDevice(city, inboxId, message)
  if (SILENT.has(message.kind)) return
  if (message.kind === 'consent') return hearConsent(city, message)
  if (await hearCallPiece(city, message)) return
  const citizen = await speaker(city, message)
  if (citizen.heard?.some(({ id }) => id === inboxId)) return
  const said = wordsOf(message) ?? ''
  const spoken = spokenLanguage(message.text ?? '', citizen.language, citizen.draft !== undefined)
  const language = spoken ?? 'zh-Hans'
  const hearing: Hearing = {
    city,
    inboxId,
    message,
    citizen,
    language,
    texts: TEXTS[language],
    words: toSimplified(said).trim(),
    say: async (text, { topic = 'answer', once, menu } = {}) => {
      await recordNotice(city, {
        _id: once ?? `${inboxId}:${topic}`,
        kind: 'answer',
        citizenKey: citizen._id,
        channel: message.channel,
        // What comes from registers and tickets is simplified.
        text: language === 'zh-Hant' ? await toTraditional(text) : text,
        ...(menu && { menu: language === 'zh-Hant' ? await menuInTraditional(menu) : menu }),
      })
    },
  }
  const remembered = await understand(hearing)
  await noteHeard(
    city.db,
    citizen._id,
    { id: inboxId, at: message.at },
    { ...(spoken && spoken !== citizen.language && { language: spoken }), ...remembered },
  )
}

/** Whoever says nothing is not seen. */
async function speaker({ db, sealer }: City, { kind, channel, sender, at }: InboundMessage): Promise<CitizenAccount> {
  const silent = kind === 'silence' && (await loadCitizen(db, citizenKey(sealer, channel, sender)))
  return silent || rememberCitizen(db, sealer, channel, sender, at)
}

async function menuInTraditional({ head, options, tail }: NonNullable<SayMore['menu']>) {
  const labels = await Promise.all(options.map(({ label }) => toTraditional(label)))
  return {
    head: await toTraditional(head),
    options: options.map(({ id }, index) => ({ id, label: labels[index] ?? '' })),
    ...(tail && { tail: await toTraditional(tail) }),
  }
}

async function understand(hearing: Hearing): Promise<Remembered> {
  for (const hear of UNDERSTANDINGS) {
    const remembered = await hear(hearing)
    if (remembered) return remembered
  }
  return {}
}

/** Notices that were refused may be tried again once the citizen allowed any. */
async function hearConsent(city: City, { channel, sender, consents = [] }: InboundMessage): Promise<void> {
  if (consents.some(({ granted }) => granted)) await noteConsent(city.db, citizenKey(city.sealer, channel, sender))
}

/** What needs no answer: it was not said to us. */
const SILENT: ReadonlySet<InboundMessage['kind']> = new Set(['unfollow', 'receipt', 'presence'])
