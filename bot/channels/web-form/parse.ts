import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { parseJson, readText } from '../inbound/json.ts'

const optionalText = (max: number, name: string) => z.string().trim().max(max, `${name}不能超过 ${max} 个字`).optional()

const MAX_FIELDS = 50

const degrees = (limit: number, name: string) =>
  z.coerce
    .number({ error: `${name}应为数字` })
    .min(-limit, `${name}超出范围`)
    .max(limit, `${name}超出范围`)
    .optional()

/** What a site's own form posts. Unknown fields are ignored, so that a form may have more. */
const formShape = z
  .object({
    text: z
      .string({ error: '缺少诉求内容' })
      .trim()
      .min(5, '诉求内容至少 5 个字')
      .max(4000, '诉求内容不能超过 4000 个字'),
    name: optionalText(50, '姓名'),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d-]{5,20}$/, '电话格式不对')
      .optional(),
    address: optionalText(200, '地址'),
    latitude: degrees(90, '纬度'),
    longitude: degrees(180, '经度'),
    datum: z.enum(['WGS84', 'GCJ-02', 'BD-09'], { error: '坐标系应为 WGS84、GCJ-02 或 BD-09' }).default('WGS84'),
    idempotencyKey: z
      .string()
      .regex(/^[\w-]{16,100}$/, 'idempotencyKey 应为 16–100 位字母、数字、- 或 _')
      .optional(),
  })
  .refine((form) => (form.latitude === undefined) === (form.longitude === undefined), { error: '经纬度要成对' })

/**
 * Puts who sent it before the form: a stored message is read again without its headers. One line, which no form begins
 * with: `#site nonce`.
 */
export function withSender(body: Buffer, sender: { site: string; nonce?: string }): Buffer {
  return Buffer.concat([Buffer.from(`#${sender.site} ${sender.nonce ?? ''}\n`), body])
}

/** Messages that were stored before sites had names lack the line. */
function readSender(verified: Buffer): { site?: string; nonce?: string; body: Buffer } {
  const end = verified.indexOf('\n')
  const [, site, nonce] = /^#([\w-]+) ([\w-]*)$/.exec(verified.toString('latin1', 0, Math.max(0, end))) ?? []
  if (!site) return { body: verified }
  return { site, ...(nonce && { nonce }), body: verified.subarray(end + 1) }
}

/**
 * Turns one posted form into one message. A browser's ticket is good for one form, so its nonce is the key; a server's
 * form brings its own. Throws DomainError BAD_INPUT that names every fault.
 */
export function parseWebForm(verified: Buffer, receivedAt: Date): InboundMessage[] {
  const { site, nonce, body } = readSender(verified)
  const parsed = formShape.safeParse(readFields(body))
  if (!parsed.success) {
    const faults = new Set(parsed.error.issues.map((issue) => issue.message))
    throw new DomainError('BAD_INPUT', [...faults].join('；'))
  }
  const { text, name, phone, address, latitude, longitude, datum, idempotencyKey } = parsed.data
  const own = idempotencyKey ?? createHash('sha256').update(body).digest('base64url')
  const dedupeKey = nonce ? `ticket:${site}:${nonce}` : own
  const place = latitude !== undefined && longitude !== undefined ? { latitude, longitude, datum } : undefined
  return [
    {
      channel: 'web-form',
      dedupeKey,
      // Without a phone there is nobody to recognise again: each form stands for itself.
      sender: phone ?? `form:${dedupeKey}`,
      kind: 'form',
      text,
      at: receivedAt,
      ...(site && { site }),
      ...(place && { place }),
      form: { ...(name && { name }), ...(phone && { phone }), ...(address && { address }) },
      reply: { mode: 'none' },
      platformType: 'form',
    },
  ]
}

/** JSON, or what a plain HTML form sends; empty fields count as not filled in. */
function readFields(body: Buffer): unknown {
  const text = readText(body)
  if (text.trimStart().startsWith('{')) return parseJson(body)
  if (text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) throw new DomainError('BAD_INPUT', '字段过多')
  return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value.trim() !== ''))
}
