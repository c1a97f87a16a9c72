import { urgeTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { readCommand } from './command.rules.ts'
import { type Hearing, actOf } from './hearing.ts'
import { openTickets, ownTicket, ownTickets, statusLine } from './own-tickets.ts'

/** 催办: at most once a day counts. With several open tickets the citizen says which. */
export async function hearUrge(hearing: Hearing) {
  const { texts, words, say } = hearing
  const command = readCommand(words)
  if (command?.name !== 'urge') return undefined
  const open = command.number ? [] : await openTickets(hearing)
  const [ticket, second] = open
  const number = command.number ?? ticket?._id
  if (!number) {
    // Nothing is under way: what sounds like a reminder is a complaint, or asks how it ended.
    const [last] = await ownTickets(hearing, 1)
    if (!last) return undefined
    await say(statusLine(hearing, last))
  } else if (second && !command.number) {
    await say([texts.urgeWhich, ...open.map((one) => statusLine(hearing, one))].join('\n'))
  } else {
    await say(await urge(hearing, number))
  }
  return {}
}

async function urge(hearing: Hearing, number: string): Promise<string> {
  const { city, texts, words } = hearing
  const outcome = await urgeTicket(city, number, { ...actOf(hearing), text: words })
  if (outcome.done) return texts.urged(number, outcome.ticket.organName ?? texts.theUnit)
  const ticket = outcome.why === 'NOT_YOURS' ? undefined : await ownTicket(hearing, number)
  if (!ticket) return texts.noTickets
  return outcome.why === 'TOO_SOON'
    ? `${texts.urgedToday(number)}\n${statusLine(hearing, ticket)}`
    : statusLine(hearing, ticket)
}
