/** So many messages within so long, after one act of the citizen. */
interface Allowance {
  messages: number
  ms: number
}

/** Since June 2023. A tap, a follow and a scan share one short allowance and do not open the 48 hours. */
export const SERVICE_ACCOUNT = {
  message: { messages: 5, ms: 48 * 3_600_000 },
  act: { messages: 3, ms: 60_000 },
} as const

export const MINI_PROGRAM = {
  message: { messages: 5, ms: 48 * 3_600_000 },
  act: { messages: 2, ms: 60_000 },
} as const

interface Window {
  remaining: number
  until: number
}

/** Who may still be written to, and how often. Allowances are renewed by the next act, not added up. */
export class Allowances {
  readonly #windows = new Map<string, { message?: Window; act?: Window }>()

  constructor(
    readonly rules: Readonly<Record<'message' | 'act', Allowance>>,
    readonly now: () => Date,
  ) {}

  grant(openid: string, by: 'message' | 'act'): void {
    const rule = this.rules[by]
    const window = { remaining: rule.messages, until: this.now().getTime() + rule.ms }
    this.#windows.set(openid, { ...this.#windows.get(openid), [by]: window })
  }

  /** The citizen unfollowed: nothing may be sent any more. */
  close(openid: string): void {
    this.#windows.delete(openid)
  }

  /** Uses one message up, of the window that ends first. 0, or the errcode the call gets. */
  take(openid: string): 0 | 45015 | 45047 {
    const now = this.now().getTime()
    const { message, act } = this.#windows.get(openid) ?? {}
    const open = [act, message].filter((window) => window !== undefined && now < window.until)
    if (open.length === 0) return 45015
    const window = open.find((one) => one && one.remaining > 0)
    if (!window) return 45047
    window.remaining--
    return 0
  }
}
