import type { Collection } from 'mongodb'
import type { Db, RecordType } from './db.ts'
import type { DomainEvent, EventName } from './events.ts'

/** An event in its record's outbox: it stays there until every job that listens has done its part. */
export interface OutboxEntry extends DomainEvent {
  /** When the sweep hands it to the queue (again). */
  relayAfter: Date
  /** How often the sweep has handed it out. */
  relays: number
  /** Names of the jobs that have done their part. */
  done: string[]
}

/** A record that carries the events of its last changes, written in the same single-document update. */
export interface WithOutbox {
  _id: string
  outbox: OutboxEntry[]
}

/** An event on its way to the jobs. `collection` is set where the event waits in an outbox to be ticked off. */
export interface Published {
  event: DomainEvent
  /** The id of the record it is about. */
  subject: string
  collection?: string
  /** The ticket whose watchers want to know. */
  ticket?: string
}

/** Indexes of an outbox: the sweep finds waiting events by time; records with an empty outbox have no entry. */
export const OUTBOX_INDEX = { keys: { 'outbox.relayAfter': 1 }, options: { sparse: true } } as const

/** How long a handed-out event may stay undone before it is handed out again; doubles each time, at most an hour. */
export const RELAY_AGAIN_MS = 30_000
const RELAY_AT_MOST_MS = 3_600_000

/**
 * Carries events from the records they were born in to whoever listens. Listeners in this process hear at once;
 * whatever a dying process could not pass on is found again in the outbox by `waiting`.
 */
export class Spine {
  private readonly listeners: ((published: Published) => void)[] = []
  private readonly workedHere = new Set<EventName>()

  constructor(private readonly db: Db) {}

  /** `works` names the events whose jobs this listener hands to a queue: the sweep need not hurry with those. */
  listen(listener: (published: Published) => void, works: readonly EventName[] = []): void {
    this.listeners.push(listener)
    for (const name of works) this.workedHere.add(name)
  }

  /** The event as it goes into its record's outbox. Where nobody in this process works on it, the sweep may take it at once. */
  entry(event: DomainEvent): OutboxEntry {
    const wait = this.workedHere.has(event.name) ? RELAY_AGAIN_MS : 0
    return { ...event, relayAfter: new Date(event.at.getTime() + wait), relays: 0, done: [] }
  }

  /** To be called after the write that put the events into the record. Never throws and never waits. */
  announce(published: readonly Published[]): void {
    for (const one of published) for (const listener of this.listeners) listener(one)
  }

  /** Events of one collection whose time to be handed out comes before an instant, oldest first. */
  async waiting(
    type: RecordType<WithOutbox>,
    before: Date,
    limit: number,
  ): Promise<(Published & Pick<OutboxEntry, 'relays' | 'done'>)[]> {
    const records = await this.records(type)
      .find({ 'outbox.relayAfter': { $lte: before } }, { projection: { outbox: 1 } })
      .sort({ 'outbox.relayAfter': 1 })
      .limit(limit)
      .toArray()
    return records.flatMap((record) =>
      record.outbox
        .filter((entry) => entry.relayAfter <= before)
        .map(({ id, name, at, relays, done }) => ({
          event: { id, name, at },
          subject: record._id,
          collection: type.collection,
          relays,
          done,
        })),
    )
  }

  /** Notes that the event was handed out; it is handed out again only if nobody ticks it off in time. */
  async handedOut(type: RecordType<WithOutbox>, subject: string, eventId: string, relays: number, now: Date) {
    const wait = Math.min(RELAY_AGAIN_MS * 2 ** relays, RELAY_AT_MOST_MS)
    await this.records(type).updateOne(
      { _id: subject, 'outbox.id': eventId },
      { $set: { 'outbox.$.relayAfter': new Date(now.getTime() + wait) }, $inc: { 'outbox.$.relays': 1 } },
    )
  }

  /** The event has to wait: it is handed out again at that time, unless somebody ticks it off before. */
  async postpone(type: RecordType<WithOutbox>, subject: string, eventId: string, until: Date): Promise<void> {
    await this.records(type).updateOne(
      { _id: subject, 'outbox.id': eventId },
      { $set: { 'outbox.$.relayAfter': until } },
    )
  }

  /** Which of the listening jobs still have to do their part; empty when the event has been ticked off. */
  async undone(type: RecordType<WithOutbox>, subject: string, eventId: string, listeners: readonly string[]) {
    const record = await this.records(type).findOne({ _id: subject }, { projection: { outbox: 1 } })
    const entry = record?.outbox.find((candidate) => candidate.id === eventId)
    return entry ? listeners.filter((name) => !entry.done.includes(name)) : []
  }

  /**
   * Ticks the job off; the event leaves the outbox with the last of its listeners. `again` is when the others' part may be
   * handed out again, where that has longer time than usual.
   */
  async done(
    type: RecordType<WithOutbox>,
    subject: string,
    eventId: string,
    job: string,
    listeners: readonly string[],
    again?: Date,
  ) {
    const records = this.records(type)
    if (listeners.length > 1) {
      const after = await records.findOneAndUpdate(
        { _id: subject, 'outbox.id': eventId },
        { $addToSet: { 'outbox.$.done': job }, ...(again && { $set: { 'outbox.$.relayAfter': again } }) },
        { returnDocument: 'after', projection: { outbox: 1 } },
      )
      const entry = after?.outbox.find((candidate) => candidate.id === eventId)
      if (!entry || !listeners.every((name) => entry.done.includes(name))) return
    }
    await records.updateOne({ _id: subject }, { $pull: { outbox: { id: eventId } } })
  }

  private records(type: RecordType<WithOutbox>): Collection<WithOutbox> {
    return this.db.of(type)
  }
}
