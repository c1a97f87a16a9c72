import { createHash } from 'node:crypto'

const LIFE_MS = 300_000
const PER_MINUTE = 100

/** The codes of wx.login and of the phone number button: single use, five minutes. */
export class SignInCodes {
  readonly #codes = new Map<string, { kind: 'login' | 'phone'; value: string; until: number }>()
  #recent: number[] = []
  #issued = 0

  constructor(readonly now: () => Date) {}

  issue(kind: 'login' | 'phone', value: string): string {
    const code = createHash('sha256')
      .update(`${kind}:${value}:${++this.#issued}`)
      .digest('base64url')
      .slice(0, 32)
    this.#codes.set(code, { kind, value, until: this.now().getTime() + LIFE_MS })
    if (this.#codes.size > 10_000) this.#codes.delete(this.#codes.keys().next().value ?? '')
    return code
  }

  /** The openid or number behind a code; undefined when it was used, is too old or of the other kind. */
  redeem(kind: 'login' | 'phone', code: string): string | undefined {
    const found = this.#codes.get(code)
    if (found?.kind !== kind) return undefined
    this.#codes.delete(code)
    return this.now().getTime() < found.until ? found.value : undefined
  }

  /** Whether one more exchange is within the limit of a minute. */
  take(): boolean {
    const now = this.now().getTime()
    this.#recent = this.#recent.filter((at) => now - at < 60_000)
    this.#recent.push(now)
    return this.#recent.length <= PER_MINUTE
  }
}
