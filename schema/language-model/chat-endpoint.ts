import { z } from 'zod'
import { LanguageModelError, type LanguageModel } from '../kernel/ports.ts'

export interface ChatSettings {
  /** As OpenAI-compatible servers have it, e.g. `https://host/v1`. */
  baseUrl: string
  apiKey?: string
  model: string
  timeoutMs: number
}

/** More than this is no answer to a question for a title and a summary. */
const MOST_BYTES = 64 * 1024
const MOST_TOKENS = 500

const answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

/**
 * An OpenAI-compatible chat endpoint. Throws LanguageModelError, which says whether a later try makes sense; its message
 * holds neither question nor answer.
 */
export function openChatEndpoint({ baseUrl, apiKey, model, timeoutMs }: ChatSettings): LanguageModel {
  const closing = new AbortController()
  const url = `${baseUrl.replace(/\/+$/, '')}/chat/completions`
  return {
    name: `llm:${model}`,
    async ask({ system, user }) {
      const body = {
        model,
        temperature: 0,
        max_tokens: MOST_TOKENS,
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
      }
      const text = await exchange(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
        body: JSON.stringify(body),
        // A redirect could carry the key elsewhere.
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing.signal]),
      })
      const found = answer.safeParse(parse(text))
      if (!found.success) throw new LanguageModelError('语言模型的回答不是约定的格式', true)
      return found.data.choices[0]?.message.content ?? ''
    },
    close: () => closing.abort(),
  }
}

async function exchange(url: string, init: RequestInit): Promise<string> {
  let response: Response
  try {
    response = await fetch(url, init)
    if (response.ok) return await readAtMost(response, MOST_BYTES)
  } catch (error) {
    if (error instanceof LanguageModelError) throw error
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new LanguageModelError(late ? '语言模型没有按时回答' : '连不上语言模型', true)
  }
  await response.body?.cancel()
  const again = response.status === 429 || response.status === 408 || response.status >= 500
  throw new LanguageModelError(`语言模型拒绝了请求（${response.status}）`, again, retryAfter(response))
}

/** Seconds, as these servers send them; a date is not worth reading. */
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

async function readAtMost(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array
    bytes += part.byteLength
    if (bytes > most) throw new LanguageModelError('语言模型的回答太长', true)
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
