import { Schema } from 'mongoose'
import { type Db, recordType } from './db.ts'
import type { DomainEvent } from './events.ts'

/** An event as stored: open until every job that listens has done its part. */
export interface StoredEvent {
  _id: string
  name: DomainEvent['name']
  at: Date
  subject: string
  open: boolean
  /** When it was last handed to the queue; undefined until the first time. */
  relayedAt?: Date
  done: string[]
}

export const eventRecord = recordType<StoredEvent>(
  'events',
  new Schema({}, { strict: 'throw' }).index({ open: 1, relayedAt: 1 }, { partialFilterExpression: { open: true } }),
)

/** A record that carries the events of its last changes, written in the same single-document update. */
export interface WithOutbox {
  outbox: DomainEvent[]
}

/**
 * Moves events from the records they were born in to the spine. A process that dies in between leaves them in the
 * outbox, where `drainOutboxes` finds them; the event's id makes the second insert of the same event a no-op.
 */
export class Spine {
  constructor(
    private readonly db: Db,
    private readonly onPublished: (events: readonly DomainEvent[]) => void = () => {},
  ) {}

  async publish(collection: string, recordId: string, events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return
    const spine = this.db.of(eventRecord)
    for (const event of events) {
      await spine.updateOne(
        { _id: event.id },
        { $setOnInsert: { name: event.name, at: event.at, subject: event.subject, open: true, done: [] } },
        { upsert: true },
      )
    }
    await this.db.connection
      .collection<{ _id: string } & WithOutbox>(collection)
      .updateOne({ _id: recordId }, { $pull: { outbox: { id: { $in: events.map((event) => event.id) } } } })
    this.onPublished(events)
  }

  /** Publishes what a dead process left behind; the sparse index on `outbox.id` makes this cheap. */
  async drainOutboxes(collections: readonly string[], limit = 200): Promise<number> {
    let moved = 0
    for (const name of collections) {
      const records = this.db.connection.collection<{ _id: string } & WithOutbox>(name)
      const left = await records
        .find({ 'outbox.id': { $exists: true } }, { projection: { outbox: 1 } })
        .limit(limit)
        .toArray()
      for (const record of left) {
        await this.publish(name, record._id, record.outbox)
        moved += record.outbox.length
      }
    }
    return moved
  }
}
