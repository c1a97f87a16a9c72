import { type Client, createClient } from 'graphql-sse'
import { whileVisible } from './while-visible.ts'

/** A refusal or failure in words fit for the screen. `code` is the server's, or OFFLINE / UNREACHABLE. */
export class AskError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export type Token = () => string | undefined

interface Answer<T> {
  data?: T | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** Asks once. Throws AskError for whatever is not a full answer. */
export async function ask<T>(document: string, variables: object, token: Token): Promise<T> {
  let response: Response
  try {
    response = await fetch('/graphql', {
      // A reply sent while the page is being left still goes out.
      keepalive: true,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...bearer(token),
      },
      body: JSON.stringify({ query: document, variables }),
    })
  } catch {
    throw navigator.onLine
      ? new AskError('UNREACHABLE', '连不上服务器，请稍后再试。')
      : new AskError('OFFLINE', '网络断开了，连上后再试。')
  }
  const answer = (await response.json().catch(() => ({}))) as Answer<T>
  const error = answer.errors?.[0]
  if (error) throw new AskError(error.extensions?.code ?? 'BAD_INPUT', error.message)
  if (!answer.data) throw new AskError('UNAVAILABLE', `服务器没有正常回答（${response.status}），请稍后再试。`)
  return answer.data
}

export interface Hearing<T> {
  next(data: T): void
  /** True when the line is lost, false when it is back: what happened in between was missed and is to be asked for. */
  onBreak?(broken: boolean): void
}

const LONGEST_WAIT = 10_000

/**
 * Follows a subscription over SSE as long as the page can be seen: a lost or ended line is taken up again. Returns what
 * ends it.
 */
export function follow<T>(document: string, variables: Record<string, unknown>, token: Token, hear: Hearing<T>) {
  return whileVisible(() => followNow(document, variables, token, hear))
}

function followNow<T>(query: string, variables: Record<string, unknown>, token: Token, hear: Hearing<T>) {
  let stopped = false
  let client: Client | undefined
  const again = () => {
    if (stopped) return
    hear.onBreak?.(true)
    setTimeout(start, 1000)
  }
  const start = () => {
    if (stopped) return
    client = createClient({
      url: '/graphql',
      headers: () => bearer(token),
      retryAttempts: Infinity,
      retry: async (tries) => {
        hear.onBreak?.(true)
        await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** tries, LONGEST_WAIT)))
      },
      on: { connected: () => hear.onBreak?.(false) },
    })
    client.subscribe<T>(
      { query, variables },
      {
        next: ({ data }) => {
          if (data) hear.next(data)
        },
        error: again,
        // A server that drains ends the stream politely; for the page that is a break like any other.
        complete: again,
      },
    )
  }
  start()
  return () => {
    stopped = true
    client?.dispose()
  }
}

function bearer(token: Token): Record<string, string> {
  const value = token()
  return value ? { authorization: `Bearer ${value}` } : {}
}
