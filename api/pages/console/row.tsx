import { TimeBar, remaining } from '../case/clock.tsx'
import { minute } from '../case/now.ts'
import { tagsOf } from '../case/tags.ts'
import { CHANNEL_WORDS, KIND_WORDS, STATE_WORDS, TIER_WORDS, word } from '../case/words.ts'
import type { TicketRow } from '../graph/types.ts'
import { type Place, hrefOf } from './place.ts'
import { RowReview } from './row-review.tsx'
import { mayCorrect } from './session.ts'
import { type View, belongs } from './views.ts'

/** The first ask most for attention; the case has them all. */
const MOST_TAGS = 3

/** One ticket of the list: number, title, place, tier, time left, state. */
export function Row(props: { row: TicketRow; view: View; at: Place; fresh: boolean }) {
  const { row, view, at, fresh } = props
  const { words, used, tone } = remaining(row, minute.value)
  const gone = !belongs(view, row)
  const open = at.number === row.number
  // Where every ticket waits for its category, that is no news.
  const tags = tagsOf(row).filter(({ id }) => id !== 'review' || !view.filter.needsReview)
  const more = tags.slice(MOST_TAGS)
  return (
    <li class={`row ${fresh ? 'fresh' : ''} ${gone ? 'gone' : ''}`}>
      <a href={hrefOf({ ...at, number: row.number })} aria-current={open ? 'true' : undefined} data-number={row.number}>
        <span class="line-1">
          <span class="sentence">{row.title ?? firstSentence(row.text)}</span>
        </span>
        <span class="line-2">
          <span class="meta">
            {[row.place.streetName ?? row.place.districtName ?? '地点不明', word(KIND_WORDS, row.kind)].join(' · ')} ·{' '}
            <span title={row.tierWhy}>{word(TIER_WORDS, row.tier)}</span>
          </span>
          {tags.slice(0, MOST_TAGS).map((tag) => (
            <span key={tag.id} class={`tag ${tag.tone}`} title={tag.why}>
              {tag.short}
            </span>
          ))}
          {more.length > 0 && (
            <span class="tag" title={more.map(({ long }) => long).join('、')}>
              +{more.length}
            </span>
          )}
        </span>
        <span class="line-3">
          <span class="number">{row.number}</span>
          <span class="channel">{word(CHANNEL_WORDS, row.channel)}</span>
          <span class={`left ${tone}`}>
            {gone || row.clock.status === 'STOPPED' ? word(STATE_WORDS, row.state) : words}
            <TimeBar used={used} tone={tone} />
          </span>
        </span>
      </a>
      {view.filter.needsReview && !gone && mayCorrect() && <RowReview row={row} />}
    </li>
  )
}

/** Up to the first full stop; the rest is in the case. */
function firstSentence(text: string): string {
  return /^[^。！？!?\n]+[。！？!?]?/.exec(text.trim())?.[0] ?? text
}
