import { createHash } from 'node:crypto'

const LIFE_MS = 7200_000
/** Within the last five minutes the next token is handed out, and both work. */
const OVERLAP_MS = 300_000
const FORCE_EVERY_MS = 30_000
const FORCE_PER_DAY = 20
const DAY_MS = 86_400_000

interface Token {
  value: string
  until: number
}

export type TokenAnswer = { access_token: string; expires_in: number } | { errcode: number; errmsg: string }

/**
 * Issues access tokens of one account by the platform's rules. `stable_token` gives the same token until shortly before
 * its end; `/cgi-bin/token` gives a new one each time; the two know nothing of each other.
 */
export class TokenDesk {
  readonly #tokens: Token[] = []
  #stable: Token | undefined
  #forced: number[] = []
  #issued = 0

  constructor(
    readonly appId: string,
    readonly now: () => Date,
  ) {}

  stable(force: boolean): TokenAnswer {
    const now = this.now().getTime()
    if (force) {
      this.#forced = this.#forced.filter((at) => now - at < DAY_MS)
      if (this.#forced.length >= FORCE_PER_DAY) return { errcode: 45009, errmsg: 'reach max api daily quota limit' }
      if (now - (this.#forced.at(-1) ?? -DAY_MS) < FORCE_EVERY_MS) {
        return { errcode: 45011, errmsg: 'api minute-quota reach limit' }
      }
      this.#forced.push(now)
      // What forcing is for: the token so far stops working at once.
      if (this.#stable) this.#stable.until = now
      this.#stable = undefined
    }
    if (!this.#stable || this.#stable.until - now <= OVERLAP_MS) this.#stable = this.#issue(now)
    return answer(this.#stable, now)
  }

  plain(): TokenAnswer {
    const now = this.now().getTime()
    for (const token of this.#tokens) {
      if (token !== this.#stable) token.until = Math.min(token.until, now + OVERLAP_MS)
    }
    return answer(this.#issue(now), now)
  }

  /** 0 for a token that works, else the errcode a call with it gets. */
  check(value: string): number {
    const token = this.#tokens.find((one) => one.value === value)
    if (token) return this.now().getTime() < token.until ? 0 : 42001
    return /^[\w-]{64,512}$/.test(value) ? 40001 : 40014
  }

  /** Makes every token worthless at once, as a changed secret does. */
  revoke(): void {
    this.#tokens.length = 0
    this.#stable = undefined
  }

  #issue(now: number): Token {
    const hash = createHash('sha512')
      .update(`${this.appId}:${now}:${++this.#issued}`)
      .digest('base64url')
    const token = { value: `${this.#issued}_${hash}`, until: now + LIFE_MS }
    this.#tokens.push(token)
    if (this.#tokens.length > 50) this.#tokens.shift()
    return token
  }
}

function answer(token: Token, now: number): TokenAnswer {
  return { access_token: token.value, expires_in: Math.floor((token.until - now) / 1000) }
}
