import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { acquire, announce, release } from './lock.ts'
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

/** Another process that is just starting, or stopping, is waited for so many times so many milliseconds. */
const ATTEMPTS = 100
const PAUSE = 50

/**
 * Starts the store on a folder, or joins the one that another process has started there. One process owns a folder; it
 * answers on a unix socket only its user may open (on Windows: a loopback port). Throws when the folder cannot be used.
 */
export async function startStore(options: StoreOptions): Promise<Store> {
  const dir = resolve(options.dir)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  keepPrivate(dir)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const owner = acquire(dir)
    if (!owner) return startHere(dir, options)
    if (owner.uri) return { uri: owner.uri, isOwner: false, stop: async () => {} }
    await sleep(PAUSE)
  }
  throw new Error(`another process owns ${dir}, but does not answer`)
}

/** A folder that was made by somebody else may have to stay as it is; the socket is private all the same. */
function keepPrivate(dir: string): void {
  try {
    chmodSync(dir, 0o700)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}

async function startHere(dir: string, options: StoreOptions): Promise<Store> {
  const socket = process.platform === 'win32' ? undefined : socketFor(dir)
  const leave = (): void => {
    release(dir)
    if (socket) rmSync(dirname(socket) === dir ? socket : dirname(socket), { recursive: true, force: true })
  }
  try {
    if (socket) rmSync(socket, { force: true })
    const tcpPort = socket ? options.tcpPort : (options.tcpPort ?? 0)
    const serving = await launch({ dir: join(dir, 'data'), socket, tcpPort }, options.inThread === true)
    if (socket) chmodSync(socket, 0o600)
    const tcpUri = tcpPort === undefined ? undefined : uriOf(`127.0.0.1:${serving.port}`)
    const uri = socket ? uriOf(encodeURIComponent(socket)) : tcpUri!
    announce(dir, uri)
    const close = async (): Promise<void> => {
      announce(dir, '')
      await serving.close()
      leave()
    }
    let stopped: Promise<void> | undefined
    return { uri, tcpUri, isOwner: true, stop: () => (stopped ??= close()) }
  } catch (error) {
    leave()
    throw error
  }
}

const uriOf = (host: string): string => `mongodb://${host}/?directConnection=true`

/** Paths of unix sockets are at most 104 (macOS) or 108 (Linux) bytes long. */
const LONGEST_SOCKET = 100

/** In the folder, or where its path is too long for a socket, in a private one of its own (the lock file says where). */
function socketFor(dir: string): string {
  const inside = join(dir, 'store.sock')
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET) return inside
  return join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sock')
}

interface Running {
  readonly port: number
  close(): Promise<unknown>
}

/** Without its store a system has nothing to go on: better it ends loudly and is started again. */
function die(code: number): never {
  throw new Error(`the store's thread ended with ${code}`)
}

async function launch(options: ServeOptions, inThread: boolean): Promise<Running> {
  if (inThread) return (await import('./server.ts')).serve(options)
  const worker = startThread(options)
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }]
  worker.on('exit', die)
  return {
    port,
    close() {
      worker.off('exit', die)
      const exit = once(worker, 'exit')
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage('close')
      return exit
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
