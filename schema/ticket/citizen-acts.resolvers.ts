import { maskPersonal } from '../personal/mask.rules.ts'
import type { GraphContext } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { doneWords, refusedWords } from './act-words.rules.ts'
import { actsOf } from './citizen-acts.rules.ts'
import {
  type ActOutcome,
  type CitizenAct,
  supplementTicket,
  urgeTicket,
  withdrawTicket,
} from './citizen-acts.service.ts'
import type { CitizenActKind } from './ticket.rules.ts'
import { noSuchTicket } from './ticket.store.ts'

const LONGEST_TEXT = 2000
const LONGEST_KEY = 200

export const citizenActsResolvers: Resolvers = {
  Ticket: {
    urges: (ticket) => actsOf(ticket, ['urge']),
    supplements: (ticket) => actsOf(ticket, ['supplement', 'correct-place']),
    needsHuman: (ticket) => ticket.callbackFor !== undefined,
    withdrawn: (ticket) => actsOf(ticket, ['withdraw'])[0] ?? null,
  },
  Supplement: {
    id: ({ act, cause }) => `${act}:${cause}`,
    correctsPlace: ({ act }) => act === 'correct-place',
    media: ({ media }) => media ?? [],
  },
  Withdrawal: {
    reason: ({ text }) => text ?? null,
  },
  Mutation: {
    urgeTicket: async (_, { number, idempotencyKey }, context) => {
      const act = actOf(context, idempotencyKey)
      return answer('urge', number, await urgeTicket(context.city, number, act))
    },
    supplementTicket: async (_, { number, text, point, idempotencyKey }, context) => {
      const act = actOf(context, idempotencyKey)
      const words = wordsOf(text, '补充内容')
      if (!words && !point) throw new DomainError('BAD_INPUT', '请写下要补充的内容，或选一个位置。')
      if (point && (Math.abs(point.latitude) > 90 || Math.abs(point.longitude) > 180)) {
        throw new DomainError('BAD_INPUT', '位置不对，请重新选择。')
      }
      const said = { ...(words && { text: words }), ...(point && { point }) }
      const outcome = await supplementTicket(context.city, number, { ...act, ...said })
      refuseOtherWords(outcome, act, words)
      return answer('supplement', number, outcome)
    },
    withdrawTicket: async (_, { number, reason, idempotencyKey }, context) => {
      const act = actOf(context, idempotencyKey)
      const words = wordsOf(reason, '撤回原因')
      const outcome = await withdrawTicket(context.city, number, { ...act, ...(words && { reason: words }) })
      return answer('withdraw', number, outcome)
    },
  },
}

function actOf({ city, caller, countTry }: GraphContext, idempotencyKey: string): CitizenAct {
  if (caller?.type !== 'citizen') throw new DomainError('UNAUTHENTICATED', '请先登录。')
  countTry('submit')
  if (!idempotencyKey || idempotencyKey.length > LONGEST_KEY) {
    throw new DomainError('BAD_INPUT', `请求标识应为 1 至 ${LONGEST_KEY} 字。`)
  }
  return { citizenKey: caller.citizenKey, cause: `app:${idempotencyKey}`, at: city.clock.now() }
}

function wordsOf(text: string | null | undefined, name: string): string | undefined {
  const words = text?.trim()
  if (words && words.length > LONGEST_TEXT) throw new DomainError('BAD_INPUT', `${name}应在 ${LONGEST_TEXT} 字以内。`)
  return words || undefined
}

/** The same key with other words is a mistake of the program that calls: neither may be lost silently. */
function refuseOtherWords(outcome: ActOutcome, { cause }: CitizenAct, words: string | undefined): void {
  if (!outcome.done) return
  const kept = actsOf(outcome.ticket, ['supplement']).find((entry) => entry.cause === cause)
  if (kept?.text !== (words && maskPersonal(words))) {
    throw new DomainError('CONFLICT', '同一请求标识已用于另一次补充。')
  }
}

/** Somebody else's ticket looks the same as one that does not exist. */
function answer(act: CitizenActKind, number: string, outcome: ActOutcome) {
  if (outcome.done) return { ticket: outcome.ticket, message: doneWords(act, outcome.ticket) }
  const { why, ticket } = outcome
  if (why === 'NOT_YOURS' || !ticket) throw noSuchTicket(number)
  throw new DomainError(why === 'TOO_SOON' ? 'TOO_MANY' : 'ILLEGAL_MOVE', refusedWords(act, why, ticket), { number })
}
