import { maskPersonal } from '../../schema/citizen/masking.rules.ts'
import { STATE_NAMES, type Ticket } from '../../schema/ticket/ticket.rules.ts'
import { findTicket, ticketsOfCitizen } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './converse.ts'
import { TEXTS } from './texts.ts'

/** How many tickets a status answer lists. */
const LISTED = 3

/** Greetings and questions about one's own tickets; true when it was one. */
export async function hearCommand({ city, citizen, say }: Hearing, words: string): Promise<boolean> {
  if (/^(你好|您好|在吗|在么|喂|hi|hello)[。！!，,？?~～\s]*$/i.test(words)) {
    await say(TEXTS.welcome)
    return true
  }
  const number = /^(?:查询?|进度|工单号?)?\s*(\d{8}-\d{6})\s*(?:进度|怎么样了|到哪了)?[。？?]*$/.exec(words)?.[1]
  if (number) {
    const ticket = await findTicket(city.db, number)
    await say(ticket?.citizenKey === citizen._id ? statusLine(ticket) : TEXTS.noTickets)
    return true
  }
  if (/^(我的工单|我的诉求|(查询?|看看?)?(办理)?进度|办得怎么样了|到哪一步了)[。？?！!]*$/.test(words)) {
    const tickets = await ticketsOfCitizen(city.db, citizen._id, LISTED)
    await say(tickets.length > 0 ? tickets.map(statusLine).join('\n') : TEXTS.noTickets)
    return true
  }
  return false
}

function statusLine(ticket: Ticket): string {
  return `${ticket._id} ${STATE_NAMES[ticket.state]}：${maskPersonal(ticket.text).replaceAll('\n', ' ').slice(0, 20)}`
}
