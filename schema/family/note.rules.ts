import { isSameCaller } from '../ticket/caller.rules.ts'
import { STATE_NAMES, type Ticket } from '../ticket/ticket.rules.ts'

type Known = Pick<Ticket, '_id' | 'citizenKey' | 'phoneKey' | 'state'>

/**
 * What the timeline says of a ticket that was joined with another. Citizens read it too: the number of somebody else's
 * ticket is none of theirs.
 */
export function joinedSentence(ticket: Known, other: Known): string {
  return isSameCaller(ticket, other)
    ? `并案：与同一市民反映的 ${other._id} 是同一事项，合并跟踪`
    : '并案：与其他市民反映的是同一事项，合并跟踪'
}

export const LEFT = '撤销并案：本件单独办理'

/** What a citizen hears who sent the same thing again. */
export function knownSentence({ _id, state }: Known, language?: string): string {
  if (language === 'en') {
    return state === 'CLOSED'
      ? `You told us about this before (ticket ${_id}, closed). We will follow it up together with what was done then.`
      : `You told us about this before (ticket ${_id}). Both are followed up together; there is no need to send it again.`
  }
  return state === 'CLOSED'
    ? `这件事您此前反映过（工单号 ${_id}，已办结），我们会对照上次的办理情况一并跟进。`
    : `这件事您此前反映过（工单号 ${_id}，${STATE_NAMES[state]}），已合并跟踪，不必重复提交。`
}
