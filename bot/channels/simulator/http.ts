import type { IncomingMessage, ServerResponse } from 'node:http'
import { readText } from '../inbound/json.ts'

/** Longer than anything a platform takes, and than a photo from a phone as base64. */
const MAX_BODY = 4 * 1024 * 1024

export async function readRequestBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw new Error('request body too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as JSON; undefined when it is none. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(readText(body))
  } catch {
    return undefined
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON.stringify(value))
}

/** For answers whose numbers JSON.stringify would round. */
export function sendText(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(json)
}

export function sendFile(
  response: ServerResponse,
  { contentType, bytes }: { contentType: string; bytes: Buffer },
): void {
  response
    .writeHead(200, {
      'content-type': contentType,
      'content-disposition': 'attachment',
      'content-length': bytes.length,
    })
    .end(bytes)
}
