import type { City } from '../city.ts'
import { loadCitizen } from '../citizen/citizen.store.ts'
import type { DomainEvent } from '../kernel/events.ts'
import { recordNotice } from '../notice/notice.service.ts'
import { localTime } from '../notice/notice.rules.ts'
import { isSameCaller } from '../ticket/caller.rules.ts'
import { STATE_NAMES, type Ticket } from '../ticket/ticket.rules.ts'
import { noteOnTicket } from '../ticket/note.service.ts'
import { noteStanding } from '../ticket/standing.service.ts'
import { findTicket, findTickets } from '../ticket/ticket.store.ts'
import { standingIn } from '../ticket/work-order.rules.ts'
import type { Family, Member } from './family.rules.ts'
import { restoreFormer, takeIn } from './family.service.ts'
import { familyOf, loadFamily } from './family.store.ts'
import { LEFT, joinedSentence, knownSentence } from './note.rules.ts'

/**
 * Follows one change of a family: ends what a crash left half done, writes it into the history of each ticket it is
 * about, and tells a citizen who sent the same thing again where it stands. Doing it again changes nothing.
 */
export async function noteFamilyChange(city: City, id: string, event: DomainEvent): Promise<void> {
  const family = await loadFamily(city.db, id)
  if (!family) return
  const revision = Number(event.id.split(':').at(-2))
  if (event.name === 'family.joined') return noteJoined(city, family, revision)
  const left = family.members.filter((member) => member.leftWith === revision)
  if (left.some((member) => member.leftFor)) return takeIn(city, id)
  await restoreFormer(city, family, revision)
  await noteStandings(city, family)
  for (const { ticket, leftBy } of left) {
    await noteOnTicket(city, ticket, {
      id: `${id}:${revision}`,
      event: 'ticket.parted',
      text: LEFT,
      ...(leftBy && { actor: leftBy }),
    })
  }
}

async function noteJoined(city: City, family: Family, revision: number): Promise<void> {
  const joined = family.members.filter((member) => member.joinedWith === revision)
  const lead = await findTicket(city.db, family.lead)
  if (!lead) return
  for (const member of joined.filter(({ ticket }) => ticket !== lead._id)) {
    const ticket = await findTicket(city.db, member.ticket)
    if (!ticket) continue
    const id = `${family._id}:${revision}`
    const note = { id, event: 'ticket.joined', ...(member.by && { actor: member.by }) } as const
    await noteOnTicket(city, ticket._id, { ...note, text: joinedSentence(ticket, lead) })
    await noteOnTicket(city, lead._id, { ...note, text: joinedSentence(lead, ticket) })
    await tellAgain(city, ticket, family, member, id)
  }
  await noteStandings(city, family)
}

/** Each ticket's place in the work order follows its case as it is now; those who left stand by the case they are in, or alone. */
async function noteStandings(city: City, { active = [], members }: Family): Promise<void> {
  const tickets = await findTickets(city.db, active)
  const people = peopleIn(tickets)
  for (const ticket of tickets) {
    const times = tickets.filter((other) => isSameCaller(other, ticket)).length
    await noteStanding(city, ticket, standingIn(times, people))
  }
  const gone = new Set(members.map(({ ticket }) => ticket).filter((number) => !active.includes(number)))
  for (const ticket of await findTickets(city.db, [...gone])) {
    if (!(await familyOf(city.db, ticket._id))) await noteStanding(city, ticket, undefined)
  }
}

/** Accounts with one phone are one person. */
function peopleIn(tickets: readonly Ticket[]): number {
  const people: Ticket[] = []
  for (const ticket of tickets) if (!people.some((known) => isSameCaller(known, ticket))) people.push(ticket)
  return people.length
}

/** Found out later than this, after an outage or among the past, it is no news to who said it. */
const TOLD_WITHIN_MS = 24 * 3_600_000

/** Who sends the same thing again is told that it is known, and under which number. */
async function tellAgain(city: City, ticket: Ticket, family: Family, member: Member, cause: string): Promise<void> {
  const isOwn = member.how === 'RESUBMISSION' || member.how === 'REPEAT'
  const late = member.joinedAt.getTime() - ticket.createdAt.getTime() > TOLD_WITHIN_MS
  if (!isOwn || ticket.imported || late) return
  const known = (await findTickets(city.db, family.active ?? []))
    .filter((other) => other.citizenKey === ticket.citizenKey && other.createdAt < ticket.createdAt)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0]
  if (!known) return
  const account = await loadCitizen(city.db, ticket.citizenKey)
  await recordNotice(city, {
    _id: `${cause}:${ticket._id}:joined`,
    kind: 'progress',
    number: ticket._id,
    citizenKey: ticket.citizenKey,
    channel: ticket.channel,
    text: knownSentence(known, account?.language),
    notice: {
      template: 'progress',
      fields: {
        number: known._id,
        state: STATE_NAMES[known.state],
        unit: known.organName ?? '',
        time: localTime(city.clock.now()).trim(),
      },
      page: `pages/ticket/ticket?number=${known._id}`,
    },
  })
}
