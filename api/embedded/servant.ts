import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, isAlive } from './machine.ts'

/** A server program that this system runs for itself, with a folder and a loopback port of its own. */
export interface Servant {
  port: number
  /** Ends it when this process started or adopted it; does nothing when it serves another. */
  stop(): Promise<void>
}

interface Note {
  port: number
  pid: number
  /** The process that will end it. */
  owner: number
}

export interface ServantOptions {
  binary: string
  dir: string
  args(port: number): string[]
  /** Keeps the port of the last time: a replica set remembers its member by it. */
  keepPort?: boolean
  answers(port: number): Promise<boolean>
}

const READY_MS = 15_000
const STOP_MS = 10_000

/**
 * Starts a server program, or finds the one that already serves this folder. One whose owner died is adopted: it is
 * used, and ended by us. Throws when it does not come up.
 */
export async function employ(options: ServantOptions): Promise<Servant> {
  const { dir } = options
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'jiesu.json')
  const note = readNote(file)
  if (note && isAlive(note.pid) && (await options.answers(note.port))) {
    if (note.owner !== process.pid && isAlive(note.owner)) return { port: note.port, stop: async () => {} }
    return own(file, { ...note, owner: process.pid })
  }
  const port = options.keepPort && note ? note.port : await freePort()
  // Detached: Ctrl-C in the terminal reaches us alone, and we end it when the work is drained.
  const child = spawn(options.binary, options.args(port), { stdio: 'ignore', detached: true })
  let failed: Error | undefined
  child.once('error', (error) => (failed = error))
  child.once('exit', (code) => (failed ??= new Error(`${options.binary} 启动后退出 (${code})，数据目录 ${dir}`)))
  child.unref()
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(20)) {
    if (failed) throw failed
    if (child.pid && (await options.answers(port))) return own(file, { port, pid: child.pid, owner: process.pid })
  }
  child.kill('SIGKILL')
  throw new Error(`${options.binary} ${READY_MS / 1000} 秒内没有就绪`)
}

function own(file: string, note: Note): Servant {
  writeFileSync(file, JSON.stringify(note), { mode: 0o600 })
  return {
    port: note.port,
    async stop() {
      if (!isAlive(note.pid)) return
      process.kill(note.pid, 'SIGTERM')
      for (const until = Date.now() + STOP_MS; isAlive(note.pid); await sleep(20)) {
        if (Date.now() > until) process.kill(note.pid, 'SIGKILL')
      }
    },
  }
}

function readNote(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note
  } catch {
    return undefined
  }
}
