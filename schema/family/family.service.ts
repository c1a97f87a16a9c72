import { randomUUID } from 'node:crypto'
import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EventName } from '../kernel/events.ts'
import type { Actor } from '../ticket/ticket.service.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { findTicket, loadTicket } from '../ticket/ticket.store.ts'
import { familyRecord } from './family.model.ts'
import {
  type FamilyState,
  type Joining,
  MOST_MEMBERS,
  activeMembers,
  newFamily,
  inOrder,
  leaversWith,
  mergedInto,
  revived,
  withMembers,
  withoutMembers,
} from './family.rules.ts'
import { apartFrom, familyOf, insertFamily, loadFamily, setApart, writeFamily } from './family.store.ts'
import { isComparable, similarTickets } from './similar.service.ts'

/** How often a change is decided anew when somebody else changed the family meanwhile. */
const MOST_TRIES = 8

/**
 * Joins a new ticket with those that it clearly belongs to: what the same person sent again, and what others say of one
 * place, matter and hour in nearly the same words. Less clear ones are only suggested. Doing it again changes nothing.
 */
export async function findFamily(city: City, number: string): Promise<void> {
  const ticket = await findTicket(city.db, number)
  if (!ticket || !isComparable(ticket)) return
  if (await familyOf(city.db, number)) return
  for (const { ticket: other, same } of await similarTickets(city, ticket)) {
    if (!same.clear) continue
    const family = await familyOf(city.db, other._id)
    // As many are a topic.
    if (family && activeMembers(family).length >= MOST_MEMBERS) continue
    // Somebody took it out of this company before, whoever of it is alike now.
    if (family && (await apartFrom(city.db, number, family.active ?? [])).size > 0) continue
    const { kind: how, score, why } = same
    await join(city, ticket, other, { how, score, why })
    return
  }
}

/** 并案 by staff. Throws CONFLICT where the ticket has changed, BAD_INPUT where the two cannot be joined. */
export async function joinFamily(
  city: City,
  number: string,
  other: string,
  { reason, actor, revision }: { reason: string; actor: Actor; revision?: number },
): Promise<Ticket> {
  if (number === other) throw new DomainError('BAD_INPUT', '不能与自己并案。')
  const [ticket, partner] = await Promise.all([current(city, number, revision), loadTicket(city.db, other)])
  const withdrawn = [ticket, partner].find(({ state }) => state === 'WITHDRAWN')
  if (withdrawn) throw new DomainError('BAD_INPUT', `工单 ${withdrawn._id} 已撤回，不能并案。`)
  await join(city, ticket, partner, { how: 'BY_STAFF', by: actor.displayName, why: sentence(reason) })
  return loadTicket(city.db, number)
}

/**
 * 撤销并案: takes the ticket out again, and with it all that came along when two families were joined; these are the
 * family they were before. It stays out: no rule joins it with those it left.
 */
export async function leaveFamily(
  city: City,
  number: string,
  { reason, actor, revision }: { reason: string; actor: Actor; revision?: number },
): Promise<Ticket> {
  const ticket = await current(city, number, revision)
  await retried(async () => {
    const family = await familyOf(city.db, number)
    if (!family) throw new DomainError('BAD_INPUT', `工单 ${number} 没有与别的工单并案。`)
    const leavers = leaversWith(family, number)
    const stayers = (family.active ?? []).filter((member) => !leavers.includes(member))
    const now = city.clock.now()
    await setApart(city.db, leavers, stayers, actor.displayName, now)
    const [why] = sentence(reason)
    const leaving = { leftBy: actor.displayName, ...(why && { leftWhy: why }) }
    const next = withoutMembers(family, leavers, leaving, now)
    if (!(await write(city, next, 'family.left'))) return false
    await restoreFormer(city, next, next.revision)
    return true
  })
  return ticket
}

/** 不是同一件: the suggestion does not come again, nor does any ticket that is one case with it. */
export async function keepApart(city: City, number: string, other: string, actor: Actor): Promise<Ticket> {
  const [ticket] = await Promise.all([loadTicket(city.db, number), loadTicket(city.db, other)])
  const family = await familyOf(city.db, other)
  if (family?.active?.includes(number)) throw new DomainError('BAD_INPUT', '两件已经并案，请先撤销并案。')
  await setApart(city.db, [number], family?.active ?? [other], actor.displayName, city.clock.now())
  return ticket
}

type Joinable = Pick<Ticket, '_id' | 'createdAt'>

