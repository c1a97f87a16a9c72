import type { Context } from 'koa'
import type { Pages } from '../pages/pages.ts'

/** Answers with a fixed page or asset, or with the page that says there is none. */
export function servePage(context: Context, pages: Pages, shown: boolean): void {
  if (context.method !== 'GET' && context.method !== 'HEAD') return
  const page = shown ? pages.get(context.path) : undefined
  if (!page) {
    context.status = 404
    if (!context.accepts('html')) return
    context.type = 'text/html; charset=utf-8'
    context.body = pages.renderNotFound()
    return
  }
  context.status = 200
  context.set({ etag: page.etag, 'cache-control': page.cacheControl, vary: 'accept-encoding' })
  if (context.fresh) return void (context.status = 304)
  context.type = page.contentType
  const zipped = page.gzip && context.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (zipped) context.set('content-encoding', 'gzip')
  context.body = zipped ? page.gzip : page.body
}
