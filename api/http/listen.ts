import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  url: string
  /** Begins to answer; until then every request hears that we are starting. */
  serve(handler: Handler): void
  /** Takes no new connection, lets running requests end, then closes what is left (subscriptions). */
  close(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const sayStarting: Handler = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' }).end('正在启动')
}

/** Longer than proxies keep theirs, so that they never reuse a connection that we are just closing. */
const KEEP_ALIVE_MS = 65_000
/** How long running requests may take to end. */
const DRAIN_MS = 3000

/** Takes the port at once. Throws when it is taken by somebody else. */
export async function listen(port: number, host: string): Promise<Listening> {
  let handle = sayStarting
  const server = createServer((request, response) => handle(request, response))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`端口 ${port} 已被占用，请用 PORT 另选一个。`) : error),
    )
    server.listen(port, host, resolve)
  })
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host
  return {
    url: `http://${shown}:${(server.address() as AddressInfo).port}`,
    serve: (handler) => (handle = handler),
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
