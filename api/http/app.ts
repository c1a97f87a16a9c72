import Koa, { type Context } from 'koa'
import type { City } from '../../schema/city.ts'
import type { Channel } from '../../schema/kernel/ports.ts'
import type { Tokens } from '../auth/tokens.ts'
import type { SubmitGate } from '../auth/submit-gate.ts'
import type { TryLimiter } from '../auth/try-limiter.ts'
import type { UploadAllowance } from '../auth/upload-allowance.ts'
import { MOST_GRAPHQL_BYTES, type buildYoga } from '../graphql/yoga.ts'
import { OPEN311_PATH, type Open311 } from '../open/asked.ts'
import { serveOpen311 } from '../open/open311.ts'
import type { Pages } from '../pages/pages.ts'
import { serveAttachment } from './attachments.ts'
import { serveCitizenPage } from './citizen-pages.ts'
import { serveCityMap } from './city-map.ts'
import { servePage } from './static.ts'
import { serveUploads } from './uploads.ts'
import { handleCallback } from './webhooks.ts'

export interface AppDeps {
  city: City
  channels: ReadonlyMap<string, Channel>
  yoga: ReturnType<typeof buildYoga>
  tokens: Tokens
  limiter: TryLimiter
  gate: SubmitGate
  uploads: UploadAllowance
  pages: Pages
  /** Unset where that door is closed. */
  open311?: Open311
  /** Shows the query editor at /graphql. */
  editor: boolean
  /** Believe X-Forwarded-For: only behind a proxy of one's own. */
  trustProxy: boolean
  /** Whether what this process stands on answers. */
  ready(): Promise<{ store: boolean; redis: boolean }>
  /** Routes that exist in the demo only; true when it answered. */
  demo?(context: Context): Promise<boolean>
  onBug(error: unknown): void
}

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  // With no-referrer browsers send `Origin: null` with our own forms, which the check of their origin must refuse.
  'referrer-policy': 'same-origin',
}

/** The query editor (never in production) runs scripts and workers that it carries inside its page. */
const EDITOR_HEADERS = {
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; worker-src blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'",
}

/** The one HTTP door: health, callbacks, GraphQL, pages. */
export function buildApp(deps: AppDeps): Koa {
  const app = new Koa({ proxy: deps.trustProxy })
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') deps.onBug(error)
  })
  app.use(async (context) => {
    const { path } = context
    if (path === '/livez') return void (context.body = 'ok')
    if (path === '/readyz') return serveReadiness(context, deps)
    if (path.startsWith('/channels/')) return serveCallback(context, deps)
    const { open311 } = deps
    if (open311 && path.startsWith(OPEN311_PATH)) return serveOpen311(context, { ...deps, open311 })
    context.set(SECURITY_HEADERS)
    if (path === '/graphql') return serveGraphQL(context, deps)
    if (await serveAttachment(context, deps)) return
    if (deps.demo && (await deps.demo(context))) return
    if (await serveCitizenPage(context, deps)) return
    if (await serveUploads(context, deps)) return
    if (serveCityMap(context, deps.city)) return
    // The phone page plays with pretend platforms; without them there is nothing behind it.
    servePage(context, deps.pages, path !== '/phone' || deps.demo !== undefined)
  })
  return app
}

/** Without Redis messages are still taken in, only later worked on: degraded, but ready. Without the store nothing is. */
async function serveReadiness(context: Context, deps: AppDeps): Promise<void> {
  const parts = await deps.ready()
  context.status = parts.store ? 200 : 503
  context.body = { status: !parts.store ? 'unready' : parts.redis ? 'ready' : 'degraded', ...parts }
}

async function serveCallback(context: Context, deps: AppDeps): Promise<void> {
  const channel = deps.channels.get(context.path.slice('/channels/'.length))
  if (!channel) return
  const answer = await handleCallback(deps, channel, context)
  if (answer.status === 413) context.set('connection', 'close')
  context.status = answer.status
  context.type = answer.contentType
  context.body = answer.body
}

/** Yoga writes to the socket itself: handing its response through Koa costs a third more and fails one audit. */
async function serveGraphQL(context: Context, deps: AppDeps): Promise<void> {
  if (Number(context.get('content-length') || 0) > MOST_GRAPHQL_BYTES) {
    context.set('connection', 'close')
    return refuse(context, 413, '请求过大。')
  }
  // Forms of other sites can post anything but JSON.
  if (context.method === 'POST' && !/^application\/(graphql\+)?json\b/.test(context.get('content-type'))) {
    return refuse(context, 415, '请用 application/json。')
  }
  if (deps.editor && context.method === 'GET' && context.accepts('json', 'html') === 'html') context.set(EDITOR_HEADERS)
  context.respond = false
  await deps.yoga(context.req, context.res, { address: context.ip })
}

function refuse(context: Context, status: number, message: string): void {
  context.status = status
  context.body = { errors: [{ message }] }
}
