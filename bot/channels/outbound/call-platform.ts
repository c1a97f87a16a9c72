import { DeliveryError } from '../../../schema/kernel/errors.ts'
import { parseJson } from '../inbound/json.ts'

/** The platforms' own pace is 5 s; whoever answers later may just as well not answer. */
const TIMEOUT_MS = 5000
/** Answers are some hundred bytes; what is longer is not one. */
const MAX_ANSWER = 256 * 1024

export type Fetch = typeof globalThis.fetch

/** What the platform answered; `json` is untrusted, undefined when the body was none. */
export interface PlatformAnswer {
  status: number
  json: unknown
}

export interface PlatformCall {
  channel: string
  url: string
  init?: RequestInit
  /** Whether asking twice does no harm (a token, a look-up), so that a lost answer may simply be asked for again. */
  repeatable: boolean
}

/** Connections that were never made: the platform has seen nothing. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * One HTTP exchange. Throws DeliveryError: `retry` when the platform surely did nothing, `unknown` when the answer was
 * lost and the call may have had its effect.
 */
export async function callPlatform(fetch: Fetch, call: PlatformCall): Promise<PlatformAnswer> {
  const { status, body } = await exchange(fetch, call, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER })
  return { status, json: parseAnswer(body) }
}

/** What a download may take: longer than an answer, and it may not go on for ever. */
export interface DownloadLimits {
  timeoutMs: number
  maxBytes: number
}

/** A file from the platform's own host; no redirect is followed. Throws as callPlatform does, and `stop` for one too large. */
export async function downloadFrom(
  fetch: Fetch,
  call: Omit<PlatformCall, 'repeatable'>,
  limits: DownloadLimits,
): Promise<{ status: number; contentType: string; body: Buffer; json: unknown }> {
  const answer = await exchange(fetch, { ...call, repeatable: true }, limits)
  // Refusals come as JSON under status 200, and the type of the answer is not always what it says.
  return { ...answer, json: answer.body[0] === OPENING_BRACE ? parseAnswer(answer.body) : undefined }
}

const OPENING_BRACE = 0x7b

async function exchange(
  fetch: Fetch,
  call: PlatformCall,
  { timeoutMs, maxBytes }: DownloadLimits,
): Promise<{ status: number; contentType: string; body: Buffer }> {
  try {
    const response = await fetch(call.url, { ...call.init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    const body = await readLimited(response, maxBytes)
    if (response.status >= 500) throw overloaded(call, response.status)
    if (body) return { status: response.status, contentType: response.headers.get('content-type') ?? '', body }
    if (maxBytes > MAX_ANSWER) throw new DeliveryError(call.channel, 'stop', undefined, '文件过大')
    throw new Error('answer too long')
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    if (call.repeatable || NEVER_SENT.has(causeOf(error))) {
      throw new DeliveryError(call.channel, 'retry', undefined, '平台连接不上', 2000)
    }
    throw new DeliveryError(call.channel, 'unknown', undefined, '平台没有回音，是否送达不明')
  }
}

/** A gateway that timed out says nothing about the server behind it; the other 5xx say that nothing was done. */
function overloaded(call: PlatformCall, status: number): DeliveryError {
  const lost = status === 504 && !call.repeatable
  return lost
    ? new DeliveryError(call.channel, 'unknown', undefined, '平台网关超时，是否送达不明')
    : new DeliveryError(call.channel, 'retry', undefined, `平台暂时不可用（HTTP ${status}）`, 2000)
}

function causeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause
  return typeof cause?.code === 'string' ? cause.code : ''
}

/** The whole body; undefined when it is larger, and the rest is then not read. */
async function readLimited(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Message ids in answers are 64-bit numbers too. */
function parseAnswer(body: Buffer): unknown {
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}
