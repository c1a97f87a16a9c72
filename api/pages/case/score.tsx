import { ArrowDown, ArrowUp } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { UnitScore } from '../graph/types.ts'

const RATES = [
  ['responseRate', '响应率'],
  ['resolutionRate', '解决率'],
  ['satisfactionRate', '满意率'],
] as const

/** The unit's three rates before and after this citizen's answer; the ones that moved stand out. */
export function Score({ before, after }: { before?: UnitScore | undefined; after?: UnitScore | undefined }) {
  const card = useRef<HTMLElement>(null)
  const counted = after !== undefined
  // The number that moved is what the whole story was for: it must not stay below the fold.
  useEffect(() => {
    if (counted) card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [counted])
  const unit = after ?? before
  if (!unit) return null
  return (
    <section class="card score" aria-label="三率" ref={card}>
      <h3>{unit.organ.name} 本期三率</h3>
      <dl>
        {RATES.map(([key, name]) => (
          <Rate key={key} name={name} before={before?.[key]} after={after?.[key]} show={percent} />
        ))}
        <Rate name="综合成绩" before={before?.score} after={after?.score} show={(value) => value.toFixed(2)} />
      </dl>
      <p class="quiet">
        有效回访 <FromTo before={before?.validSurveys} after={after?.validSurveys} /> 件
        {unit.rank ? `，同组第 ${unit.rank} 名` : '，回访不足，不排名'}。
        {counted ? '这位市民的评价刚刚计入。' : '市民评价后，这里会变。'}
      </p>
    </section>
  )
}

const percent = (value: number) => (value === 1 ? '100%' : `${(value * 100).toFixed(1)}%`)

function FromTo({ before, after }: { before?: number | undefined; after?: number | undefined }) {
  const moved = before !== undefined && after !== undefined && before !== after
  return <b class={moved ? 'moved' : undefined}>{moved ? `${before} → ${after}` : (after ?? before ?? 0)}</b>
}

interface RateProps {
  name: string
  before?: number | null | undefined
  after?: number | null | undefined
  show(value: number): string
}

function Rate({ name, before, after, show }: RateProps) {
  const was = typeof before === 'number' ? show(before) : '—'
  const is = typeof after === 'number' ? show(after) : was
  const moved = is !== was
  const down = moved && typeof before === 'number' && typeof after === 'number' && after < before
  return (
    <div class={moved ? `rate moved ${down ? 'down' : 'up'}` : 'rate'}>
      <dt>{name}</dt>
      <dd>
        <b>{is}</b>
        <small>
          {moved ? (
            <>
              {typeof before === 'number' && (
                <Icon of={down ? ArrowDown : ArrowUp} size={12} label={down ? '下降' : '上升'} />
              )}
              原 {was}
            </>
          ) : (
            after !== undefined && '未变'
          )}
        </small>
      </dd>
    </div>
  )
}
