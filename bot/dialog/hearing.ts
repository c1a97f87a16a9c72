import type { City } from '../../schema/city.ts'
import type { CitizenAccount } from '../../schema/citizen/citizen.model.ts'
import type { Remembered } from '../../schema/citizen/citizen.store.ts'
import type { Language } from '../../schema/citizen/language.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import type { NewNotice } from '../../schema/notice/notice.service.ts'
import type { Texts } from '../texts/texts.ts'

/** One message being heard: who said it, what they are remembered by, and how to answer. */
export interface Hearing {
  city: City
  inboxId: string
  message: InboundMessage
  citizen: CitizenAccount
  language: Language
  texts: Texts
  /** What was said, in simplified characters where it was Chinese; empty when there are no words. */
  words: string
  /** Answers once per message and topic, however often the message is heard. */
  say(text: string, more?: SayMore): Promise<void>
}

export interface SayMore {
  /** Tells apart several answers to one message. */
  topic?: string
  /** In place of message and topic: what is to be said once, whichever message it answers. */
  once?: string
  menu?: NewNotice['menu']
}

/**
 * One kind of sentence the bot understands: does what the message asks for and gives what is to be remembered of it;
 * undefined when the message is none of its kind. Hearing the same message again from the same memory does the same.
 */
export type Understanding = (hearing: Hearing) => Promise<Remembered | undefined>

/** Who does something with a ticket, and by which message. */
export function actOf({ citizen, inboxId, message }: Hearing) {
  return { citizenKey: citizen._id, cause: inboxId, at: message.at }
}

/** Milliseconds since an instant, by the citizen's own clock. */
export function since({ message }: Hearing, at: Date): number {
  return message.at.getTime() - at.getTime()
}

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
