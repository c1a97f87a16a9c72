/** One call somebody made to the pretend platform. */
export interface LoggedCall {
  id: number
  at: string
  method: string
  path: string
  /** HTTP status; 0 when the connection was cut or left hanging. */
  status: number
  errcode?: number
  /** What was sent, without secrets and tokens. */
  body: unknown
}

/** Enough for a load test to be looked at afterwards, small enough to forget about. */
const KEEP = 20_000

const SECRET = /secret|token|js_code|session_key/i

export class CallLog {
  readonly #calls: LoggedCall[] = []
  #next = 1

  add(call: Omit<LoggedCall, 'id'>): void {
    this.#calls.push({ id: this.#next++, ...call, body: redact(call.body) })
    if (this.#calls.length > KEEP) this.#calls.splice(0, KEEP / 10)
  }

  /** Calls after the one with this id. */
  since(id: number): readonly LoggedCall[] {
    return this.#calls.filter((call) => call.id > id)
  }
}

function redact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(redact)
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SECRET.test(name) ? '[redacted]' : redact(inner)]),
  )
}
