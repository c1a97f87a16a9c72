import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { PARTS, type Part, readConfig } from '../../api/runtime/config.ts'
import { type Running, startJiesu } from '../../api/runtime/start.ts'
import { createPhone } from './phone.ts'

export const ADMIN_PASSWORD = 'admin-of-the-tests'

/** A clock that is moved, never slept on: real time plus what it was moved by. */
export class MovableClock {
  private offset = 0
  now(): Date {
    return new Date(Date.now() + this.offset)
  }
  move(by: { days?: number; hours?: number; minutes?: number }): void {
    this.offset += ((by.days ?? 0) * 24 + (by.hours ?? 0)) * 3_600_000 + (by.minutes ?? 0) * 60_000
  }
}

export interface TestOptions {
  parts?: readonly Part[]
  /** Settings over those of the demo. */
  env?: Readonly<Record<string, string>>
  /** Further options of the driver, as they stand in a URI. */
  driver?: string
  /** Another one whose store and pretend platforms this one shares, as processes of one installation do. */
  with?: { database: string; simulator: string | undefined }
}

/** The whole system, on the real Redis and store that `npm test` brought up, with a database of its own. */
export async function startTestJiesu(options: TestOptions = {}) {
  const clock = new MovableClock()
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-'))
  const database = options.with?.database ?? `t${randomBytes(6).toString('hex')}`
  const simulatorPort = options.with?.simulator && new URL(options.with.simulator).port
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    SEED_TICKETS: '0',
    DEMO_PASSWORD: ADMIN_PASSWORD,
    DATA_DIR: dir,
    MONGODB_URI: databaseUri(given('TEST_MONGODB_URI'), database, options.driver),
    REDIS_URL: given('TEST_REDIS_URL'),
    ...(simulatorPort && { SIMULATOR_PORT: simulatorPort }),
    ...options.env,
  })
  const printed: string[] = []
  const running: Running = await startJiesu(config, {
    parts: options.parts ?? PARTS,
    clock,
    print: (line) => printed.push(line),
  })
  const { city, url, simulator } = running
  return {
    url,
    city,
    clock,
    printed,
    database,
    simulator,
    /** Asks GraphQL as whoever the token says. */
    ask: <T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>, token?: string) =>
      ask<T>(url, query, variables, token),
    /** A token of one of the demo's staff accounts. */
    signIn: (username = 'admin') => signIn(url, username),
    /** A citizen's phone on a channel, held by the pretend platforms. */
    phone: (channel: string, sender: string) => createPhone(simulator ?? '', channel, sender),
    stop: async () => {
      await running.stop()
      if (!options.with) await dropDatabase(given('TEST_MONGODB_URI'), database)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type TestJiesu = Awaited<ReturnType<typeof startTestJiesu>>

/** The test server's URI with a database named in it. */
export function databaseUri(uri: string, database: string, driver?: string): string {
  const [, head = uri, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(uri) ?? []
  const further = driver ? `${options ? `${options}&` : '?'}${driver}` : options
  return `${head}/${database}${further}`
}

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run the tests with npm test`)
  return value
}

async function dropDatabase(uri: string, database: string): Promise<void> {
  const client = await MongoClient.connect(uri)
  await client.db(database).dropDatabase()
  await client.close()
}

export interface Answer<T> {
  data: T
  errors?: { message: string; extensions?: { code?: string } }[]
}

async function ask<T>(url: string, query: string, variables?: Record<string, unknown>, token?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Answer<T>
}

async function signIn(url: string, username: string): Promise<string> {
  const login =
    'mutation ($username: String!, $password: String!) { loginStaff(username: $username, password: $password) { token } }'
  const { data, errors } = await ask<{ loginStaff: { token: string } }>(url, login, {
    username,
    password: ADMIN_PASSWORD,
  })
  if (errors) throw new Error(errors[0]?.message)
  return data.loginStaff.token
}

/** Waits until something holds, for at most half a minute of real time; gives what it found. */
export async function until<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`waited half a minute in vain: ${what}`)
}
