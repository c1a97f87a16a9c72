import { join } from 'node:path'
import { Redis } from 'ioredis'
import { installWithApt, onPath } from './machine.ts'
import { employ } from './servant.ts'

/** A Redis we may use; `stop` ends it only when it is ours. */
export interface RedisHandle {
  url: string
  how: string
  stop(): Promise<void>
}

const INSTALL_HELP = [
  '没有找到 Redis。请任选其一：',
  '  Debian/Ubuntu:  sudo apt-get install -y redis-server',
  '  macOS:          brew install redis',
  '  Windows:        在 WSL 中 sudo apt-get install -y redis-server',
  '或设置 REDIS_URL 指向已有的 Redis (redis://host:6379)。',
].join('\n')

export interface RedisOptions {
  url?: string | undefined
  dir: string
  log(line: string): void
  /** Tests take a server of their own and never the machine's. */
  reuseLocal?: boolean
}

/**
 * Finds or starts Redis: the given URL → one answering on 127.0.0.1:6379 that evicts nothing → a server on PATH, started
 * on a private port with its own folder → as root on Debian, installed with apt. Throws with the commands to run
 * otherwise, and refuses a given one that may throw jobs away.
 */
export async function findOrStartRedis(options: RedisOptions): Promise<RedisHandle> {
  if (options.url) return useGiven(options.url)
  const local = 'redis://127.0.0.1:6379'
  if (options.reuseLocal !== false && (await evictionPolicy(local)) === 'noeviction') {
    return { url: local, how: '本机 127.0.0.1:6379', stop: async () => {} }
  }
  const binary = serverOnPath() ?? (installWithApt(['redis-server'], options.log) ? serverOnPath() : undefined)
  if (!binary) throw new Error(INSTALL_HELP)
  const servant = await employ({
    binary,
    dir: options.dir,
    args: (port) => serverArgs(port, options.dir),
    answers: async (port) => (await evictionPolicy(`redis://127.0.0.1:${port}`)) !== undefined,
  })
  return { url: `redis://127.0.0.1:${servant.port}`, how: `${binary} (端口 ${servant.port})`, stop: servant.stop }
}

const serverOnPath = () => onPath('redis-server') ?? onPath('valkey-server')

/** Append-only file on, nothing evicted: jobs must neither be lost at a crash nor dropped for want of memory. */
function serverArgs(port: number, dir: string): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    save: '',
    daemonize: 'no',
    logfile: join(dir, 'redis.log'),
  }
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}

async function useGiven(url: string): Promise<RedisHandle> {
  const policy = await evictionPolicy(url)
  if (policy === undefined) throw new Error('REDIS_URL 指向的 Redis 没有应答。')
  if (policy !== 'noeviction' && policy !== 'unknown') {
    throw new Error(`REDIS_URL 指向的 Redis 会丢弃任务 (maxmemory-policy ${policy})，请改为 noeviction。`)
  }
  return { url, how: 'REDIS_URL', stop: async () => {} }
}

/** The server's eviction policy; 'unknown' where it does not tell; undefined when nothing answers. */
async function evictionPolicy(url: string): Promise<string | undefined> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1500,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.ping()
    const told = await client.config('GET', 'maxmemory-policy').catch(() => [])
    return (told as string[])[1] ?? 'unknown'
  } catch {
    return undefined
  } finally {
    client.disconnect()
  }
}
