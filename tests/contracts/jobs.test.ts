import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDoorsOf } from '../../api/runtime/doors.ts'
import { readConfig } from '../../api/runtime/config.ts'
import { Teardown } from '../../api/runtime/teardown.ts'
import { converse } from '../../bot/dialog/converse.ts'
import { EVENT_JOBS } from '../../jobs/index.ts'
import type { JobContext } from '../../jobs/job.ts'
import { loadMessage, receiveMessage } from '../../schema/intake/intake.service.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import type { Published } from '../../schema/kernel/spine.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import { closeTicket, replyTicket, signTicket } from '../../schema/ticket/ticket.service.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'

const ACTOR = { displayName: '经办员' }

/** A journey without workers: what is announced lies here until the test runs its jobs by hand. */
let jiesu: TestJiesu
let context: JobContext
let calls: () => Promise<unknown[]>
let announced: Published[] = []
const teardown = new Teardown((error) => {
  throw error
})

beforeAll(async () => {
  jiesu = await startTestJiesu({ parts: ['api'] })
  const { city } = jiesu
  const port = new URL(jiesu.simulator ?? '').port
  const config = readConfig({ SIMULATOR_PORT: port })
  const { channels } = await openDoorsOf(config, { clock: jiesu.clock, webhookBase: jiesu.url, teardown })
  context = {
    city,
    channels,
    hear: async (id) => {
      const message = await loadMessage(city, id)
      if (message) await converse(city, id, message)
    },
  }
  city.spine.listen((published) => announced.push(published))
  calls = async () => (await (await fetch(`${jiesu.simulator}/calls`)).json()) as unknown[]
})
afterAll(async () => {
  await teardown.run()
  await jiesu.stop()
})

/** Everything that is stored, without the outboxes that only the runner ticks off. */
async function stored(): Promise<unknown> {
  const { connection } = jiesu.city.db
  const names = ['citizens', 'tickets', 'notices', 'counters', 'inbox']
  const options = { projection: { outbox: 0 } }
  return Promise.all(names.map((name) => connection.collection(name).find({}, options).sort({ _id: 1 }).toArray()))
}

/** Runs the jobs that listen, twice each, and so on with what they announce; says which jobs ran. */
async function workOff(): Promise<Set<string>> {
  const ran = new Set<string>()
  while (announced.length > 0) {
    const { event, subject } = announced.shift() as Published
    for (const job of EVENT_JOBS.filter((candidate) => candidate.on.includes(event.name))) {
      const waiting = announced.length
      await job.run(context, subject, event)
      const [once, sentOnce, announcedOnce] = [await stored(), await calls(), announced.length]
      await job.run(context, subject, event)
      expect(await stored(), `${job.name} a second time`).toEqual(once)
      expect(await calls(), `${job.name} a second time`).toHaveLength(sentOnce.length)
      expect(announced, `${job.name} a second time`).toHaveLength(announcedOnce)
      for (const later of announced.slice(waiting)) expect(job.publishes).toContain(later.event.name)
      ran.add(job.name)
    }
  }
  return ran
}

describe('a job run twice has one effect', () => {
  const message: InboundMessage = {
    channel: 'wechat',
    dedupeKey: '1',
    sender: 'oJobs0000000000000000001',
    kind: 'text',
    text: '建国街道光华路井盖坏了，请来修',
    at: new Date(),
    reply: { mode: 'messages', remaining: 5, until: new Date(Date.now() + 48 * 3_600_000) },
    platformType: 'text',
  }

  it('along a whole journey, every job has run', async () => {
    const { city } = jiesu
    // The platform only takes messages for somebody who wrote to it.
    await fetch(`${jiesu.simulator}/phones/wechat/${message.sender}/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'follow' }),
    })
    announced = []
    const { id } = await receiveMessage(city, message, Buffer.from('raw'), 'test')
    const ran = await workOff()
    const number = (await findBySource(city.db, id))?._id ?? ''
    const steps = [
      () => signTicket(city, number, ACTOR),
      () => replyTicket(city, number, '已经修好了，请放心。', ACTOR),
      () => closeTicket(city, number, ACTOR),
      () => answerSurvey(city, number, { solved: 'UNSOLVED' }),
      () => answerSurvey(city, number, { satisfaction: 'UNSATISFIED' }),
    ]
    for (const step of steps) {
      await step()
      for (const name of await workOff()) ran.add(name)
    }
    expect([...ran].toSorted()).toEqual(EVENT_JOBS.map((job) => job.name).toSorted())
    const ticket = await findBySource(city.db, id)
    expect(ticket).toMatchObject({ state: 'DISPATCHED', reopened: 1 })
  })

  it('what is stored has the shapes that the models say', async () => {
    const { connection } = jiesu.city.db
    const { RECORD_TYPES } = await import('../../api/runtime/records.ts')
    let checked = 0
    for (const { collection, schema } of RECORD_TYPES) {
      const model = connection.models[collection] ?? connection.model(collection, schema, collection)
      for (const found of await connection.collection(collection).find().limit(50).toArray()) {
        const where = `${collection} ${String(found['_id'])}`
        // A field the model does not know throws, one it knows differently fails to validate.
        await expect(new Promise((resolve) => resolve(new model(found).validate())), where).resolves.toBeUndefined()
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(100)
  })
})
