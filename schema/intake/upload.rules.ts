import { type Sealer, sameText } from '../kernel/seal.ts'

/** 照片 of one request, at most. */
export const MOST_ATTACHMENTS = 6

/** How long a receipt is good for: long enough to write a long request, short enough to be worth nothing later. */
const RECEIPT_MS = 2 * 3_600_000

/** How long an upload waits for its request. Longer than a receipt, so that what a receipt names is there. */
const UNCLAIMED_MS = 24 * 3_600_000

/** The sender key of what was uploaded with a form: nobody's account, only this form's. */
export function formSender(sealer: Sealer, form: string): string {
  return sealer.blindIndex(form, 'upload-form')
}

export function unclaimedUntil(now: Date): Date {
  return new Date(now.getTime() + UNCLAIMED_MS)
}

/**
 * What the uploader holds instead of the attachment's id: `id.expiry.mac`. It can be neither guessed nor used with another
 * form, and nothing can be read with it.
 */
export function issueReceipt(sealer: Sealer, form: string, id: string, now: Date): string {
  const expiry = Math.floor((now.getTime() + RECEIPT_MS) / 1000).toString(36)
  return `${id}.${expiry}.${macOf(sealer, form, id, expiry)}`
}

/** The attachment a receipt stands for; undefined when it is forged, of another form, or too old. */
export function readReceipt(sealer: Sealer, form: string, receipt: string, now: Date): string | undefined {
  const [, id, expiry, mac] = /^([\w-]{10,40})\.([0-9a-z]{1,9})\.([\w-]{27})$/.exec(receipt) ?? []
  if (!id || !expiry || !mac || !sameText(mac, macOf(sealer, form, id, expiry))) return undefined
  return Number.parseInt(expiry, 36) * 1000 > now.getTime() ? id : undefined
}

function macOf(sealer: Sealer, form: string, id: string, expiry: string): string {
  return sealer.blindIndex(`${form}\0${id}\0${expiry}`, 'upload-receipt')
}
