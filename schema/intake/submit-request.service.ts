import { randomBytes } from 'node:crypto'
import { claimAttachment, settleAttachment } from '../attachment/attachment.store.ts'
import type { City } from '../city.ts'
import { loadCitizen, openSender, rememberCitizen } from '../citizen/citizen.store.ts'
import { findPhone } from '../personal/phone.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { openTicket } from '../ticket/ticket.service.ts'
import { findBySource } from '../ticket/ticket.store.ts'
import { type Gazetteer, isOutside, toWgs84 } from '../territory/territory.rules.ts'
import { inboxIdOf, receiveMessage } from './intake.service.ts'
import { requestFrom, wordsOf } from './request.rules.ts'
import { MOST_ATTACHMENTS } from './upload.rules.ts'
import { claimUploads } from './upload.service.ts'

/** A request typed into a form, by a person or by a program. */
export interface SubmittedForm {
  text: string
  name?: string | null
  phone?: string | null
  address?: string | null
  /** WGS84. */
  point?: { latitude: number; longitude: number } | null
  /** The sender's own key: the same request sent again is the same ticket. */
  idempotencyKey?: string | null
  /** Receipts of what was uploaded for this form. */
  attachments?: readonly string[] | null
}

export type FormProblems = Partial<Record<keyof SubmittedForm, string>>

/** Problems of a form by field, in words a neighbour would use; empty when it is fine. */
export function formProblems(form: SubmittedForm, gazetteer: Gazetteer): FormProblems {
  const length = form.text.trim().length
  const phone = form.phone?.trim()
  const { point } = form
  const tooMany = (form.attachments?.length ?? 0) > MOST_ATTACHMENTS
  return {
    ...(length < 5 && { text: '请再说详细一点，至少 5 个字。' }),
    ...(length > 4000 && { text: '内容太长了，请控制在 4000 字以内。' }),
    ...(phone && findPhone(phone) !== phone && { phone: '手机号应为 11 位数字。' }),
    ...((form.name?.length ?? 0) > 50 && { name: '姓名太长了。' }),
    ...((form.address?.length ?? 0) > 200 && { address: '地址太长了，请控制在 200 字以内。' }),
    ...(point && isOutside(gazetteer, toWgs84(point)) && { point: outsideWords(gazetteer) }),
    ...(tooMany && { attachments: `照片最多 ${MOST_ATTACHMENTS} 张。` }),
    ...((form.idempotencyKey?.length ?? 0) > 200 && { idempotencyKey: '请求标识过长。' }),
  }
}

function outsideWords({ districts }: Gazetteer): string {
  const [district] = districts.values()
  return `这个位置不在${district?.city ?? '本市'}范围内，请重新选，或者去掉位置只写地址。`
}

/**
 * Takes a form in: stores it as it came, then opens its ticket at once, so that the citizen leaves with a number. Should
 * the process die in between, the stored message opens the same ticket later. `citizenKey` is set for a signed-in
 * mini-program user. Throws BAD_INPUT, or CONFLICT when the idempotency key was used for something else.
 */
export async function submitRequest(
  city: City,
  form: SubmittedForm,
  citizenKey?: string,
): Promise<{ ticket: Ticket; trackingCode: string }> {
  const problems = Object.entries(formProblems(form, city.registers.gazetteer))
  if (problems.length > 0) {
    throw new DomainError('BAD_INPUT', problems.map(([, problem]) => problem).join(''), {
      field: problems[0]?.[0] ?? '',
    })
  }
  const trackingCode = trackingCodeFor(city, form.idempotencyKey)
  const envelope = await envelopeOf(city, form, trackingCode, citizenKey)
  const inboxId = inboxIdOf(envelope)
  // Kept before the request is stored: a request never names a photo that is gone.
  const media = await claimUploads(city, form.idempotencyKey, form.attachments ?? [], inboxId)
  const message = media.length > 0 ? { ...envelope, media } : envelope
  const received = await receiveMessage(city, message, Buffer.from(JSON.stringify(form)), 'form')
  if (!received.same) throw new DomainError('CONFLICT', '同一请求标识已用于另一条诉求。')
  const account = await rememberCitizen(city.db, city.sealer, message.channel, message.sender, message.at)
  const source = {
    inboxId,
    citizenKey: account._id,
    message,
    text: wordsOf(message) ?? form.text,
    verifiedPhoneKey: account.phone?.phoneKey,
  }
  const ticket = await openTicket(city, requestFrom(city.sealer, source))
  for (const { attachmentId } of media) if (attachmentId) await giveTo(city, ticket._id, attachmentId)
  return { ticket, trackingCode }
}

/** The ticket names the attachment from its first moment; now the attachment names it too, and the sweep may rest. */
async function giveTo({ db }: City, number: string, attachmentId: string): Promise<void> {
  if ((await claimAttachment(db, attachmentId, number)) === number) await settleAttachment(db, attachmentId)
}

/** What a form without an account led to under this key; undefined when nothing was sent under it. */
export async function findSubmitted(
  city: City,
  idempotencyKey: string,
): Promise<{ ticket: Ticket; trackingCode: string } | undefined> {
  const trackingCode = trackingCodeFor(city, idempotencyKey)
  const ticket = await findBySource(city.db, inboxIdOf({ channel: 'web-form', dedupeKey: `form:${trackingCode}` }))
  return ticket ? { ticket, trackingCode } : undefined
}

/** 96 random bits; derived from the idempotency key where there is one, so that a repeat gives the same code. */
function trackingCodeFor(city: City, idempotencyKey: string | null | undefined): string {
  if (!idempotencyKey) return randomBytes(12).toString('base64url')
  return city.sealer.blindIndex(idempotencyKey, 'tracking-code').slice(0, 16)
}

async function envelopeOf(
  city: City,
  form: SubmittedForm,
  trackingCode: string,
  citizenKey: string | undefined,
): Promise<InboundMessage> {
  const account = citizenKey ? await loadCitizen(city.db, citizenKey) : null
  const phone = form.phone?.trim()
  return {
    channel: account?.channel ?? 'web-form',
    dedupeKey: `form:${trackingCode}`,
    sender: account ? openSender(city.sealer, account) : phone || trackingCode,
    kind: 'form',
    text: form.text.trim(),
    at: city.clock.now(),
    form: {
      trackingCode,
      ...(phone && { phone }),
      ...(form.name && { name: form.name }),
      ...(form.address && { address: form.address }),
    },
    ...(form.point && { place: { ...form.point, datum: 'WGS84' as const } }),
    reply: { mode: 'none' },
    platformType: 'form',
  }
}
