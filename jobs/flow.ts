import { EVENTS } from '../schema/kernel/events.ts'
import { EVENT_JOBS, SCHEDULED_JOBS } from './index.ts'

/** The flow as a Markdown table: event → jobs that listen → what they publish; then what runs by the clock. */
export function flowTable(): string {
  const byEvent = EVENTS.flatMap((event) => {
    const jobs = EVENT_JOBS.filter((job) => job.on.includes(event))
    if (jobs.length === 0) return [row(event, '–', '–', [])]
    return jobs.map((job) => row(event, job.name, job.part, job.publishes))
  })
  const byClock = SCHEDULED_JOBS.map((job) => row(`every ${job.everyMs} ms`, job.name, job.part, job.publishes))
  return ['| event | job | part | publishes |', '|---|---|---|---|', ...byEvent, ...byClock].join('\n')
}

function row(when: string, job: string, part: string, publishes: readonly string[]): string {
  return `| ${when} | ${job} | ${part} | ${publishes.join(', ') || '–'} |`
}
