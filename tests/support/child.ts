import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The system, or parts of it, as `npm start` runs it, in a process of its own. */
export interface Child {
  pid: number
  url: string
  /** From spawn until it says that it has started. */
  readyMs: number
  /** Everything it printed. */
  printed(): string
  /** Ends it as Ctrl-C does; gives the exit code and how long that took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>
}

/** What `npm start` gives to node. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
const COMMAND = scripts.start.split(' ').slice(1)

/** Spawns `npm start`'s command; the demo's secrets stay unless `env` says otherwise. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...COMMAND, ...args], {
    env: { ...process.env, LOG_LEVEL: 'error', MONGODB_URI: '', REDIS_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

let nextPair = 20_000 + (process.pid % 5000) * 2

/**
 * A port that is free and whose next one is, too: there the pretend platforms stand. Below those the system gives to
 * connections (from 32768 on Linux), where one could be taken before it is used.
 */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = nextPair
    nextPair = nextPair < 32_000 ? nextPair + 2 : 20_000
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Starts it and waits until it is ready. Throws with what it printed when it ends before. */
export async function startChild(
  port: number,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Child> {
  const began = performance.now()
  const child = run(args, { PORT: String(port), ...env })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text))
  }
  const url = `http://127.0.0.1:${port}`
  const serves = args.length === 0 || args.some((arg) => arg.includes('api'))
  const isUp = async () => printed.includes('接诉已启动') && (!serves || (await isReady(url)))
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${printed}`)
    await sleep(10)
  }
  return {
    pid: child.pid ?? 0,
    url,
    readyMs: performance.now() - began,
    printed: () => printed,
    stop: (signal) => stop(child, signal),
  }
}

/** Runs it to its end: for starts that must fail. */
export async function runChild(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const child = run(args, env)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text))
  }
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, printed }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGINT') {
  const began = performance.now()
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill(signal)
  return { code: await ended, ms: performance.now() - began }
}

/** Resident memory of a process in MiB: all of it, and the part that is not file-backed (Linux only). */
export function memoryOf(pid: number): { rss: number; anonymous: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN)
  return { rss: kb('VmRSS') / 1024, anonymous: kb('RssAnon') / 1024 }
}

/** CPU seconds a process has used, all its threads together (Linux only). */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}
