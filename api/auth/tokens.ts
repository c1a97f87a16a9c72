import { SignJWT, jwtVerify } from 'jose'

/** Who is calling: a member of staff or a citizen by the blind index of their account. */
export type Caller =
  | { type: 'staff'; username: string; role: string; organId?: string; displayName: string }
  | { type: 'citizen'; citizenKey: string }

const LIFETIME_MS = 8 * 3_600_000

export interface Tokens {
  issue(caller: Caller, now: Date): Promise<{ token: string; expiresAt: Date }>
  /** Undefined for a token that is missing, forged or expired. */
  read(header: string | undefined): Promise<Caller | undefined>
}

/** HS256 tokens for one working day. */
export function createTokens(secret: string): Tokens {
  const key = new TextEncoder().encode(secret)
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
    async read(header) {
      const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1]
      if (!token) return undefined
      try {
        const { payload } = await jwtVerify(token, key, { issuer: 'jiesu', algorithms: ['HS256'] })
        return payload['caller'] as Caller
      } catch {
        return undefined
      }
    },
  }
}
