import type { City } from '../../schema/city.ts'
import type { CitizenAccount } from '../../schema/citizen/citizen.model.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'

/** One message being heard: who said it, and how to answer. */
export interface Hearing {
  city: City
  inboxId: string
  message: InboundMessage
  citizen: CitizenAccount
  /** Answers once per message and topic, however often the message is heard. */
  say(text: string, topic?: string): Promise<void>
}
