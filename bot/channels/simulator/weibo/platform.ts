import { randomBytes } from 'node:crypto'
import { sortedSha1 } from '../../inbound/signature.ts'
import type { ApiAnswer } from '../api-call.ts'
import type { SimulatorCredentials } from '../credentials.ts'
import type { Callback } from '../deliver.ts'
import type { Phone, PhoneBook } from '../phone-book.ts'
import { type Act, CannotAct } from '../act.ts'

const WINDOW_MS = 48 * 3_600_000
/** "Less than 300 characters." */
const TOO_LONG = 300
/** The account the city has on this Weibo. */
const CITY_UID = '5012345678'

/** How a citizen may be written to: freely for 48 hours after speaking, once after a mention, not after unfollowing. */
interface Standing {
  openUntil: number
  mentionUntil: number
}

/** m.api.weibo.com as far as the fan service needs it. */
export class WeiboPlatform {
  readonly #standings = new Map<string, Standing>()

  constructor(
    readonly credentials: SimulatorCredentials['weibo'],
    readonly phones: PhoneBook,
    readonly now: () => Date,
  ) {}

  /** `POST /2/messages/reply.json`, a form. Errors come with an HTTP status and a code of their own. */
  reply(form: URLSearchParams): ApiAnswer {
    if (form.get('access_token') !== this.credentials.accessToken) return failure(403, 21332, 'invalid_access_token')
    const receiver = form.get('receiver_id') ?? ''
    if (!/^\d{1,20}$/.test(receiver)) return failure(400, 10008, 'param error: receiver_id')
    if (form.get('type') !== 'text') return failure(400, 10008, 'param error: type')
    const text = textOf(form.get('data'))
    if (!text) return failure(400, 10008, 'param error: data')
    if (text.length >= TOO_LONG) return failure(400, 20013, 'text too long')
    if (!this.#takeAllowance(receiver)) return failure(403, 20301, 'can not send message to this user')
    this.phones.phone('weibo', receiver).show({ from: 'city', kind: 'text', text, means: 'private-message' })
    return {
      status: 200,
      json: `{"result":true,"sender_id":${CITY_UID},"receiver_id":${receiver},"type":"text"}`,
    }
  }

  /** Does what the citizen does: shows it, keeps the books, writes the callback. */
  act(phone: Phone, act: Act): Callback {
    if (!/^\d{1,19}$/.test(phone.sender)) throw new CannotAct('weibo', 'uid')
    const now = this.now()
    const { type, text, data } = contentOf(phone, act)
    this.#keepBooks(phone.sender, act, now.getTime())
    const body = [
      `{"type":"${type}","receiver_id":${CITY_UID},"sender_id":${phone.sender}`,
      `"created_at":"${weiboTime(now)}","text":${JSON.stringify(text)},"data":${data}}`,
    ].join(',')
    const [timestamp, nonce] = [String(now.getTime()), String(randomBytes(4).readUInt32BE())]
    const signature = sortedSha1([this.credentials.appSecret, timestamp, nonce])
    return {
      channel: 'weibo',
      query: { signature, timestamp, nonce },
      headers: { 'content-type': 'application/json' },
      body,
      plain: body,
    }
  }

  #keepBooks(sender: string, act: Act, now: number): void {
    const standing = this.#standings.get(sender) ?? { openUntil: 0, mentionUntil: 0 }
    if (act.kind === 'mention') standing.mentionUntil = now + WINDOW_MS
    else standing.openUntil = act.kind === 'unfollow' ? 0 : now + WINDOW_MS
    this.#standings.set(sender, standing)
  }

  #takeAllowance(receiver: string): boolean {
    const standing = this.#standings.get(receiver)
    const now = this.now().getTime()
    if (!standing) return false
    if (now < standing.openUntil) return true
    const mayAnswerMention = now < standing.mentionUntil
    standing.mentionUntil = 0
    return mayAnswerMention
  }
}

function contentOf(phone: Phone, act: Act): { type: string; text: string; data: string } {
  const text = act.text ?? act.recognised ?? ''
  switch (act.kind) {
    case 'text':
      phone.show({ from: 'citizen', kind: 'text', text })
      return { type: 'text', text, data: '{}' }
    case 'mention':
      phone.show({ from: 'citizen', kind: 'text', text })
      return { type: 'mention', text, data: `{"subtype":"status","key":${statusId()}}` }
    case 'image':
    case 'voice':
      phone.show({ from: 'citizen', kind: act.kind, text: '' })
      return { type: act.kind, text: '', data: `{"vfid":${fid()},"tovfid":${fid()}}` }
    case 'location':
      phone.show({ from: 'citizen', kind: 'location', text: act.label ?? '' })
      return {
        type: 'position',
        text: act.label ?? '',
        data: JSON.stringify({ longitude: String(act.longitude ?? 0), latitude: String(act.latitude ?? 0) }),
      }
    case 'follow':
    case 'unfollow':
      return { type: 'event', text: '', data: JSON.stringify({ subtype: act.kind }) }
    case 'scan':
      return { type: 'event', text: '', data: JSON.stringify({ subtype: 'scan', key: act.scene ?? '' }) }
    case 'menu-click':
      phone.show({ from: 'citizen', kind: 'text', text: act.text ?? act.menuId ?? '' })
      return { type: 'event', text: '', data: JSON.stringify({ subtype: 'click', key: act.menuId ?? '' }) }
    default:
      throw new CannotAct('weibo', act.kind)
  }
}

const fid = () => String(randomBytes(6).readUIntBE(0, 6))

/** Statuses have 64-bit ids, above what a double holds. */
const statusId = () => `49${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0')}`.slice(0, 17)

const failure = (status: number, code: number, error: string): ApiAnswer => ({
  status,
  json: JSON.stringify({ error, error_code: code, request: '/2/messages/reply.json' }),
  errcode: code,
})

function textOf(data: string | null): string | undefined {
  try {
    const { text } = JSON.parse(data ?? '') as { text?: unknown }
    return typeof text === 'string' && text !== '' ? text : undefined
  } catch {
    return undefined
  }
}

/** `Mon Jul 16 18:09:20 +0800 2012`. */
function weiboTime(at: Date): string {
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at.getTime() + 8 * 3_600_000).toUTCString()) ?? []
  return `${weekday} ${month} ${day} ${time} +0800 ${year}`
}
