import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveApi } from './api-server.ts'
import { CallLog, type LoggedCall } from './call-log.ts'
import { serveControl } from './control-server.ts'
import type { SimulatorCredentials } from './credentials.ts'
import { type Callback, Deliverer, type Delivery } from './deliver.ts'
import { Faults } from './faults.ts'
import { Gateways } from './gateways.ts'
import { sendJson } from './http.ts'
import { actAsCallCentre, actAsSite } from './other-senders.ts'
import { PhoneBook, type PhoneMessage } from './phone-book.ts'
import { type Act, CannotAct } from './act.ts'
import { actOnWechat, reportOfNotice } from './wechat/citizen.ts'
import { WechatPlatform } from './wechat/platform.ts'
import { WeiboPlatform } from './weibo/platform.ts'

export interface SimulatorOptions {
  /** 0 for any free port. */
  port: number
  host?: string
  /** Where the city's callbacks are (`…/channels/<name>` lies under it); a function where that is known only later. */
  webhookBase: string | (() => string)
  credentials: SimulatorCredentials
  now?: () => Date
  /** How long a callback may take. */
  callbackTimeoutMs?: number
}

/** Pretend platforms on loopback, with a phone for every citizen. */
export interface Simulator {
  url: string
  wechatBase: string
  weiboBase: string
  /** `…/email` and `…/sms` lie under it. */
  gatewayBase: string
  faults: Faults
  /** Calls made to the platforms after the one with this id. */
  calls(since?: number): readonly LoggedCall[]
  /** Does something as a citizen and gives what went over the wire. */
  say(channel: string, sender: string, act: Act): Promise<Delivery>
  messages(channel: string, sender: string): readonly PhoneMessage[]
  /** A code as wx.login gives it, or as the phone number button does. */
  issueCode(kind: 'login' | 'phone', value: string): string
  setQuota(path: string, perDay: number): void
  /** Makes all access tokens of the service account worthless at once. */
  revokeTokens(): void
  stop(): Promise<void>
}

/** What the city is not told needs no delivery. */
const UNTOLD: Delivery = {
  status: 200,
  tries: 0,
  request: { method: 'POST', url: '', headers: {}, body: '', plain: '' },
  response: { status: 200, body: '' },
}

/** What the citizen sees when the account's server does not answer. */
const BROKEN = '该公众号提供的服务出现故障，请稍后再试'

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const now = options.now ?? (() => new Date())
  const { credentials, webhookBase } = options
  const deliverer = new Deliverer(
    typeof webhookBase === 'string' ? () => webhookBase : webhookBase,
    options.callbackTimeoutMs ?? 5000,
  )
  const phones = new PhoneBook(now)
  const [log, faults] = [new CallLog(), new Faults()]
  const wechat: WechatPlatform = new WechatPlatform(credentials, phones, now, (account, openid, notice) => {
    void deliverer.deliver(reportOfNotice(wechat, account, openid, notice))
  })
  const weibo = new WeiboPlatform(credentials.weibo, phones, now)
  const gateways = new Gateways(credentials, phones, now)
  const platforms = { wechat, weibo, gateways, log, faults, now }

  function callbackOf(channel: string, sender: string, act: Act): Callback | undefined {
    const phone = phones.phone(channel, sender)
    switch (channel) {
      case 'wechat':
        return actOnWechat(wechat, wechat.serviceAccount, phone, act)
      case 'mini-program':
        return actOnWechat(wechat, wechat.miniProgram, phone, act)
      case 'weibo':
        return weibo.act(phone, act)
      case 'sms':
        return gateways.sms(phone, act)
      case 'email':
        return gateways.email(phone, act)
      case 'ivr':
        return actAsCallCentre(credentials, phone, act)
      case 'web-form':
        return actAsSite(credentials, phone, act)
      default:
        throw new CannotAct(channel, act.kind)
    }
  }

  async function say(channel: string, sender: string, act: Act): Promise<Delivery> {
    const callback = callbackOf(channel, sender, act)
    if (!callback) return UNTOLD
    const delivery = await deliverer.deliver(callback)
    if (channel === 'wechat' && delivery.status !== 200) {
      phones.phone(channel, sender).show({ from: 'city', kind: 'text', text: BROKEN, means: 'platform' })
    }
    return delivery
  }

  const issueCode = (kind: 'login' | 'phone', value: string) => wechat.codes.issue(kind, value)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator')
    const platform = (['wechat', 'weibo', 'gateway'] as const).find((name) => url.pathname.startsWith(`/${name}/`))
    if (platform) return serveApi(platforms, platform, url, request, response)
    return serveControl({ phones, log, faults, act: say, issueCode }, url, request, response)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else sendJson(response, 400, { error: 'bad request' })
    })
  })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(options.port, host, done)
  })
  const url = `http://${host}:${(server.address() as AddressInfo).port}`

  return {
    url,
    wechatBase: `${url}/wechat`,
    weiboBase: `${url}/weibo`,
    gatewayBase: `${url}/gateway`,
    faults,
    calls: (since = 0) => log.since(since),
    say,
    messages: (channel, sender) => phones.phone(channel, sender).messages(),
    issueCode,
    setQuota: (path, perDay) => wechat.quotas.set(path, perDay),
    revokeTokens: () => wechat.serviceAccount.tokens.revoke(),
    async stop() {
      await deliverer.stop()
      await new Promise<void>((done) => {
        server.close(() => done())
        // Hanging calls and open event streams would keep it open for ever.
        server.closeAllConnections()
      })
    },
  }
}
