import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { DomainError } from '../../schema/kernel/errors.ts'
import { isOutage } from '../graphql/errors.ts'
import { type Answer, type Asked, OPEN311_PATH, type Open311Deps, refuseOtherCity } from './asked.ts'
import { CONTENT_TYPES, type Format, render } from './format.rules.ts'
import { answerGet } from './get.ts'
import { answerPost } from './post.ts'
import { Refusal, notFound, unfit } from './refusal.ts'

/** Open311 GeoReport v2. Every answer, errors too, is in the format that the path asks for; XML where it names none. */
export async function serveOpen311(context: Context, deps: Open311Deps): Promise<void> {
  const { pathname, searchParams } = new URL(context.url, 'http://localhost')
  const { format, names } = readPath(pathname)
  context.set('cache-control', 'no-store')
  if (context.method !== 'POST') context.set('access-control-allow-origin', '*')
  if (context.method === 'OPTIONS') {
    context.set('access-control-allow-methods', 'GET, HEAD, OPTIONS')
    return void (context.status = 204)
  }
  try {
    if (!format) throw unfit('请在地址末尾写明格式：.xml 或 .json。')
    const [resource = '', id, ...more] = names
    if (more.length > 0) throw notFound('没有这个资源。')
    const asked: Asked = { format, resource, ...(id !== undefined && { id }), params: searchParams }
    const { body, cache } = await answer(context, deps, asked)
    if (cache) context.set('cache-control', cache)
    context.status = 200
    context.type = CONTENT_TYPES[format]
    context.body = typeof body === 'string' ? body : Readable.from(body)
  } catch (error) {
    const refusal = refusalOf(error, deps)
    context.status = refusal.status
    context.type = CONTENT_TYPES[format ?? 'xml']
    context.body = render(
      format ?? 'xml',
      'errors',
      refusal.problems.map(({ code, description }) => ({ code, description })),
    )
  }
}

async function answer(context: Context, deps: Open311Deps, asked: Asked): Promise<Answer> {
  if (context.method === 'POST' && asked.resource === 'requests' && asked.id === undefined) {
    return answerPost(context, deps, asked)
  }
  if (context.method !== 'GET' && context.method !== 'HEAD') throw unfit('这个资源不支持该方法。', 405)
  refuseOtherCity(asked.params, deps.open311)
  return answerGet(context, deps, asked)
}

function readPath(pathname: string): { format?: Format; names: string[] } {
  const [, path = '', ending] = /^(.*?)(?:\.(\w{1,10}))?$/.exec(pathname.slice(OPEN311_PATH.length)) ?? []
  const format = ending === 'xml' || ending === 'json' ? ({ format: ending } as const) : {}
  return { ...format, names: path.split('/').map(decoded) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** By the specification everything that is neither missing nor forbidden is 400; the code in the body says more. */
function refusalOf(error: unknown, { onBug }: Open311Deps): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof DomainError) return unfit(error.message, CODES[error.code] ?? 400)
  if (!isOutage(error)) onBug(error)
  return unfit('系统暂时不可用，请稍后再试。', 503)
}

const CODES: Readonly<Record<string, number>> = { CONFLICT: 409, TOO_MANY: 429, UNAVAILABLE: 503 }
