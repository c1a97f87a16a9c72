import type { City } from '../city.ts'
import { openSender, silentSince } from '../citizen/citizen.store.ts'
import { receiveMessage } from './intake.service.ts'

/**
 * How long the bot's question may stay unanswered. What came in online has to be registered within two hours
 * (《12345热线服务与管理规范》), whether the citizen told everything or not.
 */
export const SILENCE_MS = 90 * 60_000

/**
 * Puts into the inbox of every citizen who left a question unanswered that they said no more, so that it is heard in its
 * turn among what they do say: the request goes to the hotline as far as it was told. Once per last word, by its id.
 */
export async function noteSilences(city: City): Promise<void> {
  const now = city.clock.now()
  for await (const citizen of silentSince(city.db, new Date(now.getTime() - SILENCE_MS))) {
    const last = citizen.draft?.heard.at(-1)
    if (last === undefined) continue
    const message = {
      channel: citizen.channel,
      sender: openSender(city.sealer, citizen),
      dedupeKey: `silence:${last}`,
      kind: 'silence',
      at: now,
      reply: { mode: 'none' },
      platformType: 'silence',
    } as const
    await receiveMessage(city, message, Buffer.from('{}'), 'hotline')
  }
}
