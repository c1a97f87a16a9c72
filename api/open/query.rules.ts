import { readInstant } from './dates.rules.ts'
import { type Problem, Refusal, notFound, quoted } from './refusal.ts'
import { type Service, serviceByCode } from './services.rules.ts'

const DAY_MS = 86_400_000
/** "A span of 90 days or first 1000 requests, whichever is smallest." */
const MOST_DAYS = 90
const MOST_ROWS = 1000
/** How far a client may page; further back it narrows its dates. */
const MOST_SKIPPED = 100_000

/** What GET requests asks for. Numbers override every other filter. */
export type RequestsQuery =
  | { numbers: string[] }
  | { services?: Service[]; from: Date; to: Date; closed?: boolean; skip: number; limit: number }

/** Reads the filters; an empty one counts as not given. Throws Refusal with everything that is wrong. */
export function readQuery(params: URLSearchParams, now: Date): RequestsQuery {
  const given = (name: string) => params.getAll(name).join(',').trim()
  const list = (name: string) => given(name).split(',').map(trim).filter(Boolean)
  const numbers = list('service_request_id')
  if (numbers.length > MOST_ROWS) throw refuse([`service_request_id 至多 ${MOST_ROWS} 个。`])
  if (numbers.length > 0) return { numbers }
  const problems: string[] = []
  const span = readSpan(given('start_date'), given('end_date'), now, problems)
  const closed = readStatus(list('status'), problems)
  const page = readCount(given('page'), 1, MOST_SKIPPED, 'page', problems)
  const limit = readCount(given('page_size'), MOST_ROWS, MOST_ROWS, 'page_size', problems)
  const skip = (page - 1) * limit
  if (skip > MOST_SKIPPED) problems.push('翻页过深，请缩小日期范围。')
  if (problems.length > 0) throw refuse(problems)
  const services = list('service_code').map(knownService)
  return { ...span, ...(services.length > 0 && { services }), ...(closed !== undefined && { closed }), skip, limit }
}

export function knownService(code: string): Service {
  const service = serviceByCode(code)
  if (!service) throw notFound(`没有服务 ${quoted(code)}，请先取 services。`)
  return service
}

const trim = (text: string) => text.trim()

function refuse(descriptions: readonly string[]): Refusal {
  return new Refusal(
    400,
    descriptions.map((description): Problem => ({ code: 400, description })),
  )
}

/** With one end given the span reaches 90 days from there, with none it is the latest 90 days. */
function readSpan(start: string, end: string, now: Date, problems: string[]): { from: Date; to: Date } {
  const bound = (name: string, text: string) => {
    const at = text ? readInstant(text) : undefined
    if (text && !at) problems.push(`${name} 应为 W3C 时间，例如 2026-11-01T00:00:00+08:00。`)
    return at
  }
  const [from, to] = [bound('start_date', start), bound('end_date', end)]
  const span = MOST_DAYS * DAY_MS
  if (from && to && to < from) problems.push('end_date 早于 start_date。')
  if (from && to && to.getTime() - from.getTime() > span) problems.push(`日期范围不能超过 ${MOST_DAYS} 天。`)
  const last = to ?? (from ? new Date(Math.min(from.getTime() + span, Math.max(now.getTime(), from.getTime()))) : now)
  return { from: from ?? new Date(last.getTime() - span), to: last }
}

/** True for closed only, false for open only; both, or neither, is no filter. */
function readStatus(values: readonly string[], problems: string[]): boolean | undefined {
  if (values.some((value) => value !== 'open' && value !== 'closed')) problems.push('status 应为 open 或 closed。')
  return new Set(values).size === 1 ? values[0] === 'closed' : undefined
}

function readCount(text: string, unset: number, most: number, name: string, problems: string[]): number {
  if (!text) return unset
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > most) problems.push(`${name} 应为 1 至 ${most} 的整数。`)
  return Math.min(Math.max(value, 1), most)
}
