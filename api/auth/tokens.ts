import { SignJWT, jwtVerify } from 'jose'
import type { Caller } from '../../schema/graph.ts'

/** One working day. */
const LIFETIME_MS = 8 * 3_600_000
/** Verified tokens that are remembered, so that a busy console does not verify the same one on every request. */
const REMEMBERED = 1000

export interface Tokens {
  issue(caller: Caller, now: Date): Promise<{ token: string; expiresAt: Date }>
  /** Reads `Bearer …`; undefined for a token that is missing, forged or expired. */
  read(header: string | undefined, now: Date): Promise<Caller | undefined>
}

/** HS256 tokens for one working day. */
export function createTokens(secret: string): Tokens {
  const key = new TextEncoder().encode(secret)
  const known = new Map<string, { caller: Caller; until: number }>()
  return {
    async issue(caller, now) {
      const expiresAt = new Date(now.getTime() + LIFETIME_MS)
      const token = await new SignJWT({ caller })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt(Math.floor(now.getTime() / 1000))
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .setIssuer('jiesu')
        .sign(key)
      return { token, expiresAt }
    },
    async read(header, now) {
      const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1]
      if (!token) return undefined
      const before = known.get(token)
      if (before) return before.until > now.getTime() ? before.caller : undefined
      try {
        const { payload } = await jwtVerify(token, key, { issuer: 'jiesu', algorithms: ['HS256'], currentDate: now })
        const caller = payload['caller'] as Caller
        if (known.size >= REMEMBERED) known.clear()
        known.set(token, { caller, until: (payload.exp ?? 0) * 1000 })
        return caller
      } catch {
        return undefined
      }
    },
  }
}
