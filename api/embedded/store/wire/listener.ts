import { createServer, type ListenOptions, type Server, type Socket } from 'node:net'
import { Connection, type Handler } from './connection.ts'

/** Takes connections on sockets and ports and hands their commands to `handle`. */
export class Listener {
  readonly #handle: Handler
  readonly #servers: Server[] = []
  readonly #sockets = new Set<Socket>()
  #lastId = 0

  constructor(handle: Handler) {
    this.#handle = handle
  }

  get connections(): { current: number; total: number } {
    return { current: this.#sockets.size, total: this.#lastId }
  }

  /** Resolves with the port once it listens (0 for a unix socket). */
  listen(options: ListenOptions): Promise<number> {
    const server = createServer((socket) => this.#accept(socket))
    this.#servers.push(server)
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(options, () => {
        server.off('error', reject)
        // What goes wrong later concerns single connections (out of file handles, say): the others go on.
        server.on('error', () => {})
        const address = server.address()
        resolve(address && typeof address === 'object' ? address.port : 0)
      })
    })
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    void new Connection(socket, ++this.#lastId, this.#handle)
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closed)
  }
}
