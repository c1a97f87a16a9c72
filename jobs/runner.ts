import type { EventName } from '../schema/kernel/events.ts'
import { type Published, RELAY_AGAIN_MS, type Spine } from '../schema/kernel/spine.ts'
import { EVENT_JOBS, OUTBOXES, SCHEDULED_JOBS } from './index.ts'
import type { EventJob, JobContext, JobPart, ScheduledJob } from './job.ts'
import { openLoadGate } from './load-gate.ts'
import { type JobData, openQueue } from './queue.ts'
import { every } from './timer.ts'

/** How often the outboxes are looked at for events of other processes, and for what was lost on the way. */
const SWEEP_EVERY_MS = 500
const SWEEP_BATCH = 200
const CONCURRENCY = 8
const DRAIN_MS = 8000
/** At most so long after its event a job reaches the queue, or is at work after it left. */
const MOST_UNDERWAY_MS = 10_000
/** What nobody waits for may stand in its queue this long before the sweep thinks it lost: in a rush thousands do. */
const BEHIND_AGAIN_MS = 900_000

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
  const open = (name: string) => openQueue(options.redisUrl, name, (error) => onError(error, 'queue'))
  const queue = open(`${options.installation}-${part}`)
  const behind = EVENT_JOBS.some((job) => job.part === part && job.behind)
    ? open(`${options.installation}-${part}-behind`)
    : undefined
  const hand = (published: Published, attempt: number, done: readonly string[] = []) => {
    const jobs = listeners(published.event.name).filter((job) => job.part === part && !done.includes(job.name))
    return jobs.every((job) =>
      (job.behind && behind ? behind : queue).add(
        dataOf(job, published, attempt),
        `${job.name}:${published.event.id}:${attempt}`,
      ),
    )
  }
  const gate = openLoadGate(() => context.city.db.answers())
  /** Jobs under way, or waiting for their turn, that somebody waits for. */
  let awaited = 0
  const run = async (data: JobData, again: boolean) => {
    try {
      await runJob(context, data, again)
    } catch (error) {
      onError(error, data.job)
      throw error
    }
  }
  queue.process(CONCURRENCY, async (data, again) => {
    awaited += 1
    try {
      await gate.pass()
      await run(data, again)
    } finally {
      awaited -= 1
    }
  })
  behind?.process(1, async (data, again) => {
    await gate.pass(() => awaited === 0)
    await run(data, again)
  })
  const runInTime = async (job: ScheduledJob) => {
    if (job.behind && awaited > 0) return
    await job.run(context)
  }
  context.city.spine.listen((published) => void hand(published, 0), worksOn(part))
  /**
   * What was handed over after the job that is next in line stands in line, too: it is late, not lost. In a rush the
   * sweep would hand it over again and again, and be most of the work.
   */
  const dueBy = async () => {
    const now = context.city.clock.now()
    const next = await queue.nextSince()
    return next ? new Date(Math.min(now.getTime(), next.getTime() + RELAY_AGAIN_MS - MOST_UNDERWAY_MS)) : now
  }
  // A process that died announced events which nobody would look for until their time; the first look takes them all.
  const inGoodTime = new Date(context.city.clock.now().getTime() + BEHIND_AGAIN_MS)
  const first = sweep(context, part, hand, inGoodTime).catch((error: unknown) => onError(error, 'relay.first-sweep'))
  const timers = [
    every('relay.sweep', SWEEP_EVERY_MS, async () => sweep(context, part, hand, await dueBy()), onError),
    ...SCHEDULED_JOBS.filter((job) => job.part === part).map((job) =>
      every(job.name, job.everyMs, () => runInTime(job), onError, job.firstAfterMs),
    ),
  ]
  return {
    async stop() {
      await Promise.all([first, ...timers.map((timer) => timer.stop())])
      await Promise.all([queue.close(DRAIN_MS), behind?.close(DRAIN_MS)])
      gate.close()
    },
  }
}

const worksOn = (part: JobPart): EventName[] => EVENT_JOBS.filter((job) => job.part === part).flatMap((job) => job.on)

const listeners = (name: string): EventJob[] => EVENT_JOBS.filter((job) => job.on.some((event) => event === name))

function dataOf(job: EventJob, { event, subject, collection }: Published, relays: number): JobData {
  const { id, name, at } = event
  return {
    job: job.name,
    subject,
    relays,
    ...(collection && { collection }),
    event: { id, name, at: at.toISOString() },
  }
}

/** Hands out the waiting events of this part; what the queue does not take now stays for the next sweep. */
async function sweep(
  { city }: JobContext,
  part: JobPart,
  hand: (published: Published, attempt: number, done: readonly string[]) => boolean,
  before: Date,
): Promise<void> {
  const { spine, clock } = city
  for (const { type } of OUTBOXES.filter((outbox) => outbox.part === part)) {
    let batch: Awaited<ReturnType<Spine['waiting']>>
    do {
      batch = await spine.waiting(type, before, SWEEP_BATCH)
      const unheard = batch.filter(({ event }) => listeners(event.name).length === 0)
      await Promise.all(unheard.map(({ subject, event }) => spine.done(type, subject, event.id, 'nobody', [])))
      // Under a key of its own: a job of the same name may hang in the queue with the worker that died on it.
      const heard = batch.filter((waiting) => !unheard.includes(waiting))
      const handed = heard.filter((waiting) => hand(waiting, waiting.relays + 1, waiting.done))
      await Promise.all(
        handed.map(({ subject, event, relays }) => spine.handedOut(type, subject, event.id, relays, clock.now())),
      )
      // What the queue did not take waits for the next sweep; a full batch may have more behind it.
      if (handed.length < heard.length) break
    } while (batch.length >= SWEEP_BATCH)
  }
}

/**
 * Runs one job and ticks it off. One that may have run before is looked up first; the others are as good as new, and
 * running a job twice has one effect anyway.
 */
async function runJob(context: JobContext, data: JobData, isRepeat: boolean): Promise<void> {
  const job = EVENT_JOBS.find((candidate) => candidate.name === data.job)
  if (!job) return
  const event = { ...data.event, at: new Date(data.event.at) }
  const outbox = OUTBOXES.find(({ type }) => type.collection === data.collection)?.type
  if (!outbox) return void (await job.run(context, data.subject, event))
  const { spine } = context.city
  const names = listeners(event.name).map((listener) => listener.name)
  if (isRepeat || data.relays > 0) {
    const undone = await spine.undone(outbox, data.subject, event.id, names)
    if (!undone.includes(job.name)) return
  }
  const outcome = await job.run(context, data.subject, event)
  if (outcome === 'ticked') return
  if (outcome) return spine.postpone(outbox, data.subject, event.id, outcome.later)
  const rest = listeners(event.name).filter(({ name }) => name !== job.name)
  const waits = !job.behind && rest.some(({ behind }) => behind)
  const again = waits ? new Date(context.city.clock.now().getTime() + BEHIND_AGAIN_MS) : undefined
  await spine.done(outbox, data.subject, event.id, job.name, names, again)
}
