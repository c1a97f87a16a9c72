import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who owns a folder. */
export interface Owner {
  readonly pid: number
  /** When that process started, as the system tells it: a pid alone may have passed on to another program. */
  readonly started: string
  /** Where it answers; '' while it does not. */
  readonly uri: string
}

const LOCK = 'owner.json'
/** Taking over a dead owner's lock takes no longer than this; an older sign of it was left by a crash. */
const TAKEOVER_TIME = 5000

/** Tries to become the owner of the folder; gives back the owner if there is a live one. */
export function acquire(dir: string): Owner | undefined {
  const file = join(dir, LOCK)
  while (!create(file, ownerAt(''))) {
    const owner = readOwner(file)
    if (owner && isAlive(owner)) return owner
    takeOver(file)
  }
  return undefined
}

/** Says where this process, which owns the folder, answers. */
export const announce = (dir: string, uri: string): void =>
  writeFileSync(join(dir, LOCK), ownerAt(uri), { mode: 0o600 })

export function release(dir: string): void {
  const owner = readOwner(join(dir, LOCK))
  if (owner?.pid === process.pid) rmSync(join(dir, LOCK), { force: true })
}

const ownerAt = (uri: string): string =>
  JSON.stringify({ pid: process.pid, started: startOf(process.pid), uri } satisfies Owner)

/** Removes a lock whose owner is dead: by one process at a time, which looks again first. */
function takeOver(file: string): void {
  const sign = `${file}.takeover`
  if (!create(sign, String(process.pid))) {
    if (ageOf(sign) > TAKEOVER_TIME) rmSync(sign, { force: true })
    return wait(20)
  }
  try {
    const owner = readOwner(file)
    if (!owner || !isAlive(owner)) rmSync(file, { force: true })
  } finally {
    rmSync(sign, { force: true })
  }
}

/** Creates the file with this content, or says that it is there already. */
function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Undefined for a lock that is not there or cannot be read: one being written this moment, or cut short by a crash. */
function readOwner(file: string): Owner | undefined {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Owner
    } catch {
      wait(10)
    }
  }
  return undefined
}

/** Blocks for some milliseconds. */
const wait = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return started === startOf(pid)
}

/** When a process started: clock ticks since boot from /proc, else what ps says; '' where neither exists (Windows). */
function startOf(pid: number): string {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; the 22nd field is the 20th behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch {
    return 0
  }
}
