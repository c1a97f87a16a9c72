import type { TicketCase } from '../graph/types.ts'

export interface Stage {
  name: string
  at?: Date
  state: 'reached' | 'next' | 'ahead'
}

/** How many stages lie behind a ticket in this state. */
const REACHED = { ACCEPTED: 1, DISPATCHED: 2, SIGNED: 3, REPLIED: 4, CLOSED: 5 } as const

const STAGES: readonly (readonly [event: string, name: string])[] = [
  ['opened', '受理'],
  ['dispatched', '派单'],
  ['signed', '签收'],
  ['replied', '回复'],
  ['closed', '办结'],
  ['survey-answered', '评价'],
]

type Road = Pick<TicketCase, 'timeline' | 'survey' | 'state'>

const last = (ticket: Road, event: string) => ticket.timeline.findLast((entry) => entry.event === event)?.at

/** True when the citizen has judged this closing; the answer to an earlier one, before a redo, does not count. */
export function isJudged(ticket: Road): boolean {
  const answeredAt = ticket.survey?.answeredAt
  return ticket.state === 'CLOSED' && Boolean(answeredAt && answeredAt >= (last(ticket, 'closed') ?? ''))
}

/**
 * The road of a ticket (practice.md 3.1) with the time each stage was last reached; a redo walks part of it again, and one
 * that the citizen withdrew ends there.
 */
export function stages(ticket: Road): Stage[] {
  if (ticket.state === 'WITHDRAWN') return stagesUntilWithdrawn(ticket)
  const reached = isJudged(ticket) ? STAGES.length : REACHED[ticket.state]
  return STAGES.map(([event, name], index) => {
    const at = index < reached ? last(ticket, event) : undefined
    const state = index < reached ? 'reached' : index === reached ? 'next' : 'ahead'
    return { name, state, ...(at && { at: new Date(at) }) }
  })
}

function stagesUntilWithdrawn(ticket: Road): Stage[] {
  const walked = [...STAGES, ['withdrawn', '撤回'] as const]
  return walked.flatMap(([event, name]) => {
    const at = last(ticket, event)
    return at ? [{ name, at: new Date(at), state: 'reached' as const }] : []
  })
}
