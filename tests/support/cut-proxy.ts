import { type AddressInfo, type Socket, createConnection, createServer } from 'node:net'

/** A line to the store that can be cut and mended, as networks do. */
export async function openCutProxy(uri: string) {
  const target = targetOf(uri)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = createConnection(target)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    return undefined
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend() {
      isCut = false
    },
    async close() {
      this.cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The unix socket or the host and port a URI names first. */
function targetOf(uri: string): { path: string } | { host: string; port: number } {
  const name = /^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri)?.[1] ?? ''
  const decoded = decodeURIComponent(name)
  if (decoded.endsWith('.sock')) return { path: decoded }
  const [host = '127.0.0.1', port = '27017'] = decoded.split(':')
  return { host, port: Number(port) }
}
