import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The whole system as `npm start` runs it, in a process of its own. */
export interface Child {
  pid: number
  url: string
  /** From spawn until /readyz says yes. */
  readyMs: number
  /** Lines it printed. */
  printed: readonly string[]
  /** Ends it as Ctrl-C does; gives how long that took. */
  stop(): Promise<number>
}

export async function startChild(port: number, env: Readonly<Record<string, string>>): Promise<Child> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/runtime/main.ts'], {
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(...text.split('\n')))
  const url = `http://127.0.0.1:${port}`
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the system ended with ${child.exitCode}`)
    await sleep(10)
  }
  return { pid: child.pid ?? 0, url, readyMs: performance.now() - began, printed, stop: () => stop(child) }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<number> {
  const began = performance.now()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await ended
  return performance.now() - began
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
