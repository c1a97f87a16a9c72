/** Calls a day as the platform's tables have them; calls not listed are not counted. */
const PER_DAY: Readonly<Record<string, number>> = {
  '/cgi-bin/stable_token': 500_000,
  '/cgi-bin/token': 2000,
  '/cgi-bin/message/custom/send': 500_000,
  '/cgi-bin/message/subscribe/bizsend': 100_000,
  '/cgi-bin/message/template/send': 100_000,
  '/cgi-bin/message/subscribe/send': 10_000_000,
}

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

/** Counts calls per account and day; days end at midnight in Asia/Shanghai. */
export class Quotas {
  readonly #perDay = new Map(Object.entries(PER_DAY))
  readonly #counts = new Map<string, number>()
  #day = 0

  constructor(readonly now: () => Date) {}

  set(path: string, perDay: number): void {
    this.#perDay.set(path, perDay)
  }

  /** Whether one more call is within the quota; counts it. */
  take(appId: string, path: string): boolean {
    const day = Math.floor((this.now().getTime() + SHANGHAI_MS) / DAY_MS)
    if (day !== this.#day) {
      this.#day = day
      this.#counts.clear()
    }
    const limit = this.#perDay.get(path)
    if (limit === undefined) return true
    const key = `${appId}\0${path}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= limit
  }
}
