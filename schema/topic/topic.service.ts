import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { findTicket, findTickets } from '../ticket/ticket.store.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { shippedBackground } from './background.ts'
import { chooseTopic, mergeFit } from './fit.rules.ts'
import { dayOf } from './rank.rules.ts'
import {
  type Arrival,
  REBUILT_UP_TO,
  type TopicRecord,
  begun,
  coreIn,
  heatSince,
  rebuilt,
  withArrival,
  withMerged,
  withoutOne,
} from './record.rules.ts'
import { type Regions, regionsOf } from './regions.rules.ts'
import { type Reading, readSaying } from './saying.rules.ts'
import { sampleOf, subjectOf } from './title.rules.ts'
import type { PlacementRecord } from './topic.model.ts'
import { centreOf, lookUpKeys } from './topic.rules.ts'
import {
  type ListedTopic,
  type LookedUp,
  changeTopic,
  claimPlacement,
  dropTopic,
  endLeaving,
  findCandidates,
  findTopic,
  freezeInto,
  frozenInto,
  hottestTopics,
  insertTopic,
  movePlacement,
  placementOf,
  ticketsIn,
} from './topic.store.ts'

/** Others may change a topic at the same time; more often than this in a row the job tries again later. */
const TRIES = 8

/**
 * Puts a ticket into the topic it fits best, or lets it begin one; one whose words or place changed since goes where it
 * fits now, and one that was withdrawn leaves. Where it is is decided once for the words it has, by a row named after the
 * ticket; counting it there, and putting together without it what it left, is done until the topics say so. So it may
 * run twice, late, or die on any line.
 */
export async function placeInTopic(city: City, number: string): Promise<void> {
  const ticket = await findTicket(city.db, number)
  if (!ticket) return
  const reading: Placing = { background: shippedBackground(), regions: regionsFor(city), lookedUp: new Map() }
  const arrival = arrivalOf(ticket, reading)
  const placement = await settle(city, ticket, arrival, reading)
  await leave(city, placement, reading)
  if (placement?.topicId === undefined) return
  const topic = await countIn(city, placement.topicId, arrival, reading)
  await mergeAlike(city, topic, reading)
}

/** What one request is read with, and the look-ups done for it. */
type Placing = Reading & { lookedUp: LookedUp }

/** Decides where the ticket is; null for one that was withdrawn before it was anywhere. */
async function settle(city: City, ticket: Ticket, arrival: Arrival, reading: Placing): Promise<PlacementRecord | null> {
  const { db } = city
  const print = printOf(ticket)
  const withdrawn = ticket.state === 'WITHDRAWN'
  const before = await placementOf(db, ticket._id)
  // What it left last time is seen to before it can leave anything else.
  await leave(city, before, reading)
  if (!before) {
    if (withdrawn) return null
    const topicId = await decide(city, arrival, reading)
    return claimPlacement(db, { _id: ticket._id, topicId, at: arrival.at, print })
  }
  const stays = withdrawn ? before.topicId === undefined : before.print === print
  if (stays) return placementOf(db, ticket._id)
  // A topic of its own would hold it by its old words.
  const topicId = withdrawn ? undefined : await decide(city, arrival, reading, ownTopic(ticket._id))
  await movePlacement(db, before, { print, ...(topicId !== undefined && { topicId }) })
  return placementOf(db, ticket._id)
}

/** Of what a ticket says and where it is, as topics read it. */
const printOf = ({ title, text, place }: Ticket): string =>
  createHash('sha256')
    .update(JSON.stringify([title, text, place.placeName]))
    .digest('base64url')
    .slice(0, 16)

const ownTopic = (number: string): string => `t${number}`

async function decide({ db }: City, arrival: Arrival, reading: Placing, but?: string): Promise<string> {
  const { background, lookedUp } = reading
  const candidates = await findCandidates(db, lookUpKeys(arrival.saying), lookedUp)
  const others = candidates.filter(({ _id, size }) => _id !== but || size > 1)
  const chosen = chooseTopic(arrival.saying, others, (topic) => centreOf(coreIn(topic), background))
  return chosen?.topic._id ?? ownTopic(arrival.number)
}

/** Sees to the topic that the ticket has left, if it has. */
async function leave(city: City, placement: PlacementRecord | null, reading: Reading): Promise<void> {
  if (placement?.leaving === undefined) return
  await takeOut(city, placement.leaving, placement._id, reading)
  await endLeaving(city.db, placement._id, placement.leaving)
}

