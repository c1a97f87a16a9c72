import { TimeBar, remaining } from '../case/clock.tsx'
import { minute } from '../case/now.ts'
import { CHANNEL_WORDS, KIND_WORDS, STATE_WORDS, TIER_WORDS, word } from '../case/words.ts'
import type { TicketRow } from '../graph/types.ts'
import { type Place, hrefOf } from './place.ts'
import { RowReview } from './row-review.tsx'
import { mayCorrect } from './session.ts'
import { type View, belongs } from './views.ts'

/** One ticket of the list: number, title, place, tier, time left, state. */
export function Row(props: { row: TicketRow; view: View; at: Place; fresh: boolean }) {
  const { row, view, at, fresh } = props
  const { words, used, tone } = remaining(row, minute.value)
  const gone = !belongs(view, row)
  const open = at.number === row.number
  return (
    <li class={`row ${fresh ? 'fresh' : ''} ${gone ? 'gone' : ''}`}>
      <a href={hrefOf({ ...at, number: row.number })} aria-current={open ? 'true' : undefined} data-number={row.number}>
        <span class="line-1">
          <span class="sentence">{row.title ?? firstSentence(row.text)}</span>
          {row.needsHuman && <span class="tag alarm">等回电</span>}
          {row.needsReview && <span class="tag warn">待分类</span>}
          {row.urges.length > 0 && <span class="tag warn">催办 {row.urges.length}</span>}
          <Feeling row={row} />
          {row.urgency !== 'NORMAL' && <span class="tag alarm">{row.urgency === 'EMERGENCY' ? '突发' : '紧急'}</span>}
        </span>
        <span class="line-2">
          {[
            row.place.streetName ?? row.place.districtName ?? '地点不明',
            word(KIND_WORDS, row.kind),
            word(TIER_WORDS, row.tier),
          ].join(' · ')}
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

/** Who is to be spoken to with more care: getting more upset before upset from the start; nothing for the others. */
function Feeling({ row: { kind, escalated, sentiment } }: { row: TicketRow }) {
  if (escalated) {
    return (
      <span class="tag warn" title={escalated}>
        情绪升级
      </span>
    )
  }
  if (kind === 'PRAISE' || sentiment?.level !== 'STRONG') return null
  return (
    <span class="tag" title={sentiment.signs.join('、')}>
      情绪强烈
    </span>
  )
}

/** Up to the first full stop; the rest is in the case. */
function firstSentence(text: string): string {
  return /^[^。！？!?\n]+[。！？!?]?/.exec(text.trim())?.[0] ?? text
}
