import type { City } from '../schema/city.ts'
import type { DomainEvent, EventName } from '../schema/kernel/events.ts'
import type { Channel, InboundMessage } from '../schema/kernel/ports.ts'

/** What a job may use; the bot's ear is plugged in by the composition root. */
export interface JobContext {
  city: City
  channels: ReadonlyMap<string, Channel>
  /** Lets the bot hear one stored message. */
  hear(inboxId: string, message: InboundMessage): Promise<void>
}

/** Which part of the system does the job: `--only=bot` converses, `--only=jobs` does everything else. */
export type JobPart = 'bot' | 'jobs'

/**
 * What became of an event: nothing said, it is done and to be ticked off; `ticked`, the job has seen to that itself (it
 * must be the only one that listens); `later`, it has to wait until then.
 */
export type JobOutcome = 'ticked' | { later: Date }

/** A job that follows an event. Running it twice for one event has one effect. */
export interface EventJob {
  readonly name: string
  readonly part: JobPart
  readonly on: readonly EventName[]
  readonly publishes: readonly EventName[]
  /** Nobody waits for it: it stands in a queue of its own and is done one at a time, behind what citizens wait for. */
  readonly behind?: true
  run(context: JobContext, subject: string, event: DomainEvent): Promise<void | JobOutcome>
}

/** A job that looks at the store every so many milliseconds, in every process of its part. */
export interface ScheduledJob {
  readonly name: string
  readonly part: JobPart
  readonly everyMs: number
  /** Not before the process has run for so long. */
  readonly firstAfterMs?: number
  /** Nobody waits for it: it is left out while a job is under way that somebody waits for. */
  readonly behind?: true
  readonly publishes: readonly EventName[]
  run(context: JobContext): Promise<void>
}

export const onEvent = (job: EventJob): EventJob => job
export const onSchedule = (job: ScheduledJob): ScheduledJob => job
