import { rememberCitizen } from '../../../schema/citizen/citizen.store.ts'
import { insertInboxRow } from '../../../schema/intake/intake.store.ts'
import {
  askForHuman,
  supplementTicket,
  urgeTicket,
  withdrawTicket,
} from '../../../schema/ticket/citizen-acts.service.ts'
import { loadTicket } from '../../../schema/ticket/ticket.store.ts'
import type { TestJiesu } from '../../support/jiesu.ts'

/** A citizen who does something with a ticket of theirs, as the bot does it for them. */
export interface ActingCitizen {
  urges(number: string): Promise<void>
  /** Further words, with one picture. */
  adds(number: string, text: string): Promise<void>
  withdraws(number: string): Promise<void>
  /** The number of the ticket by which they are called back. */
  asksForAPerson(text: string): Promise<string>
  /** A message of theirs that the bot has failed on, and that was put aside. */
  isNotUnderstood(): Promise<void>
}

export function openActingCitizen({ city }: TestJiesu): ActingCitizen {
  const actOn = async (number: string, cause: string) => {
    const { citizenKey } = await loadTicket(city.db, number)
    return { citizenKey, cause, at: city.clock.now() }
  }
  return {
    urges: async (number) => void (await urgeTicket(city, number, await actOn(number, 'urge'))),
    adds: async (number, text) => {
      const media = [{ type: 'image' as const, mediaId: 'picture' }]
      await supplementTicket(city, number, { ...(await actOn(number, 'supplement')), text, media })
    },
    withdraws: async (number) => void (await withdrawTicket(city, number, await actOn(number, 'withdraw'))),
    asksForAPerson: async (text) => {
      const { _id } = await rememberCitizen(city.db, city.sealer, 'wechat', 'oWantsAPerson', city.clock.now())
      return (await askForHuman(city, { citizenKey: _id, cause: 'call me', at: city.clock.now(), text }))._id
    },
    isNotUnderstood: async () => {
      const now = city.clock.now()
      const { _id } = await rememberCitizen(city.db, city.sealer, 'weibo', 'oNotUnderstood', now)
      await insertInboxRow(city.db, {
        _id: 'not-understood',
        channel: 'weibo',
        citizenKey: _id,
        kind: 'text',
        verification: 'test',
        sealedRaw: '',
        sealedMessage: '',
        contentKey: '',
        receivedAt: now,
        aside: { at: now, tries: 5, reason: 'TypeError' },
        outbox: [],
      })
    },
  }
}
