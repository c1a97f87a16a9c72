import { setTimeout as sleep } from 'node:timers/promises'
import Bull from 'bull'
import type { Queue } from 'bull'
import type { DomainEvent } from '../schema/kernel/events.ts'

/** What travels through Redis: ids only, never a citizen's words or account. */
export interface JobData {
  job: string
  /** The record the job is about, and the collection whose outbox its event waits in, if any. */
  subject: string
  collection?: string
  /** How often the sweep had handed it out before. */
  relays: number
  event: Omit<DomainEvent, 'at'> & { at: string }
}

export interface JobQueue {
  /** Hands a job over; the same key is not queued twice while the first waits. False when the queue takes no more now. */
  add(data: JobData, key: string): boolean
  /** When the job was handed over that is next in line; undefined when none waits, or Redis does not say soon. */
  nextSince(): Promise<Date | undefined>
  /** `again` is true when this is not the first try. */
  process(concurrency: number, run: (data: JobData, again: boolean) => Promise<void>): void
  /** Lets running jobs end, at most `waitMs`, then lets go. */
  close(waitMs: number): Promise<void>
}

/** Attempts and back-off before Bull gives up; the sweep then starts again from the store. */
const ATTEMPTS = 3
/** With Redis away, more than this many hand-overs are not kept in memory: the outbox has them. */
const MOST_PENDING = 500
const MOST_ASKING_MS = 500

/** Opens one queue. Lock times are generous: a lock that runs out would run a job twice. */
export function openQueue(redisUrl: string, name: string, onError: (error: Error) => void): JobQueue {
  const queue: Queue<JobData> = new Bull<JobData>(name, redisUrl, {
    prefix: '{jiesu}',
    settings: { lockDuration: 60_000, stalledInterval: 30_000 },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: true,
      removeOnFail: { count: 1000 },
    },
  })
  queue.on('error', onError)
  let pending = 0
  let asking: Promise<Date | undefined> | undefined
  let closed = false
  return {
    add(data, key) {
      if (closed || pending >= MOST_PENDING) return false
      pending += 1
      queue
        .add(data, { jobId: key })
        .catch(onError)
        .finally(() => (pending -= 1))
      return true
    },
    async nextSince() {
      // With Redis away a question stays open until it is back: one is enough.
      asking ??= queue
        .getWaiting(0, 0)
        .then(([next]) => (next ? new Date(next.timestamp) : undefined))
        .catch(() => undefined)
        .finally(() => (asking = undefined))
      return Promise.race([asking, sleep(MOST_ASKING_MS, undefined, { ref: false })])
    },
    process(concurrency, run) {
      queue.process(concurrency, (job) => run(job.data, job.attemptsMade > 0)).catch(onError)
    },
    async close(waitMs) {
      closed = true
      await queue.pause(true, true).catch(() => {})
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise((resolve) => (timer = setTimeout(resolve, waitMs)))
      await Promise.race([queue.whenCurrentJobsFinished().catch(() => {}), patience])
      clearTimeout(timer)
      await queue.close(true)
    },
  }
}
