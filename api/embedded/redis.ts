import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createConnection, createServer } from 'node:net'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A Redis we may use; `stop` ends it only when we started it. */
export interface RedisHandle {
  url: string
  how: string
  stop(): Promise<void>
}

const INSTALL_HELP = [
  '没有找到 Redis。请任选其一：',
  '  Debian/Ubuntu:  sudo apt-get install -y redis-server',
  '  macOS:          brew install redis',
  '  Windows:        在 WSL 中安装 redis-server',
  '或设置 REDIS_URL 指向已有的 Redis (redis://host:6379)。',
].join('\n')

/**
 * Finds or starts Redis: the given URL → one answering PING on 127.0.0.1:6379 → a server on PATH, started on a private
 * port with its own folder → as root on Debian, installed with apt. Throws with the commands to run otherwise.
 */
export async function findOrStartRedis(options: {
  url?: string | undefined
  dir: string
  log: (line: string) => void
  /** Tests take a server of their own and never the machine's. */
  reuseLocal?: boolean
}): Promise<RedisHandle> {
  if (options.url) return { url: options.url, how: 'REDIS_URL', stop: async () => {} }
  if (options.reuseLocal !== false && (await answersPing(6379))) {
    return { url: 'redis://127.0.0.1:6379', how: '127.0.0.1:6379', stop: async () => {} }
  }
  const binary = onPath('redis-server') ?? onPath('valkey-server') ?? installWithApt(options.log)
  if (!binary) throw new Error(INSTALL_HELP)
  return startRedis(binary, options.dir)
}

async function startRedis(binary: string, dir: string): Promise<RedisHandle> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const port = await freePort()
  const child = spawn(
    binary,
    // prettier keeps pairs readable on one line each
    [
      ['--port', String(port)],
      ['--bind', '127.0.0.1'],
      ['--dir', dir],
      ['--appendonly', 'yes'],
      ['--appendfsync', 'everysec'],
      ['--maxmemory-policy', 'noeviction'],
      ['--save', ''],
      ['--daemonize', 'no'],
    ].flat(),
    { stdio: 'ignore', detached: true },
  )
  let failed: Error | undefined
  child.on('error', (error) => (failed = error))
  for (let attempt = 0; attempt < 200; attempt++) {
    if (failed) throw failed
    if (child.exitCode !== null) throw new Error(`${binary} 启动后退出 (${child.exitCode})，数据目录 ${dir}`)
    if (await answersPing(port)) {
      return { url: `redis://127.0.0.1:${port}`, how: `${binary} (port ${port})`, stop: () => stopChild(child) }
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  child.kill('SIGKILL')
  throw new Error(`${binary} 5 秒内没有就绪`)
}

/** SIGTERM, then SIGKILL after five seconds. Redis writes its AOF on SIGTERM. */
async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    const finish = (ok: boolean) => {
      socket.destroy()
      resolve(ok)
    }
    socket.setTimeout(300, () => finish(false))
    socket.once('error', () => finish(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')))
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

export function onPath(command: string): string | undefined {
  for (const dir of (process.env['PATH'] ?? '').split(':')) {
    const file = join(dir, command)
    if (dir && existsSync(file)) return file
  }
  return undefined
}

/** As root on Debian or Ubuntu only. Debian starts the service at once; we still run our own copy on a private port. */
function installWithApt(log: (line: string) => void): string | undefined {
  const debian = existsSync('/etc/os-release') && /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'))
  if (process.getuid?.() !== 0 || !debian || !onPath('apt-get')) return undefined
  log('没有找到 Redis，正在用 apt-get 安装 redis-server …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (args: string[]) => execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 300_000 })
  run(['update'])
  run(['install', '-y', '--no-install-recommends', 'redis-server'])
  return onPath('redis-server')
}
