import type { City } from '../city.ts'
import { loadCitizen, openSender } from '../citizen/citizen.store.ts'
import { DeliveryError } from '../kernel/errors.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { Channel } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import type { Notice } from './notice.model.ts'
import { localTime, progressText, retryAt } from './notice.rules.ts'
import { claimNotice, insertNotice, settleNotice } from './notice.store.ts'

export type NewNotice = Pick<Notice, '_id' | 'kind' | 'citizenKey' | 'channel' | 'text'> &
  Partial<Pick<Notice, 'number' | 'menu' | 'notice'>>

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
  const text = progressText(ticket, event.name)
  if (!text) return
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
  const claimed = await claimNotice(city.db, id, city.clock.now())
  if (!claimed) return
  const outcome = await deliver(city, claimed, channels.get(claimed.channel))
  const settled = await settleNotice(city.db, claimed, outcome)
  if (settled && outcome.state !== 'PENDING') announceNotice(city, claimed, 'notice.sent')
}

async function deliver(city: City, notice: Notice, channel: Channel | undefined): Promise<Partial<Notice>> {
  if (!channel?.send) return { state: 'HELD', reason: '该渠道不能推送，市民可凭工单号查询' }
  const account = await loadCitizen(city.db, notice.citizenKey)
  if (!account) return { state: 'FAILED', reason: '找不到市民的渠道账号' }
  try {
    const receipt = await channel.send({
      recipient: openSender(city.sealer, account),
      text: notice.text,
      ...(notice.menu && { menu: notice.menu }),
      ...(notice.notice && { notice: notice.notice }),
    })
    return {
      state: 'SENT',
      sentAt: city.clock.now(),
      means: receipt.means,
      ...(receipt.platformId && { platformId: receipt.platformId }),
    }
  } catch (error) {
    // Anything but a refusal leaves the claim standing: nobody knows whether the platform got it.
    if (!(error instanceof DeliveryError)) throw error
    if (error.action === 'unknown') return { state: 'UNKNOWN', reason: error.message }
    const again = error.retry ? retryAt(notice.attempts, error.afterMs, city.clock.now()) : undefined
    return again
      ? { state: 'PENDING', dueAt: again, reason: error.message }
      : { state: 'FAILED', reason: error.message }
  }
}

function announceNotice(city: City, notice: Notice, name: 'notice.due' | 'notice.sent'): void {
  const event = { id: `${notice._id}:${name}:${notice.attempts}`, name, at: city.clock.now() }
  city.spine.announce([{ event, subject: notice._id, ...(notice.number && { ticket: notice.number }) }])
}
