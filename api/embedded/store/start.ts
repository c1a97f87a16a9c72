import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { acquire, announce, ownerOf, release } from './lock.ts'
import type { ServeOptions } from './server.ts'

export interface StoreOptions {
  /** The folder of the data; made if it does not exist. */
  readonly dir: string
  /** Listens on this port of 127.0.0.1, too (0: any), for tools that know no sockets. Anybody on the machine may connect. */
  readonly tcpPort?: number | undefined
  /** Runs in the calling thread: for tests, and where threads are not to be had. */
  readonly inThread?: boolean | undefined
}

export interface Store {
  /** For the mongodb driver and mongoose, unchanged. */
  readonly uri: string
  /** Where it listens on TCP, if it does. */
  readonly tcpUri?: string | undefined
  /** This process owns the folder; otherwise the store belongs to another one, and `stop` does nothing. */
  readonly isOwner: boolean
  stop(): Promise<void>
}

/** Paths of unix sockets are at most 104 (macOS) or 108 (Linux) bytes long. */
const LONGEST_SOCKET = 100

const socketUri = (socket: string): string => `mongodb://${encodeURIComponent(socket)}/?directConnection=true`
const tcpUriOf = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`

/**
 * Starts the store on a folder, or joins the one that another process has started there. One process owns a folder; it
 * answers on a unix socket only its user may open (on Windows: a loopback port). Throws when the folder cannot be used.
 */
export async function startStore(options: StoreOptions): Promise<Store> {
  const dir = resolve(options.dir)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  keepPrivate(dir)
  const hasSockets = process.platform !== 'win32'
  const socket = hasSockets ? socketFor(dir) : undefined
  if (acquire(dir, socket ? socketUri(socket) : '')) {
    if (socket && dirname(socket) !== dir) rmSync(dirname(socket), { recursive: true, force: true })
    return joined(options)
  }
  try {
    if (socket) rmSync(socket, { force: true })
    const tcpPort = hasSockets ? options.tcpPort : (options.tcpPort ?? 0)
    const serving = await launch({ dir: join(dir, 'data'), socket, tcpPort }, options.inThread === true)
    if (socket) chmodSync(socket, 0o600)
    const tcpUri = tcpPort === undefined ? undefined : tcpUriOf(serving.port)
    const uri = socket ? socketUri(socket) : tcpUri!
    announce(dir, uri)
    let stopped: Promise<void> | undefined
    const stop = () => (stopped ??= serving.close().then(() => leave(dir, socket)))
    return { uri, tcpUri, isOwner: true, stop }
  } catch (error) {
    leave(dir, socket)
    throw error
  }
}

/** A folder that was made by somebody else may have to stay as it is; the socket is private all the same. */
function keepPrivate(dir: string): void {
  try {
    chmodSync(dir, 0o700)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}

function leave(dir: string, socket: string | undefined): void {
  release(dir)
  if (!socket) return
  rmSync(dirname(socket) === dir ? socket : dirname(socket), { recursive: true, force: true })
}

/** In the folder, or where its path is too long for a socket, in a private one of its own (the lock file says where). */
function socketFor(dir: string): string {
  const inside = join(dir, 'store.sock')
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET) return inside
  return join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sock')
}

interface Running {
  readonly port: number
  close(): Promise<void>
}

async function launch(options: ServeOptions, inThread: boolean): Promise<Running> {
  if (inThread) {
    const { serve } = await import('./server.ts')
    return serve(options)
  }
  const worker = startThread(options)
  const port = await new Promise<number>((done, fail) => {
    worker.once('message', (message: { port: number }) => done(message.port))
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the store's thread ended with ${code}`)))
  })
  let isClosing = false
  worker.on('exit', (code) => {
    // Without its store a system has nothing to go on: better it ends loudly and is started again.
    if (!isClosing) throw new Error(`the store's thread ended with ${code}`)
  })
  return {
    port,
    close() {
      isClosing = true
      return closing(worker)
    },
  }
}

/** The thread: worker.js of a build, or worker.ts, which needs tsx in the thread, too, whatever started this process. */
function startThread(workerData: ServeOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), { workerData })
  // (`require` finds tsx's CommonJS form; the ES module lies beside it.)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href.replace(/cjs$/, 'mjs')
  const file = new URL('./worker.ts', import.meta.url).href
  // Node 20 does not run `--import` for threads as it does for the process.
  const code = `import('${tsx}').then(({ register }) => (register(), import('${file}')))`
  return new Worker(code, { eval: true, workerData, execArgv: [] })
}

function closing(worker: Worker): Promise<void> {
  return new Promise((done) => {
    worker.once('exit', () => done())
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage('close')
  })
}

/** The store of another process, once it answers: it may be starting this moment. */
async function joined(options: StoreOptions): Promise<Store> {
  const dir = resolve(options.dir)
  for (let attempt = 0; attempt < 100; attempt++) {
    const owner = ownerOf(dir)
    // It has gone in the meantime.
    if (!owner) return startStore(options)
    if (owner.uri && (await answers(owner.uri))) return { uri: owner.uri, isOwner: false, stop: async () => {} }
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error(`another process owns ${dir}, but does not answer`)
}

function answers(uri: string): Promise<boolean> {
  const { host } = new URL(uri)
  const place = decodeURIComponent(host)
  return new Promise((done) => {
    const socket = createConnection(
      place.endsWith('.sock') ? { path: place } : { host: '127.0.0.1', port: Number(place.split(':')[1]) },
    )
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
