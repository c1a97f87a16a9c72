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
/** How often the owner looks whether it still lives. */
const WATCH_MS = 1000

/**
 * Starts a server program, or finds the one that already serves this folder. One whose owner died is adopted: it is
 * used, and ended by us. One that dies is started again on its port. Throws when it does not come up.
 */
export async function employ(options: ServantOptions): Promise<Servant> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 })
  const file = join(options.dir, 'jiesu.json')
  const note = readNote(file)
  if (note && isAlive(note.pid) && (await options.answers(note.port))) {
    if (note.owner !== process.pid && isAlive(note.owner)) return { port: note.port, stop: async () => {} }
    return own(options, file, note.port, note.pid)
  }
  const port = options.keepPort && note ? note.port : await freePort()
  return own(options, file, port, await start(options, port))
}

/** Spawns it and waits until it answers; gives its process id. */
async function start({ binary, dir, args, answers }: ServantOptions, port: number): Promise<number> {
  // Detached: Ctrl-C in the terminal reaches us alone, and we end it when the work is drained.
  const child = spawn(binary, args(port), { stdio: 'ignore', detached: true })
  let failed: Error | undefined
  child.once('error', (error) => (failed = error))
  child.once('exit', (code) => (failed ??= new Error(`${binary} 启动后退出 (${code})，数据目录 ${dir}`)))
  child.unref()
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(20)) {
    if (failed) throw failed
    if (child.pid && (await answers(port))) return child.pid
  }
  child.kill('SIGKILL')
  throw new Error(`${binary} ${READY_MS / 1000} 秒内没有就绪`)
}

function own(options: ServantOptions, file: string, port: number, first: number): Servant {
  let pid = first
  const write = () => {
    const note: Note = { port, pid, owner: process.pid }
    writeFileSync(file, JSON.stringify(note), { mode: 0o600 })
  }
  write()
  let starting: Promise<void> | undefined
  const watch = setInterval(() => {
    if (starting || isAlive(pid)) return
    starting = start(options, port)
      .then((again) => {
        pid = again
        write()
      })
      // Tried again at the next look.
      .catch(() => {})
      .finally(() => (starting = undefined))
  }, WATCH_MS)
  watch.unref()
  return {
    port,
    async stop() {
      clearInterval(watch)
      await starting
      if (!isAlive(pid)) return
      process.kill(pid, 'SIGTERM')
      for (const until = Date.now() + STOP_MS; isAlive(pid); await sleep(20)) {
        if (Date.now() > until) process.kill(pid, 'SIGKILL')
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
