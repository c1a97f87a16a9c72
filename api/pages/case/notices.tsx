import { CircleAlert, CircleCheck, CircleEllipsis, LoaderCircle } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Notice } from '../graph/types.ts'
import { minute } from './now.ts'
import { dayTime } from './time.ts'
import { MEANS_WORDS, NOTICE_WORDS, word } from './words.ts'

const OUTCOMES = {
  PENDING: { icon: LoaderCircle, words: '待发', tone: 'calm' },
  SENT: { icon: CircleCheck, words: '已送达平台', tone: 'done' },
  FAILED: { icon: CircleAlert, words: '未送达', tone: 'alarm' },
  HELD: { icon: CircleEllipsis, words: '不能推送，查询时可见', tone: 'calm' },
} as const

/** Means may come with a part number behind them, as in `private-message 2/3`. */
function meansWords(means: string): string {
  const [way = '', part] = means.split(' ')
  return [word(MEANS_WORDS, way), part].filter(Boolean).join(' ')
}

/** What the citizen was told: by which means, and whether it got there. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  return (
    <section class="card notices" aria-label="发给市民的消息">
      <h3>发给市民的消息</h3>
      {notices.length === 0 && <p class="quiet">还没有消息</p>}
      <ul>
        {notices.map((notice) => {
          const outcome = OUTCOMES[notice.state as keyof typeof OUTCOMES] ?? OUTCOMES.PENDING
          return (
            <li key={notice.id}>
              <span class={`outcome ${outcome.tone}`}>
                <Icon of={outcome.icon} label={outcome.words} />
              </span>
              <div>
                <p class="meta">
                  <b>{word(NOTICE_WORDS, notice.kind)}</b>
                  {notice.means && <span>{meansWords(notice.means)}</span>}
                  <span>{outcome.words}</span>
                  <time>{dayTime(new Date(notice.at), minute.value)}</time>
                </p>
                <p class="text">{notice.text}</p>
                {notice.state === 'FAILED' && notice.reason && <p class="reason">{notice.reason}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
