import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { AsidePage } from './aside.tsx'
import { loadAsides } from './asides.ts'
import { AssessmentPage } from './assessment.tsx'
import { CasePane } from './case-pane.tsx'
import { countSoon } from './counters.ts'
import { DroppedCalls } from './dropped-calls.tsx'
import { pending } from './grace.ts'
import { GraceBar } from './grace-bar.tsx'
import { Help } from './help.tsx'
import { HotTopics } from './hot-topics.tsx'
import { type KeyDeed, listenKeys } from './keys.ts'
import { ListPane } from './list-pane.tsx'
import { type OpenCase, openCase } from './open-case.ts'
import { go, place } from './place.ts'
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
    open.value = number.value ? openCase(number.value) : undefined
  })

  const deeds = useRef(keyDeeds(() => (helping.value = true)))
  useEffect(() => listenKeys(deeds.current), [])

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
      </main>
      <GraceBar />
      {helping.value && <Help deeds={deeds.current} onClose={() => (helping.value = false)} />}
    </div>
  )
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
