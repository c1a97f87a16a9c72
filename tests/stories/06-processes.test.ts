import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAlive } from '../../api/embedded/machine.ts'
import { type Child, freePorts, runChild, startChild } from '../support/child.ts'
import { until } from '../support/jiesu.ts'
import { postWechat, textXml } from '../support/wechat-post.ts'

const PASSWORD = 'password-of-the-story'
const COMPLAINT = '建国街道光华路井盖坏了，请来修'

let dir = ''
const children: Child[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jiesu-story-'))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.stop('SIGKILL')))
  // A story that failed half-way leaves the Redis of a killed process behind.
  const left = redisPid()
  if (left && isAlive(left)) process.kill(left)
  rmSync(dir, { recursive: true, force: true })
})

async function start(port: number, args: string[] = []): Promise<Child> {
  const child = await startChild(port, { DATA_DIR: dir, SEED_TICKETS: '20', DEMO_PASSWORD: PASSWORD }, args)
  children.push(child)
  return child
}

async function end(child: Child, signal?: NodeJS.Signals) {
  children.splice(children.indexOf(child), 1)
  return child.stop(signal)
}

const tokens = new Map<string, string>()

async function login(url: string): Promise<string> {
  const known = tokens.get(url)
  if (known) return known
  const query = `mutation { loginStaff(username: "admin", password: "${PASSWORD}") { token } }`
  const { data } = await post<{ loginStaff: { token: string } }>(url, query)
  tokens.set(url, data.loginStaff.token)
  return data.loginStaff.token
}

async function tickets(url: string): Promise<{ number: string; state: string; text: string }[]> {
  const query = `{ tickets(filter: { channel: "wechat" }, first: 100) { edges { node { number state text } } } }`
  const { data } = await post<{ tickets: { edges: { node: { number: string; state: string; text: string } }[] } }>(
    url,
    query,
    await login(url),
  )
  return data.tickets.edges.map((edge) => edge.node)
}

async function post<T>(url: string, query: string, token?: string): Promise<{ data: T }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: T }
}

/** The Redis of this story's folder; 0 when none was started. */
function redisPid(): number {
  const note = join(dir, 'redis', 'jiesu.json')
  return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as { pid: number }).pid : 0
}

describe('npm start', () => {
  it(
    'says where everything is; Ctrl-C ends all it started; a second start finds its data',
    { timeout: 60_000 },
    async () => {
      const first = await start(await freePorts())
      expect(first.printed()).toContain(`${first.url}/phone`)
      expect(first.printed()).toContain(`admin / ${PASSWORD}`)
      expect(first.printed()).toContain(dir)
      await postWechat(first.url, textXml('oRestart', COMPLAINT, '1'))
      const [before] = await until('a dispatched ticket', async () => {
        const found = (await tickets(first.url)).filter(
          (ticket) => ticket.text === COMPLAINT && ticket.state === 'DISPATCHED',
        )
        return found.length > 0 && found
      })
      const redis = redisPid()
      expect(isAlive(redis)).toBe(true)
      expect(await end(first)).toMatchObject({ code: 0 })
      expect(isAlive(redis)).toBe(false)

      const second = await start(await freePorts())
      expect(second.printed()).not.toContain('第一次启动')
      expect(await tickets(second.url)).toContainEqual(before)
      expect(await end(second, 'SIGTERM')).toMatchObject({ code: 0 })
    },
  )

  it(
    'after kill -9 the next start finds what was acknowledged, and ends the Redis that was left over',
    { timeout: 60_000 },
    async () => {
      const first = await start(await freePorts())
      expect((await postWechat(first.url, textXml('oKilled', COMPLAINT, '2'))).status).toBe(200)
      await end(first, 'SIGKILL')
      const redis = redisPid()
      expect(isAlive(redis)).toBe(true)
      const second = await start(await freePorts())
      await until('the ticket', async () => (await tickets(second.url)).find((ticket) => ticket.text === COMPLAINT))
      await end(second)
      expect(isAlive(redis)).toBe(false)
    },
  )

  it(
    'when its Redis is killed, callbacks are acknowledged all the same, and the work goes on once it is back',
    { timeout: 60_000 },
    async () => {
      const child = await start(await freePorts())
      const redis = redisPid()
      process.kill(redis, 'SIGKILL')
      const began = performance.now()
      const answer = await postWechat(child.url, textXml('oNoRedis', COMPLAINT, '4'))
      expect(answer).toEqual({ status: 200, text: 'success' })
      expect(performance.now() - began).toBeLessThan(2000)
      await until('the ticket', async () =>
        (await tickets(child.url)).find((ticket) => ticket.text === COMPLAINT && ticket.state === 'DISPATCHED'),
      )
      expect(redisPid()).not.toBe(redis)
      await end(child)
      expect(isAlive(redisPid())).toBe(false)
    },
  )

  it('-- --only=api and -- --only=bot,jobs are one system on one folder', { timeout: 60_000 }, async () => {
    const port = await freePorts()
    const api = await start(port, ['--only=api'])
    const workers = await start(port, ['--only=bot,jobs'])
    expect(workers.printed()).not.toContain('/graphql')
    await postWechat(api.url, textXml('oParts', COMPLAINT, '3'))
    await until('a dispatched ticket', async () =>
      (await tickets(api.url)).find((ticket) => ticket.text === COMPLAINT && ticket.state === 'DISPATCHED'),
    )
    // The workers go, and take nothing with them that the api stands on.
    expect(await end(workers)).toMatchObject({ code: 0 })
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200)
    expect(await end(api)).toMatchObject({ code: 0 })
  })
})

describe('a start that cannot be', () => {
  it('says every problem of the config at once and exits 1', async () => {
    const { code, printed } = await runChild({ PORT: 'http', JWT_SECRET: 'short', MONGODB_URI: 'x' })
    expect(code).toBe(1)
    for (const name of ['PORT', 'JWT_SECRET', 'MONGODB_URI']) expect(printed).toContain(`- ${name}: `)
  })

  it('names a part that does not exist', async () => {
    const { code, printed } = await runChild({}, ['--only=api,cook'])
    expect(code).toBe(1)
    expect(printed).toContain('cook')
  })

  it("refuses production with the demo's credentials", async () => {
    const { code, printed } = await runChild({ NODE_ENV: 'production' })
    expect(code).toBe(1)
    expect(printed).toMatch(/WECHAT_TOKEN.*\n(.*\n)*.*JWT_SECRET/)
  })

  it('says so when the port is taken, and leaves nothing running', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as { port: number }
    const { code, printed } = await runChild({ PORT: String(port), DATA_DIR: dir })
    expect(code).toBe(1)
    expect(printed).toContain(`端口 ${port} 已被占用`)
    server.close()
  })

  it('says so when the store it is pointed at does not answer', async () => {
    const { code, printed } = await runChild({
      PORT: '0',
      DATA_DIR: dir,
      MONGODB_URI: 'mongodb://127.0.0.1:1/jiesu?directConnection=true',
    })
    expect(code).toBe(1)
    expect(printed).toContain('连不上存储')
  })
})
