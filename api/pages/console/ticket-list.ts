import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { ask, follow } from '../graph/client.ts'
import { ROW_CHANGED, TICKETS } from '../graph/documents.ts'
import type { TicketRow } from '../graph/types.ts'
import { signOutIfExpired, token } from './session.ts'
import { type View, belongs } from './views.ts'

/** The rows of one view, live. */
export interface TicketList {
  view: View
  rows: ReadonlySignal<readonly TicketRow[]>
  /** New tickets held back so that nothing jumps under the cursor. */
  held: ReadonlySignal<number>
  loading: ReadonlySignal<boolean>
  problem: ReadonlySignal<string | undefined>
  hasMore: ReadonlySignal<boolean>
  broken: ReadonlySignal<boolean>
  /** The line was lost meanwhile, and the rows were left alone because somebody is at them. */
  stale: ReadonlySignal<boolean>
  /** Numbers that changed a moment ago. */
  fresh: ReadonlySignal<ReadonlySet<string>>
  load(): Promise<void>
  loadMore(): Promise<void>
  /** Lets the held-back tickets in. */
  release(): void
  end(): void
}

interface Page {
  tickets: { edges: { node: TicketRow }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}

const PAGE = 30
/** As long as the flash of a changed row lasts. */
const FLASH = 1600

/**
 * `isStill` says whether rows may move now: nobody points at the list, has the focus in it, or has scrolled. A ticket
 * that leaves the view keeps its place until the next load and says where it went.
 */
export function openList(view: View, isStill: () => boolean, onChange: (row: TicketRow) => void): TicketList {
  const rows = signal<readonly TicketRow[]>([])
  const waiting = signal<readonly TicketRow[]>([])
  const loading = signal(true)
  const problem = signal<string | undefined>(undefined)
  const cursor = signal<string | undefined>(undefined)
  const broken = signal(false)
  const stale = signal(false)
  let connected = false
  const fresh = signal<ReadonlySet<string>>(new Set())

  const fetchPage = async (after?: string) => {
    loading.value = true
    problem.value = undefined
    try {
      const variables = { filter: view.filter, orderBy: view.order, first: PAGE, ...(after && { after }) }
      const { tickets } = await ask<Page>(TICKETS, variables, token)
      const found = tickets.edges.map(({ node }) => node)
      rows.value = after ? [...rows.value, ...found.filter(({ number }) => !has(number))] : found
      cursor.value = tickets.pageInfo.hasNextPage ? (tickets.pageInfo.endCursor ?? undefined) : undefined
      if (!after) {
        waiting.value = []
        stale.value = false
      }
    } catch (error) {
      signOutIfExpired(error)
      problem.value = error instanceof Error ? error.message : '没有取到工单，请重试。'
    }
    loading.value = false
  }
  const has = (number: string) => rows.value.some((row) => row.number === number)
  const flash = (number: string) => {
    fresh.value = new Set([...fresh.value, number])
    setTimeout(() => (fresh.value = new Set([...fresh.value].filter((other) => other !== number))), FLASH)
  }
  const insert = (row: TicketRow) => {
    // It may have waited, and come again when rows could move: one line all the same.
    waiting.value = waiting.value.filter(({ number }) => number !== row.number)
    rows.value = [...rows.value.filter(({ number }) => number !== row.number), row].sort(orderOf(view))
    flash(row.number)
  }
  const take = (row: TicketRow) => {
    onChange(row)
    if (has(row.number)) {
      rows.value = rows.value.map((known) => (known.number === row.number ? newer(known, row) : known))
      flash(row.number)
    } else if (belongs(view, row)) {
      if (isStill()) insert(row)
      else waiting.value = [...waiting.value.filter(({ number }) => number !== row.number), row]
    }
  }
  const unfollow = follow<{ ticketChanged: TicketRow }>(ROW_CHANGED, {}, token, {
    next: (data) => take(data.ticketChanged),
    onBreak: (lost) => {
      broken.value = lost
      if (lost) return
      // What happened while the line was down was missed.
      if (connected && isStill()) void fetchPage()
      else stale.value = connected
      connected = true
    },
  })
  void fetchPage()
  return {
    view,
    rows,
    held: computed(() => waiting.value.length),
    loading,
    problem,
    hasMore: computed(() => cursor.value !== undefined),
    broken,
    stale,
    fresh,
    load: () => fetchPage(),
    loadMore: () => fetchPage(cursor.value),
    release() {
      const held = waiting.value
      waiting.value = []
      held.forEach(insert)
    },
    end: unfollow,
  }
}

const newer = (known: TicketRow, told: TicketRow) => (told.revision >= known.revision ? told : known)

/** The server's order, for rows that come in later. */
function orderOf({ order }: View): (a: TicketRow, b: TicketRow) => number {
  if (order === 'NEWEST') return (a, b) => b.createdAt.localeCompare(a.createdAt)
  const instant = (row: TicketRow) =>
    ({ WORK_ORDER: row.workOrder.at, DUE_FIRST: row.clock.dueAt, OLDEST: row.createdAt })[order]
  return (a, b) => instant(a).localeCompare(instant(b))
}
