import type { Registers } from '../city.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { cleanCell, oneLine } from './cell.rules.ts'
import type { Column } from './columns.rules.ts'
import { type Contact, hidesAuthor, maskAccount, maskName, maskText } from './contact.rules.ts'
import { writeInstant } from './instant.rules.ts'
import { unitName } from './whereabouts.rules.ts'
import { KIND_WORDS, NOT_RATED, ROLES, SATISFACTION, SOLVED, STATES, WAYS } from './words.rules.ts'

export type Cells = Record<Column, string>

const day = (at: Date | undefined) => (at ? writeInstant(at) : '')
const yes = (value: boolean | undefined) => (value === undefined ? '' : value ? '是' : '否')

/**
 * A ticket as the cells of a table; what reading them back gives is the same ticket, as far as the columns go. Masked,
 * names and numbers of persons are told apart but not told.
 */
export function cellsOf(registers: Registers, ticket: Ticket, contact: Contact, masked: boolean): Cells {
  const { category, place, survey } = ticket
  const known = hidesAuthor(ticket.channel) ? {} : contact
  const words = (text: string | undefined) => cleanCell(text && masked ? maskText(text, contact.name) : (text ?? ''))
  const isSurveyed = survey?.solved !== undefined || survey?.satisfaction !== undefined
  return {
    number: ticket._id,
    kind: KIND_WORDS.write(ticket.kind),
    category: [category.l1, category.l2, category.l3].filter(Boolean).join('->'),
    tags: (ticket.tags ?? []).join('、'),
    title: oneLine(words(ticket.title)),
    text: words(ticket.text),
    state: STATES.write(ticket.state),
    name: oneLine((masked && known.name ? maskName(known.name) : known.name) ?? ''),
    contact: oneLine((masked && known.account ? maskAccount(known.account) : known.account) ?? ''),
    district: oneLine(place.districtName ?? ''),
    street: oneLine(place.streetName ?? ''),
    outcome: words(ticket.outcome),
    reply: words(ticket.reply),
    way: ticket.imported?.way ?? (ticket.channel === 'other' ? '' : WAYS.write(ticket.channel)),
    closedAt: day(ticket.closedAt),
    company: oneLine(ticket.company ?? ''),
    solved: survey?.solved ? SOLVED.write(survey.solved) : '',
    satisfaction: survey?.satisfaction
      ? SATISFACTION.write(survey.satisfaction)
      : ticket.state === 'CLOSED'
        ? NOT_RATED
        : '',
    role: ticket.role ? ROLES.write(ticket.role) : '',
    community: oneLine(place.communityName ?? ''),
    place: oneLine(place.placeName ?? ''),
    createdAt: writeInstant(ticket.createdAt),
    l1: category.l1,
    l2: category.l2 ?? '',
    l3: category.l3 ?? '',
    unit: unitName(registers.organs, ticket),
    valid: survey?.answeredAt ? '是' : isSurveyed || ticket.state === 'CLOSED' ? '否' : '',
    contacted: yes(survey?.contacted ?? (ticket.contactedAt ? true : undefined)),
  }
}
