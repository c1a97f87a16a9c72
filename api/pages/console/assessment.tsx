import { useSignal, useSignalEffect } from '@preact/signals'
import { ChevronLeft, ChevronRight } from 'lucide'
import { monthDay } from '../case/time.ts'
import { Icon } from '../design/icon.tsx'
import { ask } from '../graph/client.ts'
import { ASSESSMENT } from '../graph/documents.ts'
import type { Assessment, UnitScore } from '../graph/types.ts'
import { Fetching } from './fetching.tsx'
import { signOutIfExpired, token } from './session.ts'

/** 考核: three rates and ranks of one period, per peer group; too few callbacks are said in words and not ranked. */
export function AssessmentPage() {
  const period = useSignal<string | undefined>(undefined)
  const found = useSignal<Assessment | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const tries = useSignal(0)
  useSignalEffect(() => {
    void tries.value
    problem.value = undefined
    ask<{ assessment: Assessment }>(ASSESSMENT, period.value ? { period: period.value } : {}, token).then(
      ({ assessment }) => (found.value = assessment),
      (error: unknown) => {
        signOutIfExpired(error)
        problem.value = error instanceof Error ? error.message : '没有取到考核，请重试。'
      },
    )
  })
  const shown = found.value
  return (
    <section class="assessment" aria-label="考核">
      <header>
        <h1>三率考核</h1>
        {shown && (
          <div class="period">
            <button
              type="button"
              class="icon-button"
              aria-label="上一期"
              onClick={() => (period.value = shift(shown.period, -1))}
            >
              <Icon of={ChevronLeft} size={20} />
            </button>
            <p>
              <b>{shown.period}</b> 期
              <small>
                {monthDay(new Date(shown.from))} 至 {monthDay(new Date(new Date(shown.to).getTime() - 1))}
              </small>
            </p>
            <button
              type="button"
              class="icon-button"
              aria-label="下一期"
              onClick={() => (period.value = shift(shown.period, 1))}
            >
              <Icon of={ChevronRight} size={20} />
            </button>
          </div>
        )}
      </header>
      <Fetching what="考核" isThere={Boolean(shown)} problem={problem.value} onRetry={() => (tries.value += 1)} />
      {shown?.units.length === 0 && <p class="empty">这一期还没有受理的工单。</p>}
      {shown && groups(shown.units).map(([group, units]) => <Group key={group} name={group} units={units} />)}
    </section>
  )
}

/** The period `months` later or earlier, as YYYY-MM. */
function shift(period: string, months: number): string {
  const [year = 0, month = 1] = period.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7)
}

function groups(units: readonly UnitScore[]): [string, UnitScore[]][] {
  const names = [...new Set(units.map(({ peerGroup }) => peerGroup))]
  return names.map((name) => [name, units.filter(({ peerGroup }) => peerGroup === name)])
}

const percent = (rate: number | null | undefined) => (typeof rate === 'number' ? `${(rate * 100).toFixed(1)}%` : '—')

function Group({ name, units }: { name: string; units: readonly UnitScore[] }) {
  return (
    <div class="group" tabIndex={0} role="region" aria-label={name}>
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">名次</th>
            <th scope="col">单位</th>
            <th scope="col">受理</th>
            <th scope="col">有效回访</th>
            <th scope="col">响应率</th>
            <th scope="col">解决率</th>
            <th scope="col">满意率</th>
            <th scope="col">综合成绩</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.organ.id} class={unit.rank ? undefined : 'unranked'}>
              <td>{unit.rank ?? <small>回访不足，不排名</small>}</td>
              <th scope="row">{unit.organ.name}</th>
              <td data-name="受理">{unit.accepted}</td>
              <td data-name="有效回访">{unit.validSurveys}</td>
              <td data-name="响应率">{percent(unit.responseRate)}</td>
              <td data-name="解决率">{percent(unit.resolutionRate)}</td>
              <td data-name="满意率">{percent(unit.satisfactionRate)}</td>
              <td class="score" data-name="综合成绩">
                <span>
                  <i aria-hidden="true">
                    <b style={{ width: `${unit.score ?? 0}%` }} />
                  </i>
                  <em>{typeof unit.score === 'number' ? unit.score.toFixed(2) : '—'}</em>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
