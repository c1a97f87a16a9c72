import type { Published } from '../schema/kernel/spine.ts'
import { EVENT_JOBS, OUTBOXES, SCHEDULED_JOBS } from './index.ts'
import type { EventJob, JobContext, JobPart } from './job.ts'
import { type JobData, openQueue } from './queue.ts'
import { every } from './timer.ts'

/** How often the outboxes are looked at for events of other processes, and for what was lost on the way. */
const SWEEP_EVERY_MS = 500
const SWEEP_BATCH = 200
/** What this process has just announced itself reaches the queue without the sweep. */
const LEAVE_FRESH_MS = 400
const CONCURRENCY = 8
const DRAIN_MS = 8000

export interface Runner {
  /** Lets running jobs end and stops taking new ones. */
  stop(): Promise<void>
}

export interface RunnerOptions {
  part: JobPart
  redisUrl: string
  /** Separates installations that share a Redis. */
  installation: string
  onError(error: unknown, job: string): void
}

/**
 * Starts the workers of one part: events announced in this process go to the queue at once, events of other processes
 * and what a crash left behind are swept out of the outboxes; schedules tick.
 */
export function startRunner(context: JobContext, options: RunnerOptions): Runner {
  const { part, onError } = options
  const queue = openQueue(options.redisUrl, `${options.installation}-${part}`, (error) => onError(error, 'queue'))
  const hand = (published: Published, attempt: number) => {
    const jobs = listeners(published.event.name).filter((job) => job.part === part)
    return jobs.every((job) => queue.add(dataOf(job, published), `${job.name}:${published.event.id}:${attempt}`))
  }
  queue.process(CONCURRENCY, (data) =>
    runJob(context, data).catch((error: unknown) => {
      onError(error, data.job)
      throw error
    }),
  )
  context.city.spine.listen((published) => void hand(published, 0))
  const timers = [
    every('relay.sweep', SWEEP_EVERY_MS, () => sweep(context, part, hand), onError),
    ...SCHEDULED_JOBS.filter((job) => job.part === part).map((job) =>
      every(job.name, job.everyMs, () => job.run(context), onError),
    ),
  ]
  return {
    async stop() {
      await Promise.all(timers.map((timer) => timer.stop()))
      await queue.close(DRAIN_MS)
    },
  }
}

const listeners = (name: string): EventJob[] => EVENT_JOBS.filter((job) => job.on.some((event) => event === name))

function dataOf(job: EventJob, { event, subject, collection }: Published): JobData {
  const { id, name, at } = event
  return { job: job.name, subject, ...(collection && { collection }), event: { id, name, at: at.toISOString() } }
}

/** Hands out waiting events that this part has jobs for; what the queue does not take now stays for the next sweep. */
async function sweep(
  { city }: JobContext,
  part: JobPart,
  hand: (published: Published, attempt: number) => boolean,
): Promise<void> {
  const now = city.clock.now()
  const before = new Date(now.getTime() - LEAVE_FRESH_MS)
  for (const type of OUTBOXES) {
    for (const waiting of await city.spine.waiting(type, before, SWEEP_BATCH)) {
      const jobs = listeners(waiting.event.name)
      if (jobs.length === 0) await city.spine.done(type, waiting.subject, waiting.event.id, 'nobody', [])
      if (!jobs.some((job) => job.part === part)) continue
      if (!hand(waiting, waiting.relays)) return
      await city.spine.handedOut(type, waiting.subject, waiting.event.id, waiting.relays, now)
    }
  }
}

/** Runs one job and ticks it off. A job whose event has been ticked off meanwhile has nothing to do. */
async function runJob(context: JobContext, data: JobData): Promise<void> {
  const job = EVENT_JOBS.find((candidate) => candidate.name === data.job)
  if (!job) return
  const event = { ...data.event, at: new Date(data.event.at) }
  const outbox = OUTBOXES.find((type) => type.collection === data.collection)
  if (!outbox) return job.run(context, data.subject, event)
  const { spine } = context.city
  const names = listeners(event.name).map((listener) => listener.name)
  const undone = await spine.undone(outbox, data.subject, event.id, names)
  if (!undone.includes(job.name)) return
  await job.run(context, data.subject, event)
  await spine.done(outbox, data.subject, event.id, job.name, names)
}
