import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiAnswer } from './api-call.ts'
import type { CallLog } from './call-log.ts'
import type { Fault, Faults } from './faults.ts'
import { jsonOf, readRequestBody, sendFile, sendText } from './http.ts'
import type { Gateways } from './gateways.ts'
import type { WechatPlatform } from './wechat/platform.ts'
import type { WeiboPlatform } from './weibo/platform.ts'

interface Platforms {
  wechat: WechatPlatform
  weibo: WeiboPlatform
  gateways: Gateways
  log: CallLog
  faults: Faults
  now: () => Date
}

/** Answers one call to a pretend platform: under `/wechat/…` and `/weibo/…` lie the paths the real ones have. */
export async function serveApi(
  { wechat, weibo, gateways, log, faults, now }: Platforms,
  platform: 'wechat' | 'weibo' | 'gateway',
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = url.pathname.slice(platform.length + 1)
  const method = request.method ?? 'GET'
  const raw = await readRequestBody(request)
  const form = platform === 'weibo' ? new URLSearchParams(raw.toString('utf8')) : undefined
  const body = form ? Object.fromEntries(form) : jsonOf(raw)
  const handle = (): ApiAnswer => {
    if (platform === 'gateway') return gateways.handle(path.slice(1), headersOf(request), raw)
    if (!form) return wechat.handle({ method, path, query: url.searchParams, body })
    return weibo.handle(method, path, url.searchParams, form)
  }
  const fault = faults.take(path)
  const answer = await withFault(fault, handle)
  const seen = method === 'GET' ? Object.fromEntries(url.searchParams) : body
  // Looking for mentions where there are none happens all the time and says nothing.
  const idle = answer?.status === 200 && /\/mentions\//.test(path) && answer.json.includes('":[]')
  if (!idle)
    log.add({
      at: now().toISOString(),
      method,
      path,
      status: answer?.status ?? 0,
      ...(answer?.errcode !== undefined && { errcode: answer.errcode }),
      body: seen,
    })
  if (answer?.file) sendFile(response, answer.file)
  else if (answer) sendText(response, answer.status, answer.json)
  // One that hangs is left to whoever waits; its socket goes when the server stops.
  else if (fault?.kind.startsWith('reset')) request.socket.resetAndDestroy()
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** The answer under a fault; undefined when there is to be none. */
async function withFault(fault: Fault | undefined, handle: () => ApiAnswer): Promise<ApiAnswer | undefined> {
  switch (fault?.kind) {
    case 'hang':
    case 'reset':
      return undefined
    case 'hang-taken':
    case 'reset-taken':
      handle()
      return undefined
    case 'status':
      return { status: fault.status ?? 503, json: '{}' }
    case 'errcode': {
      const errcode = fault.errcode ?? -1
      return { status: 200, json: JSON.stringify({ errcode, errmsg: 'fault', error_code: errcode }), errcode }
    }
    case 'slow':
      await new Promise((done) => {
        setTimeout(done, fault.delayMs ?? 1000).unref()
      })
      return handle()
    default:
      return handle()
  }
}
