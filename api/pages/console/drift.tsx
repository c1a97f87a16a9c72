import { useSignal, useSignalEffect } from '@preact/signals'
import { methodWords, versionOf } from '../case/methods.ts'
import { CORRECTED_WORDS, word } from '../case/words.ts'
import { ask } from '../graph/client.ts'
import { DRIFT } from '../graph/documents.ts'
import type { Drift } from '../graph/types.ts'
import { Fetching } from './fetching.tsx'
import { hrefOf } from './place.ts'
import { signOutIfExpired, token } from './session.ts'

const PERIODS = [3, 6, 12] as const

/** Fewer say little about a method. */
const FEW = 20
const MOST_CONFUSED = 3

/** Which level of a category. */
const LEVELS: Readonly<Record<number, string>> = { 1: '·一级', 2: '·二级', 3: '·三级' }

/** 模型与人工对照: how often people put right what a method had said, month by month, and what is taken for what. */
export function DriftPage() {
  const found = useSignal<Drift[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const months = useSignal<number>(6)
  const tries = useSignal(0)
  useSignalEffect(() => {
    void tries.value
    const asked = months.value
    problem.value = undefined
    ask<{ drift: Drift[] }>(DRIFT, { months: asked }, token).then(
      ({ drift }) => {
        if (months.peek() === asked) found.value = drift
      },
      (error: unknown) => {
        signOutIfExpired(error)
        problem.value = error instanceof Error ? error.message : '没有取到对照，请重试。'
      },
    )
  })
  const names = [...new Set(found.value?.map(({ month }) => month))]
  return (
    <section class="assessment drift" aria-label="模型与人工对照">
      <header>
        <h1>模型与人工对照</h1>
        <div class="period" role="group" aria-label="时间范围">
          {PERIODS.map((count) => (
            <button
              key={count}
              type="button"
              class="button"
              aria-pressed={months.value === count}
              onClick={() => (months.value = count)}
            >
              近 {count} 个月
            </button>
          ))}
        </div>
      </header>
      <p class="lead">
        只看人工更正或确认过的工单：系统判断的和人认定的有多少相符。大家多半只看可疑的，所以这里的相符率低于全部工单的。
      </p>
      <Fetching
        what="对照"
        isThere={found.value !== undefined}
        problem={problem.value}
        onRetry={() => (tries.value += 1)}
      />
      {found.value?.length === 0 && (
        <p class="empty">
          这段时间没有人工更正。在工单里点铅笔更正，或到
          <a href={hrefOf({ page: 'tickets', view: 'review' })}>待人工分类</a>选一类，这里就有对照。
        </p>
      )}
      {names.map((month) => (
        <Month key={month} month={month} rows={found.value?.filter((row) => row.month === month) ?? []} />
      ))}
    </section>
  )
}

function Month({ month, rows }: { month: string; rows: readonly Drift[] }) {
  const [year, number] = month.split('-').map(Number)
  return (
    <section class="month" aria-label={`${year}年${number}月`}>
      <h2>
        {year}年{number}月 <small>受理 {rows[0]?.opened ?? 0} 件</small>
      </h2>
      <ul>
        {rows.map((row) => (
          <Compared key={`${row.field} ${row.level} ${row.by}`} row={row} />
        ))}
      </ul>
    </section>
  )
}

function Compared({ row }: { row: Drift }) {
  const { field, level, by, judged, corrected, agreement, confusion, calibrationError } = row
  const version = versionOf(by)
  return (
    <li>
      <p class="what">
        <b>
          {word(CORRECTED_WORDS, field)}
          {level && LEVELS[level]}
        </b>
        <span class="by">
          {methodWords(by)}
          {version && `（第 ${version} 版）`}
        </span>
      </p>
      <div class="agreed">
        <p>
          看过 {judged} 件，更正 {corrected} 件
        </p>
        <span class="heat-bar" aria-hidden="true">
          <i style={{ width: `${Math.round(agreement * 100)}%` }} />
        </span>
        <p class="quiet">
          相符 {Math.round(agreement * 100)}%{judged < FEW && '，件数少，只供参考'}
          {judged >= FEW &&
            typeof calibrationError === 'number' &&
            `；把握与实际平均差 ${Math.round(calibrationError * 100)} 个百分点`}
        </p>
      </div>
      <ul class="confused" aria-label="最常见的误判">
        {confusion.slice(0, MOST_CONFUSED).map(({ saidName, isName, count }) => (
          <li key={`${saidName}→${isName}`}>
            <span>
              “{saidName}”实为“{isName}”
            </span>
            <span>{count} 次</span>
          </li>
        ))}
        {confusion.length === 0 && <li class="quiet">都相符</li>}
      </ul>
    </li>
  )
}
