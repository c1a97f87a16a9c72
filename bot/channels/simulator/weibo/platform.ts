import { randomBytes } from 'node:crypto'
import { sortedSha1 } from '../../inbound/signature.ts'
import type { ApiAnswer } from '../api-call.ts'
import type { SimulatorCredentials } from '../credentials.ts'
import type { Callback } from '../deliver.ts'
import type { Phone, PhoneBook } from '../phone-book.ts'
import { type Act, CannotAct } from '../act.ts'
import { failure, weiboTime } from './answers.ts'
import { Square, type SquareList } from './square.ts'

const REPLY = '/2/messages/reply.json'
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

/** m.api, c.api and upload.api.weibo.com as far as the hotline needs them. */
export class WeiboPlatform {
  readonly #standings = new Map<string, Standing>()
  readonly #square = new Square()
  readonly #files = new Map<string, { bytes: Buffer; contentType: string }>()

  constructor(
    readonly credentials: SimulatorCredentials['weibo'],
    readonly phones: PhoneBook,
    readonly now: () => Date,
  ) {}

  /** Answers one call: `GET` has its parameters in the query, `POST` in the form. */
  handle(method: string, path: string, query: URLSearchParams, form: URLSearchParams): ApiAnswer {
    const given = method === 'POST' ? form : query
    if (given.get('access_token') !== this.credentials.accessToken) {
      return failure(403, 21332, 'invalid_access_token', path)
    }
    switch (`${method} ${path}`) {
      case `POST ${REPLY}`:
        return this.#reply(form)
      case 'GET /2/statuses/mentions/biz.json':
        return this.#square.mentions('statuses', query)
      case 'GET /2/comments/mentions/biz.json':
        return this.#square.mentions('comments', query)
      case 'POST /2/comments/create/biz.json':
      case 'POST /2/comments/reply/biz.json':
        return this.#comment(form, path.includes('/reply/'))
      case 'GET /2/mss/msget': {
        const file = this.#files.get(query.get('fid') ?? '')
        return file ? { status: 200, json: '', file } : failure(400, 10008, 'param error: fid', path)
      }
      default:
        return failure(404, 10020, 'Request api not found', path)
    }
  }

  #comment(form: URLSearchParams, isReply: boolean): ApiAnswer {
    const { answer, said } = this.#square.comment(form, isReply)
    if (said) this.phones.phone('weibo', said.to).show({ from: 'city', kind: 'text', text: said.text, means: 'public' })
    return answer
  }

  /** `POST /2/messages/reply.json`: a private message. */
  #reply(form: URLSearchParams): ApiAnswer {
    const receiver = form.get('receiver_id') ?? ''
    if (!/^\d{1,20}$/.test(receiver)) return failure(400, 10008, 'param error: receiver_id', REPLY)
    if (form.get('type') !== 'text') return failure(400, 10008, 'param error: type', REPLY)
    const text = textOf(form.get('data'))
    if (!text) return failure(400, 10008, 'param error: data', REPLY)
    if (text.length >= TOO_LONG) return failure(400, 20013, 'text too long', REPLY)
    if (!this.#takeAllowance(receiver)) return failure(403, 20301, 'can not send message to this user', REPLY)
    this.phones.phone('weibo', receiver).show({ from: 'city', kind: 'text', text, means: 'private-message' })
    return {
      status: 200,
      json: `{"result":true,"sender_id":${CITY_UID},"receiver_id":${receiver},"type":"text"}`,
    }
  }

  /**
   * Does what the citizen does: shows it, keeps the books, writes the callback. Undefined when the city is not told but
   * has to look for itself, as with mentions of an account without the permission to have them pushed.
   */
  act(phone: Phone, act: Act): Callback | undefined {
    if (!/^\d{1,19}$/.test(phone.sender)) throw new CannotAct('weibo', 'uid')
    const now = this.now()
    const { type, text, data } = act.kind === 'mention' ? this.#mention(phone, act) : this.#contentOf(phone, act)
    this.#keepBooks(phone.sender, act, now.getTime())
    if (act.kind === 'mention' && act.pushed === false) return undefined
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

  #mention(phone: Phone, act: Act): { type: string; text: string; data: string } {
    const { text = '', latitude, longitude } = act
    phone.show({ from: 'citizen', kind: 'text', text, means: 'public' })
    const list: SquareList = act.where === 'comment' ? 'comments' : 'statuses'
    const point = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined
    const said = { author: phone.sender, at: this.now(), text, ...(point && { point }) }
    const { id } = this.#square.post(list, said)
    return { type: 'mention', text, data: `{"subtype":"${act.where ?? 'status'}","key":${id}}` }
  }

  #contentOf(phone: Phone, act: Act): { type: string; text: string; data: string } {
    if (act.kind !== 'image' && act.kind !== 'voice') return contentOf(phone, act)
    phone.show({ from: 'citizen', kind: act.kind, text: '' })
    const tovfid = fid()
    this.#files.set(tovfid, act.kind === 'image' ? SAMPLE_IMAGE : SAMPLE_VOICE)
    return { type: act.kind, text: '', data: `{"vfid":${fid()},"tovfid":${tovfid}}` }
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

/** The smallest PNG there is, and the head of an AMR recording. */
const SAMPLE_IMAGE = {
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  ),
  contentType: 'image/png',
}
const SAMPLE_VOICE = { bytes: Buffer.from('#!AMR\n'), contentType: 'audio/amr' }

const fid = () => String(randomBytes(6).readUIntBE(0, 6))

function textOf(data: string | null): string | undefined {
  try {
    const { text } = JSON.parse(data ?? '') as { text?: unknown }
    return typeof text === 'string' && text !== '' ? text : undefined
  } catch {
    return undefined
  }
}
