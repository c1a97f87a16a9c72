import type { City } from '../city.ts'
import { UNSORTED } from '../classify/category.rules.ts'
import { spotsOf } from '../ticket/spots.rules.ts'
import { type Candidate, candidatesFor } from './candidates.store.ts'
import { apartFrom } from './family.store.ts'
import {
  type Prepared,
  type Same,
  type Told,
  type Words,
  compare,
  isOnePerson,
  prepare,
  readWordsOf,
} from './same.rules.ts'

/** A ticket that may be about the same thing, and why. */
export interface Similar {
  ticket: Candidate
  same: Same
}

/** What one sees of a ticket when it is compared. Behind a device there is no person who says something again. */
function toldOf({ _id, channel, citizenKey, phoneKey, title, text, createdAt, ...rest }: Candidate): Told {
  const { category, place, likeness, kind, urgency } = rest
  return {
    id: _id,
    who: channel === 'device' ? [] : [`account:${citizenKey}`, ...(phoneKey ? [`phone:${phoneKey}`] : [])],
    ...(title && { subject: title }),
    text,
    at: createdAt,
    spots: likeness?.spots ?? spotsOf(place),
    ...(category.l1 !== UNSORTED && { category }),
    asksOnly: urgency === 'NORMAL' && (kind === 'CONSULTATION' || kind === 'PRAISE'),
  }
}

/** The words of the latest tickets: in a rush about one thing each of them is compared with every other. */
const READ = new Map<string, Words>()
const MOST_READ = 300

function preparedOf(candidate: Candidate): Prepared {
  const told = toldOf(candidate)
  // By the words themselves: they may come late and change.
  const key = `${told.subject ?? ''}\0${told.text}`
  const words = READ.get(key) ?? readWordsOf(told)
  READ.delete(key)
  READ.set(key, words)
  if (READ.size > MOST_READ) for (const oldest of READ.keys()) if (READ.delete(oldest)) break
  return prepare(told, words)
}

/**
 * Tickets about the same thing as this one, the surest first, of equals the earliest. Left out are those that were
 * withdrawn, and those that somebody said are about something else.
 */
export async function similarTickets(city: City, ticket: Candidate): Promise<Similar[]> {
  const candidates = (await candidatesFor(city.db, ticket)).filter(isComparable)
  const one = preparedOf(ticket)
  const others = candidates.map((candidate) => ({ candidate, told: preparedOf(candidate) }))
  const written = others.filter(({ told }) => isOnePerson(one, told)).length + 1
  const found = others.flatMap(({ candidate, told }): Similar[] => {
    const same = compare(one, told, written)
    return same ? [{ ticket: candidate, same }] : []
  })
  const apart = await apartFrom(
    city.db,
    ticket._id,
    found.map((similar) => similar.ticket._id),
  )
  return found
    .filter((similar) => !apart.has(similar.ticket._id))
    .sort((a, b) => b.same.score - a.same.score || a.ticket.createdAt.getTime() - b.ticket.createdAt.getTime())
}

/** A wish to be called back says nothing of the matter, and who withdrew wants no more of it. */
export function isComparable({ state, callbackFor }: Pick<Candidate, 'state' | 'callbackFor'>): boolean {
  return state !== 'WITHDRAWN' && callbackFor === undefined
}
