import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock } from '../../../schema/kernel/ports.ts'
import { callPlatform, type Fetch } from '../outbound/call-platform.ts'
import { refusalOf } from './errcodes.ts'
import type { WechatAccount } from './settings.ts'

/** The platform has the next token ready 5 min before the end, and both work until then. */
const EARLY_MS = 300_000
/** At the earliest moment for the next look at a token that is about to be replaced, or after a refusal. */
const PAUSE_MS = 1000
/** The platform allows a forced renewal every 30 s, 20 times a day. */
const FORCE_EVERY_MS = 30_000

const answerShape = z.union([
  z.object({ access_token: z.string().min(1).max(2048), expires_in: z.number().positive() }),
  z.object({ errcode: z.number().int(), errmsg: z.string().optional() }),
])

/** The access token of one account, fetched once for all who wait. */
export interface AccessToken {
  /** Throws DeliveryError when the platform gives none. */
  get(): Promise<string>
  /** A token other than the one the platform has just refused. */
  replace(refused: string): Promise<string>
}

/**
 * Uses `stable_token`: asking again gives the token that is valid anyway, so several processes do not push each other
 * out as they would with `/cgi-bin/token`.
 */
export function createAccessToken(channel: string, account: WechatAccount, clock: Clock, fetch: Fetch): AccessToken {
  let cached: { value: string; renewAt: number } | undefined
  let flight: Promise<string> | undefined
  let failed: { error: unknown; until: number } | undefined
  let forcedAt = Number.NEGATIVE_INFINITY

  async function request(force: boolean): Promise<string> {
    const { json } = await callPlatform(fetch, {
      channel,
      url: `${account.apiBase}/cgi-bin/stable_token`,
      init: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credential',
          appid: account.appId,
          secret: account.appSecret,
          ...(force && { force_refresh: true }),
        }),
      },
      repeatable: true,
    })
    const answer = answerShape.safeParse(json)
    if (!answer.success) throw new DeliveryError(channel, 'retry', undefined, '平台的凭证回答看不懂', 2000)
    const now = clock.now()
    if ('errcode' in answer.data) {
      const refusal = refusalOf(channel, answer.data.errcode, now)
      // There is no token to refresh here: it is the secret that is wrong.
      throw refusal.action === 'refresh-token'
        ? new DeliveryError(channel, 'config', refusal.errcode, refusal.message)
        : refusal
    }
    const lastsMs = Math.max(answer.data.expires_in * 1000 - EARLY_MS, PAUSE_MS)
    cached = { value: answer.data.access_token, renewAt: now.getTime() + lastsMs }
    return cached.value
  }

  /** One request at a time; whoever comes meanwhile gets its outcome, and for a second after a failure the failure. */
  function fetchOnce(force = false): Promise<string> {
    if (failed && clock.now().getTime() < failed.until) return Promise.reject(failed.error)
    flight ??= request(force)
      .catch((error: unknown) => {
        failed = { error, until: clock.now().getTime() + PAUSE_MS }
        throw error
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }

  async function get(): Promise<string> {
    if (cached && clock.now().getTime() < cached.renewAt) return cached.value
    return fetchOnce()
  }

  return {
    get,
    async replace(refused) {
      if (cached?.value === refused) cached = undefined
      const next = await get()
      if (next !== refused) return next
      // The platform holds on to a token that it does not accept: someone else forced a new one, or it was withdrawn.
      const now = clock.now().getTime()
      if (now - forcedAt < FORCE_EVERY_MS) return next
      forcedAt = now
      cached = undefined
      return fetchOnce(true)
    },
  }
}
