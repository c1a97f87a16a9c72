import type { TicketRow } from '../graph/types.ts'
import type { TicketState } from '../../../schema/ticket/ticket.rules.ts'

/** A way to look at the tickets; `filter` and `order` as GraphQL's TicketFilter and TicketOrder. */
export interface View {
  id: string
  name: string
  filter: { states?: readonly TicketState[]; overdue?: boolean; needsHuman?: boolean; needsReview?: boolean }
  order: 'NEWEST' | 'OLDEST' | 'DUE_FIRST' | 'WORK_ORDER'
  /** What an empty list says. */
  empty: string
  /** Tickets only pass through here: the view is shown while some are stuck. */
  passing?: boolean
}

export const VIEWS: readonly View[] = [
  {
    id: 'callback',
    name: '等回电',
    filter: { needsHuman: true },
    order: 'OLDEST',
    empty: '没有等回电的市民。要人工的市民会先出现在这里。',
  },
  {
    id: 'review',
    name: '待人工分类',
    filter: { needsReview: true },
    order: 'OLDEST',
    empty: '没有拿不准的分类。拿不准的工单会先派出去，同时出现在这里。',
  },
  {
    id: 'to-dispatch',
    name: '待派单',
    filter: { states: ['ACCEPTED'] },
    order: 'OLDEST',
    empty: '没有等派单的工单。',
    passing: true,
  },
  {
    id: 'to-sign',
    name: '待签收',
    filter: { states: ['DISPATCHED'] },
    order: 'WORK_ORDER',
    empty: '没有等签收的工单。新派来的会自己出现在这里。',
  },
  {
    id: 'working',
    name: '办理中',
    filter: { states: ['SIGNED'] },
    order: 'WORK_ORDER',
    empty: '没有在办的工单。去“待签收”看看。',
  },
  {
    id: 'overdue',
    name: '已超期',
    filter: { overdue: true },
    order: 'DUE_FIRST',
    empty: '没有超期的工单。',
  },
  {
    id: 'replied',
    name: '待办结',
    filter: { states: ['REPLIED'] },
    order: 'OLDEST',
    empty: '没有等办结的工单。回复市民以后，工单会到这里。',
  },
  { id: 'closed', name: '已办结', filter: { states: ['CLOSED'] }, order: 'NEWEST', empty: '还没有办结的工单。' },
  { id: 'all', name: '全部', filter: {}, order: 'NEWEST', empty: '还没有工单。' },
]

/** Whether a ticket in this state belongs into the view now. */
export function belongs(
  view: View,
  ticket: Pick<TicketRow, 'state' | 'needsHuman' | 'needsReview'> & { clock: { status: string } },
): boolean {
  const { states, overdue, needsHuman, needsReview } = view.filter
  if ((needsHuman && !ticket.needsHuman) || (needsReview && !ticket.needsReview)) return false
  return (!states || states.includes(ticket.state)) && (!overdue || ticket.clock.status === 'OVERDUE')
}

/** A view's name in the query that counts them all. */
export const aliasOf = (id: string): string => id.replaceAll('-', '_')

/** Counts every view in one request; COUNTED are its variables. */
export const COUNTERS = `query Counters(${VIEWS.map(({ id }) => `$${aliasOf(id)}: TicketFilter`).join(' ')}) {
  ${VIEWS.map(({ id }) => `${aliasOf(id)}: tickets(filter: $${aliasOf(id)}, first: 1) { count }`).join('\n  ')}
}`

export const COUNTED = Object.fromEntries(VIEWS.map(({ id, filter }) => [aliasOf(id), filter]))
