import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import { postRequest } from '../../schema/intake/post-request.service.ts'
import { readBody } from '../http/body.ts'
import { isOutage } from '../graphql/errors.ts'
import { render } from './format.rules.ts'
import { type Answer, type Asked, type Open311Deps, refuseOtherCity } from './asked.ts'
import { readPost } from './post.rules.ts'
import { forbidden, unfit } from './refusal.ts'

/** 4,000 characters and the other fields, percent-encoded at nine bytes a character. */
const MOST_BYTES = 64 * 1024
const MOST_FIELDS = 100
/** An app shows a spinner no longer than this; the ticket is usually open in a few milliseconds. */
const PATIENCE_MS = 3000

/** Takes one request in and answers with its number, or with a token where opening it takes longer. Throws Refusal. */
export async function answerPost(context: Context, deps: Open311Deps, { format, params }: Asked): Promise<Answer> {
  const { city, limiter, open311, onBug } = deps
  const fields = await readForm(context)
  for (const [name, value] of params) if (!fields.has(name)) fields.append(name, value)
  const client = clientOf(fields.get('api_key')?.trim(), open311.clients)
  refuseOtherCity(fields, open311)
  const { accountId, ...posted } = readPost(fields, city.registers.gazetteer)
  const idempotencyKey = context.get('idempotency-key').trim()
  if (idempotencyKey.length > 200) throw unfit('Idempotency-Key 不能超过 200 个字符。')
  limiter.count('submit', city.clock.now(), context.ip)
  const { token, ticket } = await postRequest(
    city,
    { ...posted, client, ...(idempotencyKey && { idempotencyKey }) },
    open311.patienceMs ?? PATIENCE_MS,
    (error) => isOutage(error) || onBug(error),
  )
  const known: Record<string, string> = ticket ? { service_request_id: ticket._id } : { token }
  const notice = ticket ? `${ticket.dueWhy}。${PUBLISHED}` : `已收到，正在登记，请稍后用 token 取编号。${PUBLISHED}`
  return {
    body: render(format, 'service_requests', [{ ...known, service_notice: notice, account_id: accountId ?? null }]),
  }
}

const PUBLISHED = '说明文字将遮盖个人信息后公开。'

/** Whose key it is; each is compared without telling by its duration how much was right. */
function clientOf(key: string | undefined, clients: ReadonlyMap<string, string>): string {
  if (!key) throw forbidden('缺少 api_key。')
  const given = digest(key)
  for (const [own, name] of clients) if (timingSafeEqual(given, digest(own))) return name
  throw forbidden('api_key 无效。')
}

const digest = (text: string) => createHash('sha256').update(text).digest()

async function readForm(context: Context): Promise<URLSearchParams> {
  if (!context.is('urlencoded')) throw unfit('请用 application/x-www-form-urlencoded 提交。', 415)
  const body = await readBody(context.req, MOST_BYTES)
  if (!body) {
    context.set('connection', 'close')
    throw unfit('内容过大。', 413)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw unfit('内容不是有效的 UTF-8 文本。')
  }
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) throw unfit('字段过多。')
  return new URLSearchParams(text)
}
