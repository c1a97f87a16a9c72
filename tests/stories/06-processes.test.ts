import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isAlive } from '../../api/embedded/machine.ts'
import { type Child, freePorts, runChild, startChild } from '../support/child.ts'
import { until } from '../support/jiesu.ts'
import { postWechat, textXml } from '../support/wechat-post.ts'

const PASSWORD = 'password-of-the-story'
const COMPLAINT = '建国街道光华路井盖坏了，请来修'

let dir = ''
const children: Child[] = []
const openFolder = () => void (dir = mkdtempSync(join(tmpdir(), 'jiesu-story-')))
async function closeFolder() {
  await Promise.all(children.splice(0).map((child) => child.stop('SIGKILL')))
  // A story that failed half-way leaves the Redis of a killed process behind.
  const left = redisPid()
  if (left && isAlive(left)) process.kill(left)
  rmSync(dir, { recursive: true, force: true })
}

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

const dispatched = async (url: string, text: string) =>
  (await tickets(url)).find((ticket) => ticket.text === text && ticket.state === 'DISPATCHED')

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

/** One folder through its starts: each test goes on where the one before left it. */
describe('npm start', () => {
  beforeAll(openFolder)
  afterAll(closeFolder)
  let running: Child

  it('when its Redis is killed, callbacks are acknowledged all the same, and the work goes on once it is back', async () => {
    running = await start(await freePorts())
    const redis = redisPid()
    process.kill(redis, 'SIGKILL')
    const began = performance.now()
    const answer = await postWechat(running.url, textXml('oNoRedis', COMPLAINT, '4'))
    expect(answer).toEqual({ status: 200, text: 'success' })
    expect(performance.now() - began).toBeLessThan(2000)
    await until('the ticket', () => dispatched(running.url, COMPLAINT))
    expect(redisPid()).not.toBe(redis)
  })

  it('says where everything is; Ctrl-C ends all it started; a second start finds its data', async () => {
    expect(running.printed()).toContain('第一次启动')
    expect(running.printed()).toContain(`${running.url}/phone`)
    expect(running.printed()).toContain(`admin / ${PASSWORD}`)
    expect(running.printed()).toContain(dir)
    const before = await dispatched(running.url, COMPLAINT)
    expect(before).toBeDefined()
    const redis = redisPid()
    expect(isAlive(redis)).toBe(true)
    expect(await end(running)).toMatchObject({ code: 0 })
    expect(isAlive(redis)).toBe(false)

    running = await start(await freePorts())
    expect(running.printed()).not.toContain('第一次启动')
    expect(await tickets(running.url)).toContainEqual(before)
  })

  it('after kill -9 the next start finds what was acknowledged, and ends the Redis that was left over', async () => {
    const text = '建国街道光华路路灯不亮，请来修'
    expect((await postWechat(running.url, textXml('oKilled', text, '2'))).status).toBe(200)
    await end(running, 'SIGKILL')
    const redis = redisPid()
    expect(isAlive(redis)).toBe(true)
    running = await start(await freePorts())
    await until('the ticket', async () => (await tickets(running.url)).find((ticket) => ticket.text === text))
    expect(await end(running, 'SIGTERM')).toMatchObject({ code: 0 })
    expect(isAlive(redis)).toBe(false)
    expect(isAlive(redisPid())).toBe(false)
  })
})

describe('npm start in parts', () => {
  beforeEach(openFolder)
  afterEach(closeFolder)

  it('-- --only=api and -- --only=bot,jobs are one system on one folder', async () => {
    const port = await freePorts()
    const api = await start(port, ['--only=api'])
    const workers = await start(port, ['--only=bot,jobs'])
    expect(workers.printed()).not.toContain('/graphql')
    await postWechat(api.url, textXml('oParts', COMPLAINT, '3'))
    await until('a dispatched ticket', () => dispatched(api.url, COMPLAINT))
    // The workers go, and take nothing with them that the api stands on.
    expect(await end(workers)).toMatchObject({ code: 0 })
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200)
    expect(await end(api)).toMatchObject({ code: 0 })
  })
})

describe('a start that cannot be', () => {
  beforeEach(openFolder)
  afterEach(closeFolder)

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
