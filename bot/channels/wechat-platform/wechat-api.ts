import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock, TokenShelf } from '../../../schema/kernel/ports.ts'
import { callPlatform, downloadFrom, type Fetch } from '../outbound/call-platform.ts'
import { type AccessToken, createAccessToken } from './access-token.ts'
import { createTurnstile } from '../outbound/turnstile.ts'
import { refusalOf } from './errcodes.ts'
import { createOwnShelf } from './own-shelf.ts'
import type { WechatAccount } from './settings.ts'

/** The answer to every call made here; ids are 64-bit numbers or strings, depending on the call. */
const answerShape = z.looseObject({
  errcode: z.number().int(),
  errmsg: z.string().optional(),
  msgid: z.union([z.string(), z.number()]).optional(),
})

export type WechatAnswer = z.infer<typeof answerShape>
type Refusable = Pick<WechatAnswer, 'errcode' | 'errmsg'>

/** Calls of one account that need its access token. */
export interface WechatApi {
  /** Posts JSON; gives the answer when the platform took it. Throws DeliveryError with the action of the errcode table. */
  post(path: string, body: unknown): Promise<WechatAnswer>
  /** The bytes of a temporary media file (kept by the platform for three days). Throws DeliveryError. */
  media(mediaId: string): Promise<Buffer>
}

/** The platform's largest are videos of 10 MB; a photo on a slow line still comes within this time. */
const MEDIA_LIMITS = { timeoutMs: 20_000, maxBytes: 10 * 1024 * 1024 }
const MEDIA_PATH = '/cgi-bin/media/get'
/** Half of the workers that hear messages: the others go on hearing while the platform is slow. */
const MOST_DOWNLOADS = 4
const PATIENCE_MS = 2000

/** What the calls of one account need. */
export interface WechatDeps {
  clock: Clock
  fetch: Fetch
  /** Where access tokens are shared; each process has its own when not given. */
  tokens?: TokenShelf
}

export function createWechatApi(channel: string, account: WechatAccount, deps: WechatDeps): WechatApi {
  const { clock, fetch, tokens: shelf = createOwnShelf() } = deps
  const turnstile = createTurnstile(MOST_DOWNLOADS, PATIENCE_MS, () => busy(channel))
  const token: AccessToken = createAccessToken(channel, account, { clock, fetch, shelf })
  /** Calls whose quota is used up rest until it is renewed: asking on would only be refused. */
  const resting = new Map<string, { errcode: number; message: string; until: number }>()

  async function call(path: string, body: unknown, accessToken: string): Promise<WechatAnswer> {
    const { status, json } = await callPlatform(fetch, {
      channel,
      url: `${account.apiBase}${path}?access_token=${encodeURIComponent(accessToken)}`,
      init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      repeatable: false,
    })
    const answer = answerShape.safeParse(json)
    if (answer.success) return answer.data
    if (status >= 400) throw new DeliveryError(channel, 'config', undefined, `平台地址不对（HTTP ${status}）`)
    throw new DeliveryError(channel, 'unknown', undefined, '平台的回答看不懂，是否送达不明')
  }

  async function download(mediaId: string, accessToken: string): Promise<Refusable & { file?: Buffer }> {
    const query = new URLSearchParams({ access_token: accessToken, media_id: mediaId })
    const url = `${account.apiBase}${MEDIA_PATH}?${query}`
    const { status, body, json } = await downloadFrom(fetch, { channel, url }, MEDIA_LIMITS)
    const refusal = answerShape.safeParse(json)
    if (refusal.success && refusal.data.errcode !== 0) return refusal.data
    // Some videos are answered with an address elsewhere; nothing is fetched from where a message points to.
    if (json !== undefined) throw new DeliveryError(channel, 'stop', undefined, '平台没有给出文件')
    if (status >= 400) throw new DeliveryError(channel, 'retry', undefined, `平台没有给出文件（HTTP ${status}）`)
    return { errcode: 0, file: body }
  }

  /** One call with the token of now, and once more with another one when the platform does not accept it. */
  async function withToken<T extends Refusable>(path: string, exchange: (accessToken: string) => Promise<T>) {
    const rest = resting.get(path)
    const restMs = (rest?.until ?? 0) - clock.now().getTime()
    if (rest && restMs > 0) throw new DeliveryError(channel, 'pause', rest.errcode, rest.message, restMs)
    const accessToken = await token.get()
    let answer = await exchange(accessToken)
    if (actionOf(answer) === 'refresh-token') answer = await exchange(await token.replace(accessToken))
    const { errcode, errmsg } = answer
    if (errcode === 0) return answer
    const now = clock.now()
    const refusal = refusalOf(channel, errcode, now, errmsg)
    if (refusal.action === 'pause') {
      resting.set(path, { errcode, message: refusal.message, until: now.getTime() + (refusal.afterMs ?? 0) })
    }
    // A fresh token was refused as well: no third try, a person has to look.
    if (refusal.action === 'refresh-token') {
      throw new DeliveryError(channel, 'stop', refusal.errcode, refusal.message, undefined, refusal.effects)
    }
    throw refusal
  }

  const actionOf = ({ errcode }: Refusable) =>
    errcode === 0 ? undefined : refusalOf(channel, errcode, clock.now()).action

  return {
    post: (path, body) => withToken(path, (accessToken) => call(path, body, accessToken)),
    async media(mediaId) {
      const fetchIt = () => withToken(MEDIA_PATH, (accessToken) => download(mediaId, accessToken))
      const { file } = await turnstile(fetchIt).catch(unlessGone)
      if (!file) throw new DeliveryError(channel, 'stop', undefined, '平台没有给出文件')
      return file
    },
  }
}

const busy = (channel: string) => new DeliveryError(channel, 'retry', undefined, '正在下载的文件太多', PATIENCE_MS)

/** The platform will never give it. */
const MEDIA_GONE = 40007

/** Whatever else stops a download is mended by a person, and the file is still there for three days. */
function unlessGone(error: unknown): never {
  if (!(error instanceof DeliveryError) || error.action !== 'stop') throw error
  if (error.errcode === undefined || error.errcode === MEDIA_GONE) throw error
  throw new DeliveryError(error.channel, 'retry', error.errcode, error.message)
}
