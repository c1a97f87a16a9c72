import type { Server } from './commands/call.ts'
import { Cursors } from './commands/cursors.ts'
import { Engine, type Clock } from './storage/engine.ts'
import type { Handler } from './wire/connection.ts'
import { Listener } from './wire/listener.ts'

/** MongoDB: "the background task that removes expired documents runs every 60 seconds". */
const TTL_EVERY = 60_000
/** How often idle cursors are looked for. */
const SWEEP_EVERY = 30_000

export interface ServeOptions {
  /** The folder of the data. */
  readonly dir: string
  /** A unix socket, or a port on the loopback interface (0: any). */
  readonly socket?: string | undefined
  readonly tcpPort?: number | undefined
  readonly clock?: Clock
}

export interface Serving {
  readonly server: Server
  /** The TCP port it got, 0 without. */
  readonly port: number
  close(): Promise<void>
}

/** Opens the folder and answers on socket and port, in the thread it is called in. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { dir, socket, tcpPort, clock = { now: () => Date.now() } } = options
  const engine = new Engine(dir, clock)
  const cursors = new Cursors(clock)
  const server: Server = { engine, cursors, startedAt: clock.now(), connections: () => listener.connections }
  const listener = new Listener((request, connection) => handle(request, connection))
  if (socket !== undefined) await listener.listen({ path: socket })
  const port = tcpPort === undefined ? 0 : await listener.listen({ host: '127.0.0.1', port: tcpPort })
  // The commands are most of the code; they are read while the first client is still connecting.
  const loading = new Promise((resolve) => setImmediate(resolve))
    .then(() => import('./commands/dispatch.ts'))
    .then(({ dispatcher }) => (handle = dispatcher(server)))
  let handle: Handler = (request, connection) => loading.then((loaded) => loaded(request, connection))
  const timers = [every(TTL_EVERY, () => expire(engine)), every(SWEEP_EVERY, async () => cursors.sweep())]
  return {
    server,
    port,
    async close() {
      for (const timer of timers) clearInterval(timer)
      await loading
      await listener.close()
      await engine.close()
    },
  }
}

const expire = async (engine: Engine): Promise<number> => (await import('./commands/ttl.ts')).removeExpired(engine)

/** Runs work now and then, never twice at once; a failure (a full disk) leaves it to the next time. */
function every(milliseconds: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let running: Promise<unknown> | undefined
  const run = (): void => {
    running ??= work()
      .catch(() => {})
      .finally(() => (running = undefined))
  }
  return setInterval(run, milliseconds).unref()
}
