import { createHash } from 'node:crypto'
import { keepUploads } from '../attachment/claim.store.ts'
import { storeAttachment } from '../attachment/attachment.service.ts'
import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import { MOST_ATTACHMENTS, formSender, issueReceipt, readReceipt, unclaimedUntil } from './upload.rules.ts'

export interface Upload {
  receipt: string
  type: 'image' | 'voice' | 'video'
  contentType: string
  /** Of the stored form, in bytes. */
  size: number
}

/**
 * Keeps a file for a form that is still being written; without a request it is dropped after a day. The same bytes for the
 * same form are one attachment. Throws BAD_INPUT in words for the sender.
 */
export async function takeUpload(city: City, form: string, bytes: Buffer): Promise<Upload> {
  const key = requireForm(form)
  const now = city.clock.now()
  const digest = createHash('sha256').update(bytes).digest('base64url')
  const { id, ...stored } = await storeAttachment(city, {
    bytes,
    source: `form:${key}:${digest}`,
    sender: formSender(city.sealer, key),
    expiresAt: unclaimedUntil(now),
  })
  return { receipt: issueReceipt(city.sealer, key, id, now), ...stored }
}

/**
 * Turns receipts into the media of a request and keeps their attachments for it (`cause`, its inbox id). Doing it again for the same form gives
 * the same, so a request sent twice has them once. Throws BAD_INPUT when one is forged, of another form, or too old.
 */
export async function claimUploads(
  city: City,
  form: string | null | undefined,
  receipts: readonly string[],
  cause: string,
): Promise<NonNullable<InboundMessage['media']>> {
  if (receipts.length === 0) return []
  const key = requireForm(form)
  const now = city.clock.now()
  const ids = receipts.map((receipt) => readReceipt(city.sealer, key, receipt, now) ?? refuse())
  if (new Set(ids).size > MOST_ATTACHMENTS) refuse()
  const found = new Map(
    (await keepUploads(city.db, formSender(city.sealer, key), ids, cause)).map((one) => [one.id, one.type]),
  )
  return [...new Set(ids)].map((id) => ({ attachmentId: id, type: found.get(id) ?? refuse() }))
}

function requireForm(form: string | null | undefined): string {
  if (form && form.length >= 16 && form.length <= 200) return form
  throw new DomainError('BAD_INPUT', '上传照片要带上这张表单的标识（16 至 200 位）。', { field: 'idempotencyKey' })
}

function refuse(): never {
  throw new DomainError('BAD_INPUT', '照片放得太久，已经失效，请重新添加。', { field: 'attachments' })
}
