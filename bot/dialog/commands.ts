import { maskPersonal } from '../../schema/citizen/masking.rules.ts'
import { localTime } from '../../schema/notice/notice.rules.ts'
import { STATE_NAMES, type Ticket, isAnswered } from '../../schema/ticket/ticket.rules.ts'
import { findTicket, ticketsOfCitizen } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './hearing.ts'
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
  if (/^(转?人工(服务|客服)?|找人工|人工坐席)[。！!]*$/.test(words)) {
    await say(TEXTS.human)
    return true
  }
  if (
    /^(我的工单|我的诉求|催(一下|促|办)?|怎么还没(办|处理|解决)|什么时候(能)?(办|处理|解决)好?|(查询?|看看?)?(办理)?进度|办得怎么样了|到哪一步了)[了吗啊呢。？?！!]*$/.test(
      words,
    )
  ) {
    const tickets = await ticketsOfCitizen(city.db, citizen._id, LISTED)
    await say(tickets.length > 0 ? tickets.map(statusLine).join('\n') : TEXTS.noTickets)
    return true
  }
  return false
}

function statusLine(ticket: Ticket): string {
  const matter = maskPersonal(ticket.text).replaceAll('\n', ' ')
  const short = matter.length > 20 ? `${matter.slice(0, 20)}…` : matter
  const due = isAnswered(ticket.state) ? '' : `，${localTime(ticket.dueAt)}前答复您`
  return `${ticket._id} ${STATE_NAMES[ticket.state]}${due}：${short}`
}
