import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** The key of the pretend server; any other is refused. */
export const LLM_KEY = 'sk-pretend-language-model'

/** What it does with the next question: says this, answers with a status, takes too long, or sends something else. */
export type NextAnswer =
  | { says: (user: string) => unknown }
  | { status: number; retryAfter?: string }
  | 'slow'
  | 'drip'
  | 'html'
  | 'huge'
  | 'not-chat'
  | 'redirect'

/** As the public description of chat completions has it; unknown fields are refused, so that typing errors show. */
const body = z.strictObject({
  model: z.string().min(1),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  temperature: z.number().min(0).max(2),
  max_tokens: z.number().int().positive(),
  response_format: z.strictObject({ type: z.enum(['text', 'json_object']) }),
})

export interface PretendModel {
  baseUrl: string
  /** Everything it was sent, as it came. */
  heard: string[]
  next: NextAnswer
  close(): Promise<void>
}

/** An OpenAI-compatible endpoint that enforces the real ones' rules: address, method, key, shape. */
export async function pretendModel(): Promise<PretendModel> {
  const pretend: Omit<PretendModel, 'baseUrl' | 'close'> = { heard: [], next: { status: 500 } }
  const server: Server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      const say = (status: number, value: unknown, headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
        return say(404, { error: 'no such path' })
      if (request.headers.authorization !== `Bearer ${LLM_KEY}`) return say(401, { error: 'invalid api key' })
      if (!request.headers['content-type']?.startsWith('application/json')) return say(415, { error: 'json only' })
      const question = body.safeParse(JSON.parse(text))
      if (!question.success) return say(400, { error: z.prettifyError(question.error) })
      pretend.heard.push(text)
      const { next } = pretend
      if (next === 'slow') return undefined
      if (next === 'drip') return response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices"')
      if (next === 'html') {
        return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>502</title>')
      }
      if (next === 'redirect') return response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()
      if (next === 'huge') return say(200, { choices: [{ message: { content: 'x'.repeat(200_000) } }] })
      if (next === 'not-chat') return say(200, { output: '好的' })
      if ('status' in next) {
        return say(next.status, { error: 'not now' }, next.retryAfter ? { 'retry-after': next.retryAfter } : {})
      }
      const said = next.says(question.data.messages.findLast(({ role }) => role === 'user')?.content ?? '')
      const content = typeof said === 'string' ? said : JSON.stringify(said)
      return say(200, {
        id: 'chat-1',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content } }],
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(pretend, {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
