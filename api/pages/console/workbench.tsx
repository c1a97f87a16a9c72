import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { hotline } from '../design/hotline.ts'
import type { TicketRow } from '../graph/types.ts'
import { AsidePage } from './aside.tsx'
import { loadAsides } from './asides.ts'
import { AssessmentPage } from './assessment.tsx'
import { CasePane, justSorted } from './case-pane.tsx'
import { countSoon } from './counters.ts'
import { DroppedCalls } from './dropped-calls.tsx'
import { pending } from './grace.ts'
import { DriftPage } from './drift.tsx'
import { loadFirstNeeds } from './first-needs.ts'
import { GraceBar } from './grace-bar.tsx'
import { Help } from './help.tsx'
import { HotTopics } from './hot-topics.tsx'
import { type KeyDeed, listenKeys } from './keys.ts'
import { ListPane } from './list-pane.tsx'
import { type OpenCase, openCase } from './open-case.ts'
import { type Place, go, place } from './place.ts'
import { SetupPage } from './setup.tsx'
import { type TicketList, openList } from './ticket-list.ts'
import { VIEWS } from './views.ts'
import { ViewsNav } from './views-nav.tsx'

/** The console of a signed-in member of staff: views · list · case, and the assessment. */
export function Workbench() {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useSignal<TicketList | undefined>(undefined)
  const open = useSignal<OpenCase | undefined>(undefined)
  const helping = useSignal(false)
  const viewId = useComputed(() => place.value.view)
  const number = useComputed(() => place.value.number)

  useSignalEffect(() => {
    const view = VIEWS.find(({ id }) => id === viewId.value) ?? VIEWS[0]
    if (!view) return undefined
    const opened = openList(
      view,
      () => isStill(scroller.current),
      (row) => {
        countSoon()
        if (row.number === open.peek()?.number) void open.peek()?.load()
      },
    )
    list.value = opened
    countSoon(0)
    // What cannot be looked up now is looked up with the next view.
    loadAsides().catch(() => {})
    return opened.end
  })
  useSignalEffect(() => {
    const opened = number.value
    open.value = opened ? openCase(opened, () => followReview(list.peek(), opened)) : undefined
  })

  const deeds = useRef(keyDeeds(() => (helping.value = true)))
  useEffect(() => listenKeys(deeds.current), [])
  useEffect(() => {
    // What a new city lacks is asked for again with the next sign-in.
    loadFirstNeeds().catch(() => {})
  }, [])
  useSignalEffect(() => {
    document.title = `${titleOf(place.value)} · 工作台 · ${hotline()}`
  })

  const { page } = place.value
  const tickets = page === 'tickets'
  return (
    <div class="workbench" data-pane={tickets ? (number.value ? 'case' : 'list') : 'assessment'}>
      <ViewsNav />
      <main>
        {tickets && <h1 class="unseen">工单</h1>}
        {tickets && list.value && <ListPane list={list.value} scroller={scroller} />}
        {tickets && <CasePane open={open.value} />}
        {page === 'assessment' && <AssessmentPage />}
        {page === 'aside' && <AsidePage />}
        {page === 'calls' && <DroppedCalls />}
        {page === 'topics' && <HotTopics />}
        {page === 'drift' && <DriftPage />}
        {page === 'setup' && <SetupPage />}
      </main>
      <GraceBar />
      {helping.value && <Help deeds={deeds.current} onClose={() => (helping.value = false)} />}
    </div>
  )
}

const TITLES: Readonly<Record<Exclude<Place['page'], 'tickets'>, string>> = {
  assessment: '三率考核',
  calls: '未接来电',
  aside: '放在一边的消息',
  topics: '热点',
  drift: '模型与人工对照',
  setup: '开始之前',
}

function titleOf({ page, view, number }: Place): string {
  if (page !== 'tickets') return TITLES[page]
  return number ?? VIEWS.find(({ id }) => id === view)?.name ?? '工单'
}

/** Rows may move only while nobody points at them, walks through them or has scrolled down. */
function isStill(scroller: HTMLElement | null): boolean {
  return !scroller || !(scroller.matches(':hover, :focus-within') || scroller.scrollTop > 0)
}

function keyDeeds(showHelp: () => void): KeyDeed[] {
  return [
    { key: 'j', words: '下一件', run: () => move(1) },
    { key: 'k', words: '上一件', run: () => move(-1) },
    { key: 'Enter', words: '打开选中的工单' },
    { key: 's', words: '签收', run: () => press('sign') },
    { key: 'r', words: '回复市民', run: () => press('reply') },
    { key: 'c', words: '办结，开始回访', run: () => press('close') },
    ...['1', '2', '3'].map((key) => ({ key, words: `待人工分类：选第 ${key} 个`, run: () => pickGuess(key) })),
    { key: 'z', words: '撤销刚才的回复或办结', run: () => pending.peek()?.undo() },
    { key: '/', words: '查找', run: () => document.querySelector<HTMLElement>('.search input')?.focus() },
    { key: 'Escape', words: '回到列表', run: back },
    { key: '?', words: '看这张表', run: showHelp },
  ]
}

/** Presses the button of the case, so that keys do exactly what the mouse does. */
function press(deed: string): void {
  document.querySelector<HTMLButtonElement>(`.case-pane [data-deed="${deed}"]:not(:disabled)`)?.click()
}

/** Of the open case, or of the row that has the focus where none is open. */
function pickGuess(key: string): void {
  const at = `[data-guess="${key}"]:not(:disabled)`
  const open = document.querySelector<HTMLButtonElement>(`.case-pane .review ${at}`)
  // While the next case is still being fetched nobody has seen what a second press would decide.
  if (open || place.peek().number) return open?.click()
  const row = document.activeElement?.closest('.row')?.querySelector<HTMLButtonElement>(`.guesses ${at}`)
  row?.click()
  if (row) move(1)
}

/** Where tickets wait for their category, the next one opens by itself once one has it; after the last, the list. */
function followReview(list: TicketList | undefined, number: string): void {
  const { number: open, ...here } = place.peek()
  if (!list?.view.filter.needsReview || open !== number) return
  const rows = list.rows.peek()
  const at = rows.findIndex((row) => row.number === number)
  const waits = (row: TicketRow) => row.needsReview && row.number !== number
  const next = rows.slice(at + 1).find(waits) ?? rows.find(waits)
  justSorted.value = next && { number, next: next.number }
  go({ ...here, ...(next && { number: next.number }) })
  // Whoever walks through the list goes on from there.
  if (next && document.activeElement?.closest('.list-pane'))
    document.querySelector<HTMLElement>(`.list-pane [data-number="${next.number}"]`)?.focus()
  if (!next) void list.load()
}

/** Moves the focus along the rows. */
function move(by: number): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('.list-pane .row a')]
  const focused = rows.findIndex((row) => row === document.activeElement)
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
  rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus()
}

/** Closes the case and puts the focus on its row. */
function back(): void {
  const { number, ...list } = place.peek()
  go(list)
  if (number) requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-number="${number}"]`)?.focus())
}
