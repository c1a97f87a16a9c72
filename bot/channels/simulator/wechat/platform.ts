import { createHash } from 'node:crypto'
import type { ApiAnswer, ApiCall } from '../api-call.ts'
import type { SimulatorCredentials } from '../credentials.ts'
import type { PhoneBook } from '../phone-book.ts'
import { Account } from './account.ts'
import { type Body, customerMessage, type Outcome, subscriptionNotice, templateMessage } from './messages.ts'
import { Quotas } from './quotas.ts'
import { SignInCodes } from './sign-in-codes.ts'

const answer = (value: object): ApiAnswer => ({ status: 200, json: JSON.stringify(value) })

const failure = (errcode: number, errmsg: string): ApiAnswer => ({
  status: 200,
  json: JSON.stringify({ errcode, errmsg }),
  errcode,
})

/** A notice that went out, and by which call. */
export interface SentNotice {
  templateId: string
  msgid: string
  by: 'subscription' | 'template'
}

/** The parts of api.weixin.qq.com that a hotline meets, for a service account and a mini-program. */
export class WechatPlatform {
  readonly serviceAccount: Account
  readonly miniProgram: Account
  readonly quotas: Quotas
  readonly codes: SignInCodes
  #messageId: bigint

  constructor(
    credentials: SimulatorCredentials,
    readonly phones: PhoneBook,
    readonly now: () => Date,
    /** Told of a notice that went out, so that the platform can report its delivery. */
    readonly onNotice: (account: Account, openid: string, notice: SentNotice) => void,
  ) {
    this.serviceAccount = new Account('wechat', credentials.wechat, now)
    this.miniProgram = new Account('mini-program', credentials.miniProgram, now)
    this.quotas = new Quotas(now)
    this.codes = new SignInCodes(now)
    this.#messageId = BigInt(now().getTime()) * 1_000_000n
  }

  /** 64-bit, rising, unique while this simulator runs and across its restarts. */
  nextMessageId(): string {
    return String(++this.#messageId)
  }

  handle(call: ApiCall): ApiAnswer {
    switch (`${call.method} ${call.path}`) {
      case 'POST /cgi-bin/stable_token':
        return this.#token(call, (account, body) => account.tokens.stable(body['force_refresh'] === true))
      case 'GET /cgi-bin/token':
        return this.#token({ ...call, body: Object.fromEntries(call.query) }, (account) => account.tokens.plain())
      case 'GET /sns/jscode2session':
        return this.#signIn(call.query)
      case 'POST /wxa/business/getuserphonenumber':
        return this.#phoneNumber(call)
      case 'GET /cgi-bin/media/get':
        return this.#media(call)
      case 'POST /cgi-bin/message/custom/send':
        return this.#send(call, customerMessage)
      case 'POST /cgi-bin/message/template/send':
        return this.#send(
          call,
          (account, body) => templateMessage(account, body, this.nextMessageId()),
          this.serviceAccount,
        )
      case 'POST /cgi-bin/message/subscribe/bizsend':
        return this.#sendNotice(call, this.serviceAccount)
      case 'POST /cgi-bin/message/subscribe/send':
        return this.#sendNotice(call, this.miniProgram)
      default:
        return failure(40066, 'invalid url')
    }
  }

