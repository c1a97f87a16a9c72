import { understand } from '../../schema/classify/understand.rules.ts'
import { hasDone } from '../../schema/ticket/citizen-acts.rules.ts'
import { withdrawTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { type Command, readCommand } from './command.rules.ts'
import { underWay } from './draft.ts'
import { type Hearing, actOf } from './hearing.ts'
import { openTickets, ownTickets, statusLine } from './own-tickets.ts'

/** 撤回: drops the request under way, or takes back a ticket that nobody has answered yet. */
export async function hearWithdrawal(hearing: Hearing) {
  const { texts, words, say } = hearing
  const command = readCommand(words)
  // "取消公交站牌" is about a bus stop, not about a ticket.
  if (command?.name !== 'withdraw' || understand(command.rest ?? '').category.evidence.length > 0) return undefined
  // Taken back before, by a process that died before it could say so.
  const before = (await ownTickets(hearing)).find((ticket) => hasDone(ticket, 'withdraw', hearing.inboxId))
  if (!command.number && !before && underWay(hearing)) {
    await say(texts.draftDropped)
    return { draft: null }
  }
  const open = command.number || before ? [] : await openTickets(hearing)
  const [ticket, second] = open
  const number = command.number ?? (before ?? ticket)?._id
  if (second) {
    await say([texts.withdrawWhich, ...open.map((one) => statusLine(hearing, one))].join('\n'))
  } else {
    await say(number ? await withdraw(hearing, number, command) : await nothingOpen(hearing))
  }
  return {}
}

async function withdraw(hearing: Hearing, number: string, { rest }: Command): Promise<string> {
  const { city, texts } = hearing
  const outcome = await withdrawTicket(city, number, { ...actOf(hearing), ...(rest && { reason: rest }) })
  if (outcome.done) return texts.withdrawn(number)
  return outcome.why === 'NOT_YOURS' ? texts.noTickets : texts.withdrawTooLate(number)
}

async function nothingOpen(hearing: Hearing): Promise<string> {
  const [last] = await ownTickets(hearing, 1)
  return last ? hearing.texts.withdrawTooLate(last._id) : hearing.texts.noTickets
}
