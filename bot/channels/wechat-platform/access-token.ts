import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock, ShelvedToken, TokenShelf } from '../../../schema/kernel/ports.ts'
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

/** Longer than one request for a token may take, so that an errand ends before its lease does. */
const LEASE_MS = 8000
/** How often a process looks whether another one has brought the token. */
const LOOK_EVERY_MS = 100

/** The access token of one account, fetched once for all who wait. */
export interface AccessToken {
  /** Throws DeliveryError when the platform gives none. */
  get(): Promise<string>
  /** A token other than the one the platform has just refused. */
  replace(refused: string): Promise<string>
}

/** What a token is fetched with and kept in. */
export interface TokenDeps {
  clock: Clock
  fetch: Fetch
  /** Shared by all processes of the installation. */
  shelf: TokenShelf
}

/**
 * Uses `stable_token`: asking again gives the token that is valid anyway, so processes do not push each other out as
 * they would with `/cgi-bin/token`. One process asks for all: who needs a token looks on the shelf, and only who gets
 * the errand goes to the platform.
 */
export function createAccessToken(channel: string, account: WechatAccount, deps: TokenDeps): AccessToken {
  const { clock, fetch, shelf } = deps
  const name = `${channel}:${account.appId}`
  const now = () => clock.now().getTime()
  let cached: ShelvedToken | undefined
  let flight: Promise<string> | undefined
  let failed: { error: unknown; until: number } | undefined

  /** A token that is good for a while and not the one that was refused. */
  const isGood = (token: ShelvedToken | undefined, refused?: string): token is ShelvedToken =>
    token !== undefined && token.value !== refused && now() < token.renewAt.getTime()

  async function request(force: boolean): Promise<ShelvedToken> {
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
    if ('errcode' in answer.data) {
      const refusal = refusalOf(channel, answer.data.errcode, clock.now())
      // There is no token to refresh here: it is the secret that is wrong.
      throw refusal.action === 'refresh-token'
        ? new DeliveryError(channel, 'config', refusal.errcode, refusal.message, undefined, refusal.effects)
        : refusal
    }
    const lastsMs = Math.max(answer.data.expires_in * 1000 - EARLY_MS, PAUSE_MS)
    return { value: answer.data.access_token, renewAt: new Date(now() + lastsMs) }
  }

  /** The token of whoever has the errand: ours, or another process's. */
  async function fetchForAll(refused?: string): Promise<string> {
    for (let waited = 0; waited <= LEASE_MS; waited += LOOK_EVERY_MS) {
      const there = await shelf.read(name)
      if (isGood(there, refused)) return (cached = there).value
      if (await shelf.claim(name, clock.now(), LEASE_MS)) return runErrand(refused)
      await sleep(LOOK_EVERY_MS)
    }
    throw notFetched(channel)
  }

  async function runErrand(refused?: string): Promise<string> {
    try {
      // Somebody may have brought it between our look and our claim.
      const there = await shelf.read(name)
      const token = isGood(there, refused) ? there : await fetchOther(there, refused)
      await shelf.put(name, token)
      return (cached = token).value
    } catch (error) {
      await shelf.release(name)
      throw error
    }
  }

  /** Asks for a token, and makes the platform give another one when it holds on to the one it does not accept. */
  async function fetchOther(there: ShelvedToken | undefined, refused?: string): Promise<ShelvedToken> {
    const token = await request(false)
    const forcedAt = there?.forcedAt
    const mayForce = now() - (forcedAt?.getTime() ?? -FORCE_EVERY_MS) >= FORCE_EVERY_MS
    if (token.value !== refused || !mayForce) return { ...token, ...(forcedAt && { forcedAt }) }
    return { ...(await request(true)), forcedAt: clock.now() }
  }

  /** One errand at a time; whoever comes meanwhile gets its outcome, and for a second after a failure the failure. */
  function fetchOnce(refused?: string): Promise<string> {
    if (failed && now() < failed.until) return Promise.reject(failed.error)
    flight ??= fetchForAll(refused)
      .catch((cause: unknown) => {
        // Whatever it was, the platform has not been asked for more than a token: what was to be sent can be sent later.
        const error = cause instanceof DeliveryError ? cause : notFetched(channel)
        failed = { error, until: now() + PAUSE_MS }
        throw error
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }

  return {
    get: async () => (isGood(cached) ? cached.value : fetchOnce()),
    async replace(refused) {
      if (cached?.value === refused) cached = undefined
      // An errand that was under way knew nothing of the refusal.
      const joined = flight !== undefined
      const next = isGood(cached) ? cached.value : await fetchOnce(refused)
      return joined && next === refused ? fetchOnce(refused) : next
    },
  }
}

const notFetched = (channel: string) => new DeliveryError(channel, 'retry', undefined, '凭证还没有取到', 2000)
