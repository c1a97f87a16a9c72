import { useSignal, useSignalEffect } from '@preact/signals'
import { RefreshCw } from 'lucide'
import { minute } from '../case/now.ts'
import { dayTime, monthDay } from '../case/time.ts'
import { Icon } from '../design/icon.tsx'
import { ask } from '../graph/client.ts'
import { HOT_TOPICS, TOPIC_TICKETS } from '../graph/documents.ts'
import type { HotTopic, TopicTicket } from '../graph/types.ts'
import { hrefOf } from './place.ts'
import { signOutIfExpired, token } from './session.ts'

const DAY = 86_400_000

/** How far back the ranking looks. */
const PERIODS: readonly { name: string; days?: number }[] = [
  { name: '近 30 天', days: 30 },
  { name: '近 90 天', days: 90 },
  { name: '全部' },
]

/** 热点: what many citizens speak of, the hottest first; each opens to its tickets. */
export function HotTopics() {
  const topics = useSignal<HotTopic[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const period = useSignal(0)
  const tries = useSignal(0)
  useSignalEffect(() => {
    void tries.value
    const asked = period.value
    const days = PERIODS[asked]?.days
    problem.value = undefined
    const since = days ? new Date(Date.now() - days * DAY).toISOString() : null
    ask<{ topics: HotTopic[] }>(HOT_TOPICS, { since }, token).then(
      (found) => {
        if (period.peek() === asked) topics.value = found.topics
      },
      (error: unknown) => {
        signOutIfExpired(error)
        problem.value = error instanceof Error ? error.message : '没有取到热点，请重试。'
      },
    )
  })
  return (
    <section class="assessment hot" aria-label="热点">
      <header>
        <h1>热点</h1>
        <div class="period" role="group" aria-label="时间范围">
          {PERIODS.map(({ name }, at) => (
            <button
              key={name}
              type="button"
              class="button"
              aria-pressed={period.value === at}
              onClick={() => (period.value = at)}
            >
              {name}
            </button>
          ))}
          <button type="button" class="icon-button" aria-label="刷新" title="刷新" onClick={() => (tries.value += 1)}>
            <Icon of={RefreshCw} />
          </button>
        </div>
      </header>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
      {!topics.value && !problem.value && <div class="bone" role="status" aria-label="正在取热点" />}
      {topics.value?.length === 0 && <p class="empty">这段时间没有热点。两位以上市民反映同一件事，会出现在这里。</p>}
      <ol>
        {topics.value?.map((topic) => (
          <TopicCard key={topic.id} topic={topic} />
        ))}
      </ol>
    </section>
  )
}

function TopicCard({ topic }: { topic: HotTopic }) {
  const tickets = useSignal<TopicTicket[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const load = (open: boolean) => {
    if (!open) return
    problem.value = undefined
    ask<{ topic: { tickets: TopicTicket[] } | null }>(TOPIC_TICKETS, { id: topic.id }, token).then(
      (found) => (tickets.value = found.topic?.tickets ?? []),
      (error: unknown) => {
        signOutIfExpired(error)
        problem.value = error instanceof Error ? error.message : '没有取到工单，请重试。'
      },
    )
  }
  return (
    <li class="card">
      <details onToggle={(event) => load(event.currentTarget.open)}>
        <summary>
          <b>{topic.title}</b>
          <span>
            {topic.people} 人 · {topic.size} 件 · {spanOf(topic)}
          </span>
          <span class="heat" title="热度：按人数和集中程度，不看点赞">
            热度 {topic.heat.toFixed(1)}
          </span>
        </summary>
        {problem.value && (
          <p class="notice-line alarm" role="alert">
            {problem.value}
          </p>
        )}
        {!tickets.value && !problem.value && <p role="status">正在取工单…</p>}
        <ul>
          {tickets.value?.map(({ number, text, createdAt }) => (
            <li key={number}>
              <a href={hrefOf({ page: 'tickets', view: 'all', number })}>{text}</a>
              <time dateTime={createdAt}>{dayTime(new Date(createdAt), minute.value)}</time>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** 11月3日 至 11月24日, one day when it is one. */
function spanOf({ from, to }: HotTopic): string {
  const [first, last] = [monthDay(new Date(from)), monthDay(new Date(to))]
  return first === last ? first : `${first} 至 ${last}`
}
