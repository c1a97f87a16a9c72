import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { signBody, SIGNATURE_HEADER, verifyHmac } from '../inbound/hmac.ts'
import { type Act, CannotAct } from './act.ts'
import type { ApiAnswer } from './api-call.ts'
import type { SimulatorCredentials } from './credentials.ts'
import type { Callback } from './deliver.ts'
import { jsonOf } from './http.ts'
import type { Phone, PhoneBook } from './phone-book.ts'

const smsShape = z.object({
  id: z.string().min(1),
  to: z.string(),
  text: z.string().min(1),
  parts: z.number().int().min(1),
})

const mailShape = z.object({
  id: z.string().min(1),
  to: z.string(),
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(10_000),
  thread: z.string().min(1),
})

/** As many parts as the operators bill, with the sender's name before the text. */
const NAME = '【澜城12345】'
const MOST_PARTS = 5
const MAX_BODY = 64 * 1024

const answer = (status: number, value: object): ApiAnswer => ({ status, json: JSON.stringify(value), errcode: status })

/** An SMS and a mail gateway of the city's choice: they keep the contract of the channels' READMEs, on both sides. */
export class Gateways {
  /** What was taken, by the sender's id: once each. */
  readonly #taken = new Map<string, string>()
  readonly #optedOut = new Set<string>()

  constructor(
    readonly credentials: SimulatorCredentials,
    readonly phones: PhoneBook,
    readonly now: () => Date,
  ) {}

  /** `POST /gateway/<kind>`: takes one message of the city. */
  handle(kind: string, headers: Readonly<Record<string, string>>, body: Buffer): ApiAnswer {
    const raw = { method: 'POST' as const, query: {}, headers, body, receivedAt: this.now() }
    const checked = verifyHmac(raw, { city: this.credentials.gatewayKey }, MAX_BODY)
    if (!checked.ok) return answer(checked.status, { code: 'bad-signature' })
    const message = kind === 'sms' ? this.#sms(jsonOf(body)) : kind === 'email' ? this.#mail(jsonOf(body)) : undefined
    if (!message) return answer(400, { code: 'bad-message' })
    if ('code' in message) return answer(422, message)
    const known = this.#taken.get(message.id)
    if (known) return answer(409, { id: known })
    const id = randomUUID()
    this.#taken.set(message.id, id)
    this.phones.phone(kind, message.to).show({ from: 'city', kind: 'text', text: message.text, means: kind })
    return answer(202, { id })
  }

  #sms(content: unknown): { id: string; to: string; text: string } | { code: string } | undefined {
    const parsed = smsShape.safeParse(content)
    if (!parsed.success) return undefined
    const { to, text, parts } = parsed.data
    if (!/^1[3-9]\d{9}$/.test(to)) return { code: 'no-such-recipient' }
    if (this.#optedOut.has(to)) return { code: 'opted-out' }
    const length = NAME.length + text.length
    const needed = length <= 70 ? 1 : Math.ceil(length / 67)
    if (needed > MOST_PARTS || needed > parts) return { code: 'too-long' }
    return { ...parsed.data, text: NAME + text }
  }

  #mail(content: unknown): { id: string; to: string; text: string } | { code: string } | undefined {
    const parsed = mailShape.safeParse(content)
    if (!parsed.success) return undefined
    const { subject, text, to } = parsed.data
    if (this.#optedOut.has(to)) return { code: 'opted-out' }
    return { ...parsed.data, text: `${subject}\n${text}` }
  }

  /** A citizen's text message, as the gateway hands it over. */
  sms(phone: Phone, act: Act): Callback {
    if (act.kind !== 'text') throw new CannotAct('sms', act.kind)
    if (!/^\d{3,20}$/.test(phone.sender)) throw new CannotAct('sms', 'number')
    const text = act.text ?? ''
    this.#hear(phone, text)
    const at = this.now()
    const message = { id: `sms-${randomUUID()}`, from: `+86${phone.sender}`, text, at: at.toISOString() }
    return this.#signed('sms', this.credentials.smsKey, message, at)
  }

  /** A citizen's mail: as mail programs send it, in HTML, with a signature under it. */
  email(phone: Phone, act: Act): Callback {
    if (act.kind !== 'text' && act.kind !== 'image') throw new CannotAct('email', act.kind)
    if (!/^[^\s@]+@[^\s@]+$/.test(phone.sender)) throw new CannotAct('email', 'address')
    const text = act.text ?? ''
    this.#hear(phone, text)
    const at = this.now()
    const earlier = phone.messages().findLast((message) => message.from === 'city')
    const html = `<div>${escaped(text).replaceAll('\n', '<br>')}</div>${
      earlier ? `<blockquote class="gmail_quote">${escaped(earlier.text)}</blockquote>` : ''
    }`
    const mail = {
      id: `<${randomUUID()}@mail.example>`,
      from: phone.sender,
      to: '12345@city.example',
      subject: earlier ? `回复：${earlier.text.split('\n')[0]}` : '',
      html,
      ...(earlier && { inReplyTo: `<${createHash('sha256').update(earlier.text).digest('hex')}@city.example>` }),
      ...(act.kind === 'image' && { attachments: [{ id: randomUUID(), contentType: 'image/jpeg' }] }),
      at: at.toISOString(),
    }
    return this.#signed('email', this.credentials.emailKey, mail, at)
  }

  #hear(phone: Phone, text: string): void {
    phone.show({ from: 'citizen', kind: 'text', text })
    // Gateways keep lists of their own, as the operators demand.
    if (/^(TD|退订)$/i.test(text.trim())) this.#optedOut.add(phone.sender)
    else this.#optedOut.delete(phone.sender)
  }

  #signed(channel: string, key: string, message: object, at: Date): Callback {
    const body = JSON.stringify(message)
    const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signBody(key, Buffer.from(body), at) }
    return { channel, query: {}, headers, body, plain: body }
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
