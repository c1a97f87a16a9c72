import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import { type LanguageModel, LanguageModelError } from '../kernel/ports.ts'
import { decideCorrection, isCorrected } from '../ticket/correction.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { type TicketChange, changeTicket } from '../ticket/ticket.service.ts'
import { loadTicket } from '../ticket/ticket.store.ts'
import { claimRefinement, dueRefinements, settleRefinement } from './refine.store.ts'
import { type Refinement, askFor, readRefinement, talksToMachine } from './refinement.rules.ts'

/** A ticket is asked about so often; then it keeps the title that rules made. */
const MOST_TRIES = 3
/** Longer than any answer is waited for: a process that died gives its ticket back after this. */
const LEASE_MS = 5 * 60_000
const AGAIN_MS = 30_000
/** Whatever a server asks for: a title that comes the next day helps nobody. */
const LONGEST_WAIT_MS = 6 * 3_600_000
/** Asked at once; these servers answer one question at a time, and slowly. */
const BATCH = 4

/**
 * Refines what waits: title and summary, and the category where the method was unsure and nobody has decided. Each ticket
 * under a claim of its own, so that several processes ask once. Throws what a person has to mend (settings), after every
 * ticket of the batch was seen to.
 */
export async function refineDue(city: City, model: LanguageModel): Promise<void> {
  const numbers = await dueRefinements(city.db, city.clock.now(), BATCH)
  const done = await Promise.allSettled(numbers.map((number) => refineOne(city, model, number)))
  const failed = done.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

async function refineOne(city: City, model: LanguageModel, number: string): Promise<void> {
  const now = city.clock.now()
  const ticket = await claimRefinement(city.db, number, now, new Date(now.getTime() + LEASE_MS))
  if (!ticket) return
  const tries = ticket.refine?.tries ?? 1
  if (tries > MOST_TRIES) return settleRefinement(city.db, number, undefined)
  const asked = askFor(ticket)
  try {
    const found = readRefinement(await model.ask(asked), asked, ticket)
    if ('refused' in found) return await again(city, number, tries)
    await keep(city, number, found, model.name, ticket.text)
  } catch (error) {
    if (!(error instanceof LanguageModelError)) throw error
    if (error.again) return again(city, number, tries, error.afterMs)
    // Settings that are wrong are wrong for all; what waits is not asked for again and again.
    await settleRefinement(city.db, number, undefined)
    throw error
  }
}

function again({ db, clock }: City, number: string, tries: number, afterMs = 0): Promise<void> {
  const wait = Math.min(Math.max(afterMs, AGAIN_MS * 2 ** (tries - 1)), LONGEST_WAIT_MS)
  return settleRefinement(db, number, tries < MOST_TRIES ? new Date(clock.now().getTime() + wait) : undefined)
}

/** How often the result is written anew when somebody else changed the ticket meanwhile. */
const MOST_WRITES = 5

/** Keeps the result beside what was derived. Words that have changed since were not what was asked about. */
async function keep(city: City, number: string, found: Refinement, by: string, text: string): Promise<void> {
  for (let writes = 1; ; writes += 1) {
    const ticket = await loadTicket(city.db, number)
    if (ticket.text !== text) return settleRefinement(city.db, number, city.clock.now())
    try {
      await changeTicket(city, ticket, refined(city, ticket, found, by))
      return
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'CONFLICT') || writes >= MOST_WRITES) throw error
    }
  }
}

function refined(city: City, ticket: Ticket, found: Refinement, by: string): TicketChange {
  const { title, summary, category } = found
  const now = city.clock.now()
  const isOpen = ticket.needsReview === true && !isCorrected(ticket, 'category')
  const usesCategory =
    category !== undefined && isOpen && category !== ticket.category.l1 && !talksToMachine(ticket.text)
  const confidence = ticket.category.confidence
  return {
    event: 'ticket.refined',
    text: usesCategory ? `语言模型整理了标题，分类改为“${category}”，待人工确认` : '语言模型整理了标题和摘要',
    set: {
      ...(usesCategory && decideCorrection(city.registers, ticket, { category: { l1: category, confidence } }, now)),
      title,
      summary,
      refined: { by, at: now, title, summary, ...(category && { category }) },
      ...(ticket.derived && { derived: { ...ticket.derived, title: { by } } }),
    },
    unset: ['refine'],
  }
}