  #accountOf(appId: unknown): Account | undefined {
    return [this.serviceAccount, this.miniProgram].find((account) => account.settings.appId === appId)
  }

  #token(call: ApiCall, issue: (account: Account, body: Body) => object): ApiAnswer {
    const body = call.body as Body | undefined
    if (!body) return failure(47001, 'data format error')
    if (!body['appid']) return failure(41002, 'appid missing')
    const account = this.#accountOf(body['appid'])
    if (!account) return failure(40013, 'invalid appid')
    if (body['secret'] !== account.settings.appSecret) return failure(40125, 'invalid appsecret')
    if (body['grant_type'] !== 'client_credential') return failure(40002, 'invalid grant_type')
    if (!this.quotas.take(account.settings.appId, call.path)) return failure(45009, 'reach max api daily quota limit')
    const issued = issue(account, body)
    return 'errcode' in issued ? { ...answer(issued), errcode: Number(issued.errcode) } : answer(issued)
  }

  /** Checks what every call with a token goes through; gives the account or the refusal. */
  #admit(call: ApiCall): { account: Account; body: Body } | { refusal: ApiAnswer } {
    const admitted = this.#admitToken(call)
    if ('refusal' in admitted) return admitted
    const body = call.body
    if (typeof body !== 'object' || body === null) return { refusal: failure(47001, 'data format error') }
    return { ...admitted, body: body as Body }
  }

  #admitToken(call: ApiCall): { account: Account } | { refusal: ApiAnswer } {
    const token = call.query.get('access_token')
    if (!token) return { refusal: failure(41001, 'access_token missing') }
    const accounts = [this.serviceAccount, this.miniProgram]
    const account = accounts.find((one) => one.tokens.check(token) === 0)
    if (!account) {
      const codes = accounts.map((one) => one.tokens.check(token))
      const errcode = codes.includes(42001) ? 42001 : (codes[0] ?? 40001)
      return { refusal: failure(errcode, errcode === 42001 ? 'access_token expired' : 'invalid credential') }
    }
    if (!this.quotas.take(account.settings.appId, call.path)) {
      return { refusal: failure(45009, 'reach max api daily quota limit') }
    }
    return { account }
  }

  /** A file that a citizen sent to this very account; refusals are JSON under status 200, as everywhere. */
  #media(call: ApiCall): ApiAnswer {
    const admitted = this.#admitToken(call)
    if ('refusal' in admitted) return admitted.refusal
    const file = admitted.account.media.get(call.query.get('media_id') ?? '')
    return file ? { status: 200, json: '', file } : failure(40007, 'invalid media_id')
  }

  #send(call: ApiCall, act: (account: Account, body: Body) => Outcome, wanted?: Account): ApiAnswer {
    const admitted = this.#admit(call)
    if ('refusal' in admitted) return admitted.refusal
    const { account, body } = admitted
    // A token of the other kind of account has no such template.
    if (wanted && account !== wanted) return failure(40037, 'invalid template_id')
    const openid = body['touser']
    const other = account === this.serviceAccount ? this.miniProgram : this.serviceAccount
    if (
      typeof openid !== 'string' ||
      !/^[\w-]{6,64}$/.test(openid) ||
      (!account.knows(openid) && other.knows(openid))
    ) {
      return failure(40003, 'invalid openid')
    }
    const outcome = act(account, body)
    if ('errcode' in outcome) return failure(outcome.errcode, outcome.errmsg)
    outcome.show(this.phones.phone(account.channel, openid))
    if (outcome.msgid === undefined) return answer({ errcode: 0, errmsg: 'ok' })
    const by = call.path.includes('/template/') ? 'template' : 'subscription'
    this.onNotice(account, openid, { templateId: String(body['template_id']), msgid: outcome.msgid, by })
    return { status: 200, json: `{"errcode":0,"errmsg":"ok","msgid":${outcome.msgid}}` }
  }

  #sendNotice(call: ApiCall, wanted: Account): ApiAnswer {
    return this.#send(call, (account, body) => subscriptionNotice(account, body, this.nextMessageId()), wanted)
  }

  #signIn(query: URLSearchParams): ApiAnswer {
    const { appId, appSecret } = this.miniProgram.settings
    if (!query.get('appid')) return failure(41002, 'appid missing')
    if (query.get('appid') !== appId) return failure(40013, 'invalid appid')
    if (query.get('secret') !== appSecret) return failure(40125, 'invalid appsecret')
    if (!this.codes.take()) return failure(45011, 'api minute-quota reach limit')
    const openid = this.codes.redeem('login', query.get('js_code') ?? '')
    if (openid === undefined) return failure(40029, 'invalid code')
    this.miniProgram.meet(openid)
    return answer({
      openid,
      session_key: createHash('sha256').update(`session:${openid}`).digest('base64').slice(0, 24),
    })
  }

  #phoneNumber(call: ApiCall): ApiAnswer {
    const admitted = this.#admit(call)
    if ('refusal' in admitted) return admitted.refusal
    const number = this.codes.redeem('phone', typeof admitted.body['code'] === 'string' ? admitted.body['code'] : '')
    if (number === undefined) return failure(40029, 'invalid code')
    const watermark = { timestamp: Math.floor(this.now().getTime() / 1000), appid: admitted.account.settings.appId }
    return answer({
      errcode: 0,
      errmsg: 'ok',
      phone_info: { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark },
    })
  }
}
