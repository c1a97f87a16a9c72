import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startStore } from '../../api/embedded/store/start.ts'
import { DEMO_CREDENTIALS } from '../../api/runtime/config.ts'
import { inboxIdOf } from '../../schema/intake/intake.service.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { Db } from '../../schema/kernel/db.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { cpuOf, freePorts, startChild } from '../support/child.ts'
import { type BenchRow, quantile } from './row.ts'

const RATE = 300
const SECONDS = 20

/**
 * Open loop: each message leaves at its own time, whether earlier ones were answered or not, and its latency counts
 * from that time. Everything runs in one process, conversation and pushes included, as after `npm start`.
 */
export async function benchCallback(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-bench-'))
  const port = await freePorts()
  const child = await startChild(port, { DATA_DIR: dir, SEED_TICKETS: '0', DEMO_PASSWORD: 'password-of-the-bench' })
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  try {
    await fire(port, agent, 20, 2, 1_000_000)
    const cpuBefore = cpuOf(child.pid)
    const answers = await fire(port, agent, RATE, SECONDS, 2_000_000)
    const acknowledged = answers.filter((answer) => answer.status === 200)
    const latencies = answers.map((answer) => answer.ms)
    const store = await startStore({ dir: join(dir, 'store') })
    const db = await Db.connect(store.uri)
    const kept = await countKept(
      db,
      acknowledged.map((answer) => answer.msgId),
    )
    const drain = await drained(db)
    const cpu = cpuOf(child.pid) - cpuBefore
    await db.close()
    await store.stop()
    return [
      { name: `callbacks at ${RATE}/s for ${SECONDS} s, sent`, value: answers.length, unit: '' },
      { name: 'not acknowledged', value: answers.length - acknowledged.length, unit: '', bar: { max: 0 } },
      { name: 'acknowledged but not in the store', value: acknowledged.length - kept, unit: '', bar: { max: 0 } },
      { name: 'acknowledged, median', value: quantile(latencies, 0.5), unit: 'ms' },
      { name: 'acknowledged, p99', value: quantile(latencies, 0.99), unit: 'ms' },
      { name: 'acknowledged, p99.9', value: quantile(latencies, 0.999), unit: 'ms', bar: { max: 500 } },
      { name: 'acknowledged, slowest', value: Math.max(...latencies), unit: 'ms', bar: { max: 5000 } },
      {
        name: 'until every message was a dispatched ticket',
        value: drain,
        unit: 's',
        note: 'after the last one was sent',
      },
      { name: 'CPU from message to pushed receipt, store included', value: (cpu * 1000) / answers.length, unit: 'ms' },
    ]
  } finally {
    agent.destroy()
    await child.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

interface Answer {
  msgId: string
  status: number
  ms: number
}

async function fire(port: number, agent: Agent, rate: number, seconds: number, firstId: number): Promise<Answer[]> {
  const began = performance.now()
  const answers: Promise<Answer>[] = []
  for (let index = 0; index < rate * seconds; index++) {
    const due = began + (index * 1000) / rate
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    answers.push(post(port, agent, String(firstId + index), due))
  }
  return Promise.all(answers)
}

function post(port: number, agent: Agent, msgId: string, due: number): Promise<Answer> {
  const now = Math.floor(Date.now() / 1000)
  const nonce = msgId
  const parts = [DEMO_CREDENTIALS.WECHAT_TOKEN, String(now), nonce].sort()
  const signature = createHash('sha1').update(parts.join('')).digest('hex')
  const body = `<xml><ToUserName><![CDATA[gh_demo]]></ToUserName><FromUserName><![CDATA[oBench${msgId}]]></FromUserName><CreateTime>${now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[光华路188号门口的井盖坏了，请尽快来修，编号${msgId}]]></Content><MsgId>${msgId}</MsgId></xml>`
  const path = `/channels/wechat?${new URLSearchParams({ signature, timestamp: String(now), nonce }).toString()}`
  return new Promise((resolve) => {
    const settle = (status: number) => resolve({ msgId, status, ms: performance.now() - due })
    const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }
    const sent = request(
      { port, host: '127.0.0.1', path, method: 'POST', agent, headers, timeout: 10_000 },
      (response) => {
        response.resume()
        response.once('end', () => settle(response.statusCode ?? 0))
      },
    )
    sent.once('error', () => settle(0))
    sent.once('timeout', () => sent.destroy())
    sent.end(body)
  })
}

async function countKept(db: Db, msgIds: readonly string[]): Promise<number> {
  const ids = msgIds.map((msgId) => inboxIdOf({ channel: 'wechat', dedupeKey: msgId }))
  return db.of(inboxRecord).countDocuments({ _id: { $in: ids } })
}

/** Seconds until no message and no ticket waits any more. */
async function drained(db: Db): Promise<number> {
  const began = performance.now()
  const waiting = async () =>
    (await db.of(inboxRecord).countDocuments({ 'outbox.relayAfter': { $exists: true } }, { limit: 1 })) +
    (await db.of(ticketRecord).countDocuments({ state: 'ACCEPTED' }, { limit: 1 }))
  while ((await waiting()) > 0) await sleep(250)
  return (performance.now() - began) / 1000
}
