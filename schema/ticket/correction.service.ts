import type { City } from '../city.ts'
import { maskPersonal } from '../personal/mask.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import { correctedSentence } from './correction-words.rules.ts'
import { decideCorrection, readValue, usedValue } from './correction.rules.ts'
import type { CorrectableField, Correction } from './derived.rules.ts'
import type { Ticket } from './ticket.rules.ts'
import { type Actor, changeTicket } from './ticket.service.ts'
import { loadTicket } from './ticket.store.ts'

/** A field of a ticket as a person sees it. */
export interface Judgement {
  field: CorrectableField
  value: string
  why?: string
}

const LONGEST_WHY = 200
/** A ticket is one document; nobody changes their mind so often. */
const MOST_CORRECTIONS = 50

/**
 * 更正: what a person says a field is, is used from now on and kept beside what was derived; the same value again is a
 * confirmation. Where the unit has not signed yet, clock and unit follow. Saying the same thing twice is saying it once.
 * Throws BAD_INPUT, CONFLICT.
 */
export async function correctTicket(
  city: City,
  number: string,
  judgement: Judgement,
  actor: Actor,
  revision?: number,
): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  const { field } = judgement
  const value = readValue(city.registers, field, judgement.value.trim())
  const to = usedValue({ ...ticket, ...value }, field)
  const last = (ticket.corrections ?? []).findLast((one) => one.field === field)
  if (last?.to === to && usedValue(ticket, field) === to && last.by === actor.displayName) return ticket
  if (revision !== undefined && revision !== ticket.revision) {
    throw new DomainError('CONFLICT', '工单刚刚被他人更新，请刷新后再试。', { number })
  }
  if ((ticket.corrections?.length ?? 0) >= MOST_CORRECTIONS) {
    throw new DomainError('TOO_MANY', '这件工单更正的次数太多了。', { number })
  }
  const now = city.clock.now()
  const correction: Correction = {
    field,
    from: usedValue(ticket, field),
    to,
    by: actor.displayName,
    at: now,
    ...whyOf(judgement.why),
  }
  const set = correction.from === to ? {} : decideCorrection(city.registers, ticket, value, now)
  const change = {
    event: 'ticket.corrected',
    text: correctedSentence(city.registers, correction),
    set: { ...set, ...(field === 'category' && correction.from === to && sure(ticket)) },
    correction,
    ...(field === 'category' && ticket.needsReview && { unset: ['needsReview'] as const }),
  } as const
  return changeTicket(city, ticket, change, actor)
}

/** What a person confirmed is as sure as what they corrected. */
const sure = ({ category }: Ticket): Partial<Ticket> => ({ category: { ...category, confidence: 1 } })

function whyOf(given: string | undefined): { why?: string } {
  const why = given?.trim()
  if (!why) return {}
  if (why.length > LONGEST_WHY) throw new DomainError('BAD_INPUT', `更正的理由应在 ${LONGEST_WHY} 字以内。`)
  return { why: maskPersonal(why) }
}
