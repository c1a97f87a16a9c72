import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Delivery } from './deliver.ts'
import type { CallLog } from './call-log.ts'
import type { Faults } from './faults.ts'
import { faultShape } from './faults.ts'
import { jsonOf, readRequestBody, sendJson } from './http.ts'
import type { Phone, PhoneBook } from './phone-book.ts'
import { type Act, actShape, CannotAct } from './act.ts'

interface Control {
  phones: PhoneBook
  log: CallLog
  faults: Faults
  act(channel: string, sender: string, act: Act): Promise<Delivery>
  /** A code as wx.login gives it, or as the phone number button does. */
  issueCode(kind: 'login' | 'phone', value: string): string
}

/** Whose code it is: the openid for `login`, the number for `phone`. */
const codeShape = z.object({ kind: z.enum(['login', 'phone']), value: z.string().min(1) })

const HEARTBEAT_MS = 15_000

/** What another process can do with the simulator: hold a phone, read the log of calls, lay and clear faults. */
export async function serveControl(
  control: Control,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [room, channel, sender, what] = url.pathname.slice(1).split('/').map(decodeURIComponent)
  if (room === 'phones' && channel && sender && what === 'events' && request.method === 'GET') {
    return streamMessages(control.phones.phone(channel, sender), request, response)
  }
  const route = `${request.method} /${room === 'phones' ? `phones/:channel/:sender/${what}` : room}`
  // Pages of other origins can post, but not JSON without being asked first.
  if (request.method === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return sendJson(response, 415, { error: 'application/json only' })
  }
  switch (route) {
    case 'POST /phones/:channel/:sender/say': {
      const act = actShape.safeParse(jsonOf(await readRequestBody(request)))
      if (!act.success || !channel || !sender) {
        return sendJson(response, 400, { error: z.prettifyError(act.error ?? new z.ZodError([])) })
      }
      try {
        return sendJson(response, 200, await control.act(channel, sender, act.data))
      } catch (error) {
        if (error instanceof CannotAct) return sendJson(response, 400, { error: error.message })
        throw error
      }
    }
    case 'POST /codes': {
      const wish = codeShape.safeParse(jsonOf(await readRequestBody(request)))
      if (!wish.success) return sendJson(response, 400, { error: z.prettifyError(wish.error) })
      return sendJson(response, 201, { code: control.issueCode(wish.data.kind, wish.data.value) })
    }
    case 'GET /calls':
      return sendJson(response, 200, control.log.since(Number(url.searchParams.get('since') ?? 0)))
    case 'POST /faults': {
      const fault = faultShape.safeParse(jsonOf(await readRequestBody(request)))
      if (!fault.success) return sendJson(response, 400, { error: z.prettifyError(fault.error) })
      control.faults.add(fault.data)
      return sendJson(response, 201, fault.data)
    }
    case 'GET /faults':
      return sendJson(response, 200, control.faults.list())
    case 'DELETE /faults':
      control.faults.clear()
      return sendJson(response, 200, [])
    default:
      return sendJson(response, 404, { error: 'not found' })
  }
}

/** All messages so far, or since the last one seen before a reconnect; then each as it comes. */
function streamMessages(phone: Phone, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const write = (message: { id: number }) => response.write(`id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`)
  const seen = Number(request.headers['last-event-id'] ?? 0)
  for (const message of phone.messages()) if (message.id > seen) write(message)
  const unsubscribe = phone.subscribe(write)
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS).unref()
  response.once('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
  })
}
