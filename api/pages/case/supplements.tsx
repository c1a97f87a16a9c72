import type { Supplement } from '../graph/types.ts'
import { minute } from './now.ts'
import { stepTime } from './time.ts'
import { MEDIA_WORDS, word } from './words.ts'

/** 补充材料: what the citizen added later, in their own words and whole; nothing where nothing was added. */
export function Supplements({ supplements }: { supplements: readonly Supplement[] }) {
  if (supplements.length === 0) return null
  return (
    <section class="card supplements" aria-label="市民补充">
      <h3>市民补充</h3>
      <ol>
        {supplements.map((supplement) => (
          <li key={supplement.id}>
            <time dateTime={supplement.at}>{stepTime(new Date(supplement.at), minute.value)}</time>
            <div>
              {supplement.correctsPlace && <span class="tag">更正地点</span>}
              {supplement.escalated && (
                <span class="tag warn" title={supplement.escalated}>
                  情绪升级
                </span>
              )}
              {supplement.text && <p>{supplement.text}</p>}
              <Enclosed supplement={supplement} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The place and the attachments that came along, by number and kind. */
function Enclosed({ supplement: { point, media } }: { supplement: Supplement }) {
  const kinds = Object.keys(MEDIA_WORDS).flatMap((type) => {
    const count = media.filter((one) => one === type).length
    return count > 0 ? [`${word(MEDIA_WORDS, type)} ${count} 个`] : []
  })
  const parts = [point && `位置 ${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`, ...kinds].filter(Boolean)
  return parts.length > 0 ? <small>{parts.join(' · ')}</small> : null
}
