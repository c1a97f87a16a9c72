import type { City } from '../city.ts'
import { findTicket } from '../ticket/ticket.store.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { shippedBackground } from './background.ts'
import { chooseTopic, mergeFit } from './fit.rules.ts'
import { dayOf } from './rank.rules.ts'
import { type Arrival, type TopicRecord, begun, coreIn, heatSince, withArrival, withMerged } from './record.rules.ts'
import { type Regions, regionsOf } from './regions.rules.ts'
import { type Reading, readSaying } from './saying.rules.ts'
import { sampleOf, subjectOf } from './title.rules.ts'
import { centreOf, lookUpKeys } from './topic.rules.ts'
import {
  type ListedTopic,
  changeTopic,
  claimPlacement,
  findCandidates,
  findTopic,
  freezeInto,
  frozenInto,
  hottestTopics,
  insertTopic,
  placementOf,
  ticketsIn,
} from './topic.store.ts'

/** Others may change a topic at the same time; more often than this in a row the job tries again later. */
const TRIES = 8

/**
 * Puts a ticket into the topic it fits best, or lets it begin one. Which one is decided once, by a row named after the
 * ticket; counting it there is done until the topic says that it is in. So it may run twice, or die on any line.
 */
export async function placeInTopic(city: City, number: string): Promise<void> {
  const ticket = await findTicket(city.db, number)
  if (!ticket) return
  const reading: Reading = { background: shippedBackground(), regions: regionsFor(city) }
  const arrival = arrivalOf(ticket, reading)
  const topicId = (await placementOf(city.db, number)) ?? (await decide(city, arrival, reading))
  const topic = await countIn(city, topicId, arrival, reading)
  await mergeAlike(city, topic, reading)
}

async function decide({ db }: City, arrival: Arrival, { background }: Reading): Promise<string> {
  const candidates = await findCandidates(db, lookUpKeys(arrival.saying))
  const chosen = chooseTopic(arrival.saying, candidates, (topic) => centreOf(coreIn(topic), background))
  return claimPlacement(db, arrival.number, chosen?.topic._id ?? `t${arrival.number}`, arrival.at)
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
async function mergeAlike({ db }: City, topic: TopicRecord, { background }: Reading): Promise<void> {
  const core = coreIn(topic)
  const others = topic.size > 1 ? await findCandidates(db, topic.keys.slice(0, 16)) : []
  for (const other of others) {
    // The older one stays, so that two who merge at once agree.
    if (other._id <= topic._id || mergeFit(core, coreIn(other), background) === 0) continue
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
  const request = { subject: subjectOf({ subject: ticket.title ?? '', detail: ticket.text }), detail: ticket.text }
  const place = ticket.place.placeName
  return {
    number: ticket._id,
    saying: readSaying(reading, request),
    sample: sampleOf({ ...request, ...(place && { place }) }, reading.regions),
    voice: { who: ticket.citizenKey, day: dayOf(ticket.createdAt) },
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
