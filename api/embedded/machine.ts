import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

/** Where a command lies on PATH; undefined when it is not there. */
export function onPath(command: string): string | undefined {
  const names = process.platform === 'win32' ? [`${command}.exe`, command] : [command]
  for (const dir of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const found = names.map((name) => join(dir, name)).find((file) => existsSync(file))
    if (found) return found
  }
  return undefined
}

/** Installs Debian packages, as root on Debian or Ubuntu only; false where that cannot be done here. */
export function installWithApt(packages: readonly string[], log: (line: string) => void): boolean {
  const release = '/etc/os-release'
  const debian = existsSync(release) && /debian|ubuntu/i.test(readFileSync(release, 'utf8'))
  if (process.getuid?.() !== 0 || !debian || !onPath('apt-get')) return false
  log(`正在用 apt-get 安装 ${packages.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 600_000 })
  try {
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
    return true
  } catch (error) {
    log(`apt-get 没有成功：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

/** True while a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
