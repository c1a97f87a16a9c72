import { DomainError } from '../kernel/errors.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import { type StaffIdentity, mayAct, seesWholeCity } from '../staff/staff.rules.ts'
import type { SameKind } from './same.rules.ts'

/** How a ticket came into a family: by a rule, or because staff say so. */
export type JoinedHow = SameKind | 'BY_STAFF'

/** One stay of a ticket in a family; a ticket that left and came back has two. */
export interface Member {
  ticket: string
  /** When the ticket was opened: the earliest leads. */
  openedAt: Date
  joinedAt: Date
  /** The family's revision with which it came; those who came with one merger have the same. */
  joinedWith: number
  how: JoinedHow
  /** Display name of the member of staff; absent where a rule joined it. */
  by?: string
  score?: number
  why: string[]
  /** The family it stood in before it came here with the others of it. */
  from?: string
  leftAt?: Date
  leftWith?: number
  leftBy?: string
  leftWhy?: string
  /** The family that it went over to with all the others. */
  leftFor?: string
}

/** 同一事项: tickets about one incident. One document, changed only by single-document updates that check `revision`. */
export interface Family {
  _id: string
  /** Tickets that are in it now, unique over all families; absent when it is over, an empty list would be a value. */
  active?: string[]
  /** The earliest of them. */
  lead: string
  /** Every stay there was. */
  members: Member[]
  createdAt: Date
  revision: number
  outbox: OutboxEntry[]
}

/** What rules and stores compare and keep of a family; its waiting events are the store's. */
export type FamilyState = Omit<Family, 'outbox'>

/** More are not one case any more but a topic; the document stays far below the store's limit. */
export const MOST_MEMBERS = 500

export type Joining = Pick<Member, 'how' | 'by' | 'score' | 'why'>
export interface Joiner {
  ticket: string
  openedAt: Date
}

export const activeMembers = (family: FamilyState): Member[] => family.members.filter((member) => !member.leftAt)

/** A new family of two. */
export function newFamily(id: string, joiners: readonly Joiner[], joining: Joining, at: Date): FamilyState {
  const empty = { _id: id, lead: '', members: [], createdAt: at, revision: -1 }
  return withMembers(empty, joiners, joining, at)
}

/** The family with these tickets as well; throws BAD_INPUT when it is full. `from` is the family they come from together. */
export function withMembers(
  family: FamilyState,
  joiners: readonly Joiner[],
  joining: Joining,
  at: Date,
  from?: string,
): FamilyState {
  const revision = family.revision + 1
  const fresh = joiners.map((joiner): Member => ({
    ...joiner,
    ...joining,
    joinedAt: at,
    joinedWith: revision,
    ...(from && { from }),
  }))
  const members = [...family.members, ...fresh]
  if (members.filter((member) => !member.leftAt).length > MOST_MEMBERS) {
    throw new DomainError('BAD_INPUT', `同一事项最多并 ${MOST_MEMBERS} 件，更多的请作为热点处理。`)
  }
  return settled({ ...family, members, revision })
}

/** Who leaves when this ticket does: it alone, or all that came with it when two families were joined. */
export function leaversWith(family: FamilyState, ticket: string): string[] {
  const active = activeMembers(family)
  const one = active.find((member) => member.ticket === ticket)
  if (!one) return []
  if (!one.from) return [ticket]
  return active.flatMap((other) =>
    other.from === one.from && other.joinedWith === one.joinedWith ? [other.ticket] : [],
  )
}

export type Leaving = Pick<Member, 'leftBy' | 'leftWhy' | 'leftFor'>

/** The family without these tickets; one that is left alone is no family, and leaves as well. */
export function withoutMembers(
  family: FamilyState,
  tickets: readonly string[],
  leaving: Leaving,
  at: Date,
): FamilyState {
  const staying = activeMembers(family).filter((member) => !tickets.includes(member.ticket))
  const over = staying.length < 2
  const revision = family.revision + 1
  const members = family.members.map((member) =>
    member.leftAt || (!over && !tickets.includes(member.ticket))
      ? member
      : { ...member, ...leaving, leftAt: at, leftWith: revision },
  )
  return settled({ ...family, members, revision })
}

/** All of the younger family's tickets leave it for the elder, to which they are added under its name. */
export function mergedInto(younger: FamilyState, elder: string, by: string | undefined, at: Date): FamilyState {
  return withoutMembers(younger, younger.active ?? [], { leftFor: elder, ...(by && { leftBy: by }) }, at)
}

/** The family as it was before it was taken in: these of its tickets are in it again, as they had come. */
export function revived(family: FamilyState, tickets: readonly string[], at: Date): FamilyState {
  const revision = family.revision + 1
  const again = tickets.flatMap((ticket): Member[] => {
    const stay = family.members.findLast((member) => member.ticket === ticket)
    if (!stay) return []
    const { leftAt: _at, leftWith: _with, leftBy: _by, leftWhy: _why, leftFor: _for, ...rest } = stay
    return [{ ...rest, joinedAt: at, joinedWith: revision }]
  })
  return settled({ ...family, members: [...family.members, ...again], revision })
}

/** Lead and list of those who are in it, as the members have it. */
function settled(family: FamilyState): FamilyState {
  const { active: _active, ...rest } = family
  const members = activeMembers(family).sort(
    (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.ticket < b.ticket ? -1 : 1),
  )
  const [lead] = members
  return lead ? { ...rest, lead: lead.ticket, active: members.map(({ ticket }) => ticket) } : rest
}

/** The older family takes the younger one in, whichever of them was named first. */
export function inOrder<T extends FamilyState>(a: T, b: T): [elder: T, younger: T] {
  const difference = a.createdAt.getTime() - b.createdAt.getTime() || (a._id < b._id ? -1 : 1)
  return difference <= 0 ? [a, b] : [b, a]
}

/** Joining cases is the hotline's business: who sees the whole city and may act on tickets. */
export function mayJoin(staff: StaffIdentity): boolean {
  return seesWholeCity(staff) && mayAct(staff)
}