/** Puts both into one family; a ticket that has one brings the others of it along. */
async function join(city: City, a: Joinable, b: Joinable, joining: Joining): Promise<void> {
  await retried(async () => {
    const now = city.clock.now()
    const [ofA, ofB] = await Promise.all([familyOf(city.db, a._id), familyOf(city.db, b._id)])
    if (ofA && ofA._id === ofB?._id) return true
    if (ofA && ofB) {
      // A rule joins a ticket to a case; that two cases are one is for people to say.
      if (!joining.by) return true
      const [elder, younger] = inOrder(ofA, ofB)
      // Checked before anybody leaves: they could not be taken in.
      withMembers(elder, joinersOf(younger), joining, now)
      if (!(await write(city, mergedInto(younger, elder._id, joining.by, now), 'family.left'))) return false
      await takeIn(city, younger._id, joining)
      return true
    }
    const family = ofA ?? ofB
    if (family) return write(city, withMembers(family, [joinerOf(ofA ? b : a)], joining, now), 'family.joined')
    const fresh = newFamily(randomUUID(), [joinerOf(a), joinerOf(b)], joining, now)
    const event = eventOf(fresh, 'family.joined', now)
    if (!(await insertFamily(city.db, fresh, city.spine.entry(event)))) return false
    announce(city, fresh, event)
    return true
  })
}

/**
 * The second half of joining two families: those who left the younger one come into the elder. Also called after a crash
 * between the halves, by the job that follows the first. A family that ended meanwhile takes nobody in: then the younger
 * one is what it was.
 */
export async function takeIn(city: City, youngerId: string, joining?: Joining): Promise<void> {
  await retried(async () => {
    const younger = await loadFamily(city.db, youngerId)
    const left = younger?.members.filter((member) => member.leftWith === younger.revision) ?? []
    const into = left.find((member) => member.leftFor)?.leftFor
    const elder = into && (await loadFamily(city.db, into))
    if (!younger || !elder) return true
    const homeless = await withoutFamily(
      city,
      left.map(({ ticket }) => ticket),
    )
    if (homeless.length === 0) return true
    const now = city.clock.now()
    if (!elder.active) return write(city, revived(younger, homeless, now), 'family.joined')
    const joiners = left
      .filter(({ ticket }) => homeless.includes(ticket))
      .map(({ ticket, openedAt }) => ({ ticket, openedAt }))
    const by = left[0]?.leftBy
    const how = joining ?? { how: 'BY_STAFF' as const, why: [], ...(by && { by }) }
    return write(city, withMembers(elder, joiners, how, now, younger._id), 'family.joined')
  })
}

/**
 * The second half of undoing a merger: those who came together and left with this revision are their former family again.
 * Also called by the job that follows the first half.
 */
export async function restoreFormer(city: City, family: FamilyState, revision: number): Promise<void> {
  const left = family.members.filter((member) => member.leftWith === revision && !member.leftFor)
  const former = left.find((member) => member.from)?.from
  if (!former) return
  await retried(async () => {
    const before = await loadFamily(city.db, former)
    const tickets = left.filter(({ from }) => from === former).map(({ ticket }) => ticket)
    const homeless = await withoutFamily(city, tickets)
    if (!before || before.active || homeless.length < 2) return true
    return write(city, revived(before, homeless, city.clock.now()), 'family.joined')
  })
}

async function withoutFamily(city: City, tickets: readonly string[]): Promise<string[]> {
  const families = await Promise.all(tickets.map((ticket) => familyOf(city.db, ticket)))
  return tickets.filter((_, at) => !families[at])
}

const joinerOf = ({ _id, createdAt }: Joinable) => ({ ticket: _id, openedAt: createdAt })
const joinersOf = (family: FamilyState) => activeMembers(family).map(({ ticket, openedAt }) => ({ ticket, openedAt }))

async function write(city: City, next: FamilyState, name: 'family.joined' | 'family.left'): Promise<boolean> {
  const event = eventOf(next, name, city.clock.now())
  if (!(await writeFamily(city.db, next, city.spine.entry(event)))) return false
  announce(city, next, event)
  return true
}

function eventOf({ _id, revision }: FamilyState, name: EventName, at: Date) {
  return { id: `${_id}:${revision}:${name}`, name, at }
}

function announce(city: City, { _id }: FamilyState, event: ReturnType<typeof eventOf>): void {
  city.spine.announce([{ event, subject: _id, collection: familyRecord.collection }])
}

async function retried(once: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) if (await once()) return
  throw new DomainError('CONFLICT', '同一事项刚刚被他人更新，请刷新后再试。')
}

async function current(city: City, number: string, revision: number | undefined): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (revision === undefined || revision === ticket.revision) return ticket
  throw new DomainError('CONFLICT', '工单刚刚被他人更新，请刷新后再试。', { number })
}

/** Longest reason that is kept. */
const LONGEST_REASON = 200

const sentence = (reason: string): string[] => {
  const words = reason.trim().slice(0, LONGEST_REASON)
  return words ? [words] : []
}
