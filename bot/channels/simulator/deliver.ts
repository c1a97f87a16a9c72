/** A callback as the platform sends it. `plain` is its content before encryption, for people to read. */
export interface Callback {
  channel: string
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: string
  plain: string
}

/** What went over the wire, and how it ended. Status 0: no answer in any try. */
export interface Delivery {
  status: number
  tries: number
  request: { method: 'POST'; url: string; headers: Readonly<Record<string, string>>; body: string; plain: string }
  response: { status: number; body: string }
}

/** Three tries in all, five seconds each, the same message every time. */
const TRIES = 3

/** Posts callbacks to the city as the platforms do. */
export class Deliverer {
  readonly #stopped = new AbortController()
  readonly #underWay = new Set<Promise<Delivery>>()

  constructor(
    readonly webhookBase: () => string,
    readonly timeoutMs: number,
  ) {}

  deliver(callback: Callback): Promise<Delivery> {
    const delivery = this.#tryThrice(callback).finally(() => this.#underWay.delete(delivery))
    this.#underWay.add(delivery)
    return delivery
  }

  /** Cuts what is under way and waits until it has ended. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await Promise.allSettled(this.#underWay)
  }

  async #tryThrice(callback: Callback): Promise<Delivery> {
    const query = new URLSearchParams(callback.query).toString()
    const url = `${this.webhookBase()}/channels/${callback.channel}${query && `?${query}`}`
    const request = {
      method: 'POST' as const,
      url,
      headers: callback.headers,
      body: callback.body,
      plain: callback.plain,
    }
    let response = { status: 0, body: '' }
    let tries = 0
    while (tries < TRIES && !isTaken(response.status) && !this.#stopped.signal.aborted) {
      tries++
      response = await this.#post(url, callback)
    }
    return { status: response.status, tries, request, response }
  }

  async #post(url: string, { headers, body }: Callback): Promise<{ status: number; body: string }> {
    try {
      const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(this.timeoutMs)])
      const response = await fetch(url, { method: 'POST', headers, body, signal })
      return { status: response.status, body: await response.text() }
    } catch {
      return { status: 0, body: '' }
    }
  }
}

/** A refusal of the request as such is an answer too: the same bytes would only be refused again. */
const isTaken = (status: number) => status >= 200 && status < 500
