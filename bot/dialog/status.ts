import { readCommand } from './command.rules.ts'
import { remind, underWay } from './draft.ts'
import type { Hearing } from './hearing.ts'
import { ownTicket, ownTickets, statusLine } from './own-tickets.ts'

/** How many tickets a list shows. */
const LISTED = 3

/** "我的工单", or a ticket's number: how things stand. */
export async function hearStatus(hearing: Hearing) {
  const { texts, words, say } = hearing
  const command = readCommand(words)
  if (command?.name !== 'status') return undefined
  const named = command.number ? await ownTicket(hearing, command.number) : undefined
  const tickets = command.number ? [named].filter((ticket) => ticket !== undefined) : await ownTickets(hearing, LISTED)
  const draft = underWay(hearing)
  if (tickets.length === 0 && draft && !command.number) {
    await remind(hearing, draft)
  } else {
    await say(tickets.length > 0 ? tickets.map((ticket) => statusLine(hearing, ticket)).join('\n') : texts.noTickets)
  }
  return {}
}
