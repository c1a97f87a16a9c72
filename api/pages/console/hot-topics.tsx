import { useSignal, useSignalEffect } from '@preact/signals'
import { ChevronDown, RefreshCw } from 'lucide'
import { minute } from '../case/now.ts'
import { dayTime, monthDay } from '../case/time.ts'
import { STATE_WORDS, word } from '../case/words.ts'
import { Icon } from '../design/icon.tsx'
import { ask } from '../graph/client.ts'
import { HOT_TOPICS, TOPIC_TICKETS } from '../graph/documents.ts'
import type { HotTopic, TopicTicket } from '../graph/types.ts'
import { Fetching } from './fetching.tsx'
import { hrefOf } from './place.ts'
import { signOutIfExpired, token } from './session.ts'

const DAY = 86_400_000

/** How far back the ranking looks. */
const PERIODS: readonly { name: string; days?: number }[] = [
  { name: '近 7 天', days: 7 },
  { name: '近 30 天', days: 30 },
  { name: '近 90 天', days: 90 },
  { name: '全部' },
]

/** 热点: what many citizens speak of, the hottest first; each opens to its tickets. */
export function HotTopics() {
  const topics = useSignal<HotTopic[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const period = useSignal(1)
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
      <Fetching
        what="热点"
        isThere={topics.value !== undefined}
        problem={problem.value}
        onRetry={() => (tries.value += 1)}
      />
      <p class="lead">很多市民说的同一件事。人多、又集中在短时间里的排在前面；同一人反复提、点赞都不算。</p>
      {topics.value?.length === 0 && <p class="empty">这段时间没有热点。两位以上市民反映同一件事，会出现在这里。</p>}
      <ol>
        {topics.value?.map((topic, index) => (
          <TopicCard key={topic.id} topic={topic} rank={index + 1} hottest={topics.value?.[0]?.heat ?? 0} />
        ))}
      </ol>
    </section>
  )
}

/** More are not listed. */
const MOST_LISTED = 50

function TopicCard({ topic, rank, hottest }: { topic: HotTopic; rank: number; hottest: number }) {
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
          <span class="rank" aria-label={`第 ${rank} 位`}>
            {rank}
          </span>
          <b>{topic.title}</b>
          <span class="numbers">
            {topic.people} 人 · {topic.size} 件 · {spanOf(topic)}
            {topic.peak30 < topic.people && ` · 最集中的 30 天有 ${topic.peak30} 人`}
          </span>
          <span class="heat" title="按人数和时间上的集中程度，与第一位相比">
            <span class="heat-bar" aria-hidden="true">
              <i style={{ width: `${hottest > 0 ? Math.round((topic.heat / hottest) * 100) : 0}%` }} />
            </span>
            热度 {topic.heat.toFixed(1)}
          </span>
          <Icon of={ChevronDown} />
        </summary>
        {problem.value && (
          <p class="notice-line alarm" role="alert">
            {problem.value}
          </p>
        )}
        {!tickets.value && !problem.value && <p role="status">正在取工单…</p>}
        <ul>
          {tickets.value?.map(({ number, title, text, state, createdAt }) => (
            <li key={number}>
              <a href={hrefOf({ page: 'tickets', view: 'all', number })} title={text}>
                {title ?? text}
              </a>
              <span>{word(STATE_WORDS, state)}</span>
              <time dateTime={createdAt}>{dayTime(new Date(createdAt), minute.value)}</time>
            </li>
          ))}
        </ul>
        {topic.size > MOST_LISTED && <p class="hint">只列最近 {MOST_LISTED} 件。</p>}
      </details>
    </li>
  )
}

/** 11月3日 至 11月24日, one day when it is one. */
function spanOf({ from, to }: HotTopic): string {
  const [first, last] = [monthDay(new Date(from)), monthDay(new Date(to))]
  return first === last ? first : `${first} 至 ${last}`
}
