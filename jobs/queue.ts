import Bull from 'bull'
import type { Queue } from 'bull'

/** What travels through Redis: ids only, never a citizen's words or account. */
export interface JobData {
  job: string
  /** The event or row the job is about. */
  subject: string
  eventId?: string
}

export interface JobQueue {
  add(data: JobData, options: { key: string; delayMs?: number }): Promise<void>
  process(concurrency: number, run: (data: JobData) => Promise<void>): void
  close(): Promise<void>
}

/** Attempts and back-off before Bull gives up; the sweep in the runner starts again from the store. */
const ATTEMPTS = 3

/** The one queue of the house. Lock times are generous: a stalled lock would run a job twice. */
export function openQueue(redisUrl: string, name: string, onError: (error: Error) => void): JobQueue {
  const queue: Queue<JobData> = new Bull<JobData>(name, redisUrl, {
    settings: { lockDuration: 60_000, stalledInterval: 30_000 },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: true,
      removeOnFail: { count: 1000 },
    },
  })
  queue.on('error', onError)
  return {
    async add(data, { key, delayMs }) {
      await queue.add(data, { jobId: key, ...(delayMs && { delay: delayMs }) })
    },
    process(concurrency, run) {
      void queue.process(concurrency, (job) => run(job.data))
    },
    async close() {
      await queue.pause(true, true).catch(() => {})
      await queue.close()
    },
  }
}