/** Puts a topic together without a ticket that left it, from the tickets whose rows say that they are in it. */
async function takeOut(city: City, topicId: string, number: string, reading: Reading): Promise<void> {
  const { db } = city
  for (let tries = 0, id = topicId; tries < TRIES; tries++) {
    const topic = await findTopic(db, id)
    if (!topic) return
    if (topic.mergedInto !== undefined) {
      id = topic.mergedInto
      continue
    }
    if (topic.size > REBUILT_UP_TO) {
      const smaller = withoutOne(topic, number)
      if (!smaller || (await changeTopic(db, smaller))) return
      continue
    }
    const numbers = await ticketsIn(db, [topic._id, ...topic.absorbed], REBUILT_UP_TO)
    const tickets = await findTickets(db, numbers)
    const arrivals = tickets.map((ticket) => arrivalOf(ticket, reading))
    arrivals.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.number < b.number ? -1 : 1))
    const next = rebuilt(topic, arrivals, reading.background)
    if (next ? await changeTopic(db, next) : await dropTopic(db, topic)) return
  }
  throw new Error(`topic ${topicId} changes too often to take ticket ${number} out`)
}

/** Counts the ticket in its topic, or in the one that topic became. */
async function countIn(city: City, topicId: string, arrival: Arrival, reading: Reading): Promise<TopicRecord> {
  let id = topicId
  for (let tries = 0; tries < TRIES; tries++) {
    const topic = await findTopic(city.db, id)
    if (topic?.mergedInto !== undefined) {
      id = topic.mergedInto
      continue
    }
    // A topic of one that was forgotten meanwhile begins again.
    const changed = topic ? withArrival(topic, arrival, reading.background) : begun(id, arrival, reading.background)
    if (!changed) return topic ?? begun(id, arrival, reading.background)
    const written = topic ? await changeTopic(city.db, changed) : await insertTopic(city.db, changed)
    if (written) return changed
  }
  throw new Error(`topic ${id} changes too often to count ticket ${arrival.number}`)
}

/**
 * A topic that grew may turn out to be the same as another. The other is frozen first and then counted in; what a death
 * leaves frozen but not counted is counted with the next ticket of the topic.
 */
async function mergeAlike({ db }: City, topic: TopicRecord, { background, lookedUp }: Placing): Promise<void> {
  const core = coreIn(topic)
  // The older one stays, so that two who merge at once agree.
  const others = topic.size > 1 ? await findCandidates(db, topic.keys.slice(0, 16), lookedUp, topic._id) : []
  for (const other of others) {
    if (mergeFit(core, coreIn(other), background) === 0) continue
    await freezeInto(db, other, topic._id)
  }
  for (const other of await frozenInto(db, [topic._id, ...topic.absorbed])) {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = await findTopic(db, topic._id)
      const changed = now && withMerged(now, other, background)
      if (!changed || (await changeTopic(db, changed))) break
    }
  }
}

/** 热点 of the city, the hottest first; since an instant, by what was said since. */
export async function rankedTopics({ db }: City, since: Date | undefined, first: number): Promise<ListedTopic[]> {
  if (!since) return hottestTopics(db, undefined, first)
  const day = dayOf(since)
  return (await hottestTopics(db, since, RERANKED))
    .map((topic) => ({ ...topic, heat: heatSince(topic, day) }))
    .filter(({ heat }) => heat > 0)
    .sort((a, b) => b.heat - a.heat)
    .slice(0, first)
}

/** Among so many of the hottest of all time those of a period are looked for. */
const RERANKED = 200

/** The topic, or the one it became; null for a matter of one person, which is none. */
export async function currentTopic({ db }: City, id: string): Promise<ListedTopic | null> {
  let topic = await findTopic(db, id)
  for (let steps = 0; topic?.mergedInto !== undefined && steps < TRIES; steps++)
    topic = await findTopic(db, topic.mergedInto)
  return topic?.heat === undefined ? null : topic
}

export async function ticketNumbersOf({ db }: City, topic: ListedTopic, first: number): Promise<string[]> {
  return ticketsIn(db, [topic._id, ...topic.absorbed], first)
}

function arrivalOf(ticket: Ticket, reading: Reading): Arrival {
  const place = ticket.place.placeName
  const said = subjectOf({ subject: ticket.title ?? '', detail: ticket.text })
  // Where it is was found by a pin or said by staff: then it stands in nobody's words.
  const subject = place && !`${said}${ticket.text}`.includes(place) ? `${place}${said}` : said
  const request = { subject, detail: ticket.text }
  return {
    number: ticket._id,
    saying: readSaying(reading, request),
    sample: sampleOf({ ...request, ...(place && { place }) }, reading.regions),
    voice: { who: ticket.phoneKey ?? ticket.citizenKey, day: dayOf(ticket.createdAt) },
    at: ticket.createdAt,
  }
}

const known = new WeakMap<City['registers']['gazetteer'], Regions>()

/** The city's own divisions, from its register. */
function regionsFor({ registers }: City): Regions {
  const { gazetteer } = registers
  const before = known.get(gazetteer)
  if (before) return before
  const districts = [...gazetteer.districts.values()]
  const names = districts.flatMap(({ name, aliases, city }) => [name, ...aliases, city, city.replace(/市$/, '')])
  const regions = regionsOf([...names, ...[...gazetteer.streets.values()].map(({ name }) => name)])
  known.set(gazetteer, regions)
  return regions
}
