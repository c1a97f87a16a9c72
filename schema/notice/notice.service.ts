import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { noteEffects, waysTo } from '../citizen/reach.store.ts'
import { loadCitizen, openSender } from '../citizen/citizen.store.ts'
import { toTraditional } from '../citizen/traditional.ts'
import { mayWrite } from '../citizen/window.rules.ts'
import { DeliveryError } from '../kernel/errors.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { Channel } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import type { Notice } from './notice.model.ts'
import { isOvertaken, localTime, progressText, retryAt } from './notice.rules.ts'
import { progressInEnglish } from './progress-english.rules.ts'
import { claimNotice, insertNotice, releaseHeld, settleNotice } from './notice.store.ts'

export type NewNotice = Pick<Notice, '_id' | 'kind' | 'citizenKey' | 'channel' | 'text'> &
  Partial<Pick<Notice, 'number' | 'menu' | 'notice' | 'inReplyTo'>>

/** Puts a notice into the ledger once per cause and lets the sender know. False when it stood there already. */
export async function recordNotice(city: City, notice: NewNotice): Promise<boolean> {
  const now = city.clock.now()
  const row: Notice = { ...notice, state: 'PENDING', attempts: 0, dueAt: now, createdAt: now }
  if (!(await insertNotice(city.db, row))) return false
  announceNotice(city, row, 'notice.due')
  return true
}

/** Records the progress notice of one ticket change; once per ticket, step and revision. */
export async function tellProgress(city: City, ticket: Ticket, event: DomainEvent): Promise<void> {
  if (ticket.imported) return
  const account = await loadCitizen(city.db, ticket.citizenKey)
  const text = account?.language === 'en' ? progressInEnglish(ticket, event.name) : progressText(ticket, event.name)
  if (!text || isOvertaken(ticket, event)) return
  await recordNotice(city, {
    _id: event.id,
    kind: event.name === 'ticket.dispatched' ? 'receipt' : 'progress',
    number: ticket._id,
    citizenKey: ticket.citizenKey,
    channel: ticket.channel,
    text,
    notice: {
      template: 'progress',
      fields: {
        number: ticket._id,
        state: PROGRESS_WORDS[event.name] ?? '办理中',
        unit: ticket.organName ?? '',
        time: localTime(city.clock.now()).trim(),
      },
      page: `pages/ticket/ticket?number=${ticket._id}`,
    },
  })
}

const PROGRESS_WORDS: Readonly<Record<string, string>> = {
  'ticket.dispatched': '已受理',
  'ticket.signed': '办理中',
  'ticket.replied': '已答复',
  'ticket.reopened': '重新办理',
}

/**
 * Sends one notice of the ledger: claim, send, settle. Where the process dies after the claim the outcome is unknown
 * and `giveUpStaleClaims` says so. A notice that was claimed, sent or given up before is left alone.
 */
export async function sendNotice(city: City, id: string, channels: ReadonlyMap<string, Channel>): Promise<void> {
  const claimed = await claimNotice(city.db, id, city.clock.now(), silentHere(channels))
  if (!claimed) return
  const outcome = await deliver(city, claimed, channels.get(claimed.channel))
  const settled = await settleNotice(city.db, claimed, outcome)
  if (outcome.state === 'HELD') await releaseIfOpen(city, claimed, channels.get(claimed.channel))
  if (settled && outcome.state !== 'PENDING') announceNotice(city, claimed, 'notice.sent')
}

/** Channels that another process speaks on, or this one later. */
export function silentHere(channels: ReadonlyMap<string, Channel>): string[] {
  return [...channels.values()].filter((channel) => channel.ready?.() === false).map((channel) => channel.name)
}

const CLOSED = {
  'within-window': '会话窗口已关闭，平台不允许推送；市民私信后自动补发',
  'until-left': '市民已退订；市民再来信后自动补发',
} as const

async function deliver(city: City, notice: Notice, channel: Channel | undefined): Promise<Partial<Notice>> {
  if (!channel?.send) return { state: 'HELD', reason: '该渠道不能推送，市民可凭工单号查询' }
  const account = await loadCitizen(city.db, notice.citizenKey)
  if (!account) return { state: 'FAILED', reason: '找不到市民的渠道账号' }
  const { broken, closed } = waysTo(account, notice.notice?.template)
  if (broken) return { state: 'FAILED', reason: '平台此前拒绝了这个账号，市民再来消息后恢复' }
  const rule = channel.capabilities.mayWrite
  if (rule && !notice.inReplyTo && !mayWrite(rule, account, city.clock.now())) {
    return { state: 'HELD', reason: CLOSED[rule] }
  }
  try {
    const { text, menu } = account.language === 'zh-Hant' ? await inTraditional(notice) : notice
    const receipt = await channel.send({
      id: createHash('sha256').update(notice._id).digest('base64url').slice(0, 27),
      recipient: openSender(city.sealer, account),
      text,
      ...(menu && { menu }),
      ...(notice.inReplyTo && { inReplyTo: notice.inReplyTo }),
      ...(notice.notice && { notice: notice.notice }),
      ...(closed && { closed }),
    })
    await noteEffects(city.db, account, receipt.effects ?? [], notice.notice?.template)
    return {
      state: 'SENT',
      sentAt: city.clock.now(),
      means: receipt.means,
      ...(receipt.platformId && { platformId: receipt.platformId }),
    }
  } catch (error) {
    // Anything but a refusal leaves the claim standing: nobody knows whether the platform got it.
    if (!(error instanceof DeliveryError)) throw error
    await noteEffects(city.db, account, error.effects, notice.notice?.template)
    if (error.action === 'unknown') return { state: 'UNKNOWN', reason: error.message }
    const again = error.retry ? retryAt(notice.attempts, error.afterMs, city.clock.now()) : undefined
    return again
      ? { state: 'PENDING', dueAt: again, reason: error.message }
      : { state: 'FAILED', reason: error.message }
  }
}

/** What staff, registers and jobs wrote, in the script of a citizen who writes traditional characters. */
async function inTraditional({ text, menu }: Notice): Promise<Pick<Notice, 'text' | 'menu'>> {
  if (!menu) return { text: await toTraditional(text) }
  const options = menu.options.map(async ({ id, label }) => ({ id, label: await toTraditional(label) }))
  return {
    text: await toTraditional(text),
    menu: {
      head: await toTraditional(menu.head),
      options: await Promise.all(options),
      ...(menu.tail && { tail: await toTraditional(menu.tail) }),
    },
  }
}

/** The citizen may have written while the notice was being held for them. */
async function releaseIfOpen(city: City, notice: Notice, channel: Channel | undefined): Promise<void> {
  const rule = channel?.capabilities.mayWrite
  const account = rule && (await loadCitizen(city.db, notice.citizenKey))
  if (account && mayWrite(rule, account, city.clock.now()))
    await releaseHeld(city.db, notice.citizenKey, city.clock.now())
}

function announceNotice(city: City, notice: Notice, name: 'notice.due' | 'notice.sent'): void {
  const event = { id: `${notice._id}:${name}:${notice.attempts}`, name, at: city.clock.now() }
  city.spine.announce([{ event, subject: notice._id, ...(notice.number && { ticket: notice.number }) }])
}
