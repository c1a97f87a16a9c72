import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock } from '../../../schema/kernel/ports.ts'
import { callPlatform, type Fetch } from '../outbound/call-platform.ts'
import { type AccessToken, createAccessToken } from './access-token.ts'
import { refusalOf } from './errcodes.ts'
import type { WechatAccount } from './settings.ts'

/** The answer to every call made here; ids are 64-bit numbers or strings, depending on the call. */
const answerShape = z.looseObject({
  errcode: z.number().int(),
  errmsg: z.string().optional(),
  msgid: z.union([z.string(), z.number()]).optional(),
})

export type WechatAnswer = z.infer<typeof answerShape>

/** Calls of one account that need its access token. */
export interface WechatApi {
  /** Posts JSON; gives the answer when the platform took it. Throws DeliveryError with the action of the errcode table. */
  post(path: string, body: unknown): Promise<WechatAnswer>
}

export function createWechatApi(channel: string, account: WechatAccount, clock: Clock, fetch: Fetch): WechatApi {
  const token: AccessToken = createAccessToken(channel, account, clock, fetch)
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

  return {
    async post(path, body) {
      const rest = resting.get(path)
      const restMs = (rest?.until ?? 0) - clock.now().getTime()
      if (rest && restMs > 0) throw new DeliveryError(channel, 'pause', rest.errcode, rest.message, restMs)
      const accessToken = await token.get()
      let answer = await call(path, body, accessToken)
      if (actionOf(answer) === 'refresh-token') {
        answer = await call(path, body, await token.replace(accessToken))
      }
      if (!answer.errcode) return answer
      const now = clock.now()
      const refusal = refusalOf(channel, answer.errcode, now, answer.errmsg)
      if (refusal.action === 'pause') {
        const until = now.getTime() + (refusal.afterMs ?? 0)
        resting.set(path, { errcode: answer.errcode, message: refusal.message, until })
      }
      // A fresh token was refused as well: no third try, a person has to look.
      if (refusal.action === 'refresh-token') {
        throw new DeliveryError(channel, 'stop', refusal.errcode, refusal.message)
      }
      throw refusal
    },
  }

  function actionOf(answer: WechatAnswer): string | undefined {
    return answer.errcode ? refusalOf(channel, answer.errcode, clock.now()).action : undefined
  }
}
