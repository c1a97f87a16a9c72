import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDoorsOf } from '../../api/runtime/doors.ts'
import { readConfig } from '../../api/runtime/config.ts'
import { Teardown } from '../../api/runtime/teardown.ts'
import { converse } from '../../bot/dialog/converse.ts'
import { EVENT_JOBS } from '../../jobs/index.ts'
import type { JobContext } from '../../jobs/job.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import type { Published } from '../../schema/kernel/spine.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import { correctPlace, supplementTicket, urgeTicket, withdrawTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { closeTicket, openTicket, replyTicket, signTicket } from '../../schema/ticket/ticket.service.ts'
import { findBySource, loadTicket } from '../../schema/ticket/ticket.store.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'

/** A call whose words are all there. */
const CALL: InboundMessage = {
  channel: 'ivr',
  dedupeKey: 'call-1',
  sender: '13800138300',
  kind: 'transcript',
  at: new Date(),
  transcript: [{ speaker: 'citizen', text: '光华路路灯坏了', confidence: 0.4 }],
  form: { phone: '13800138300' },
  call: { centre: 'c', callId: '1', piece: 'transcript', version: 1, words: 'whole', wordsDue: Date.now() },
  reply: { mode: 'none' },
  platformType: 'transcript-json',
}

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
    hear: (id, message) => converse(city, id, message),
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
  const names = ['citizens', 'tickets', 'calls', 'notices', 'counters', 'inbox', 'attachments', 'families']
  const options = { projection: { outbox: 0 } }
  return Promise.all(names.map((name) => connection.collection(name).find({}, options).sort({ _id: 1 }).toArray()))
}

/** As it stands when the process dies before it can tick off what it heard. */
async function forgetHearing(subject: string): Promise<void> {
  const event = { id: `${subject}:message.received`, name: 'message.received' as const, at: new Date() }
  const outbox = [jiesu.city.spine.entry(event)]
  await jiesu.city.db.of(inboxRecord).updateOne({ _id: subject }, { $set: { outbox } })
}

/** Runs the jobs that listen, twice each, and so on with what they announce; says which jobs ran. */
async function workOff(): Promise<Set<string>> {
  const ran = new Set<string>()
  while (announced.length > 0) {
    const { event, subject } = announced.shift() as Published
    for (const job of EVENT_JOBS.filter((candidate) => candidate.on.includes(event.name))) {
      const waiting = announced.length
      await job.run(context, subject, event)
      await forgetHearing(subject)
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
    const phone = jiesu.phone('wechat', message.sender)
    await phone.say({ kind: 'follow' })
    announced = []
    const { id } = await receiveMessage(city, message, Buffer.from('raw'), 'test')
    const ran = await workOff()
    const number = (await findBySource(city.db, id))?._id ?? ''
    const steps: (() => Promise<unknown>)[] = [
      () => phone.say({ kind: 'image' }),
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
    await receiveMessage(city, CALL, Buffer.from('raw'), 'test')
    for (const name of await workOff()) ran.add(name)
    const { citizenKey, text, channel } = await loadTicket(city.db, number)
    await openTicket(city, { sourceKey: 'again', channel, citizenKey, text, at: new Date() })
    for (const name of await workOff()) ran.add(name)
    expect([...ran].toSorted()).toEqual(EVENT_JOBS.map((job) => job.name).toSorted())
    const ticket = await findBySource(city.db, id)
    expect(ticket).toMatchObject({ state: 'DISPATCHED', reopened: 1, attachments: [{ type: 'image' }] })
  })

  it('acts of the citizen have their jobs as well: a moved ticket is told of once', async () => {
    const { city } = jiesu
    announced = []
    const { id } = await receiveMessage(
      city,
      { ...message, dedupeKey: '2', sender: 'another' },
      Buffer.from('raw'),
      'test',
    )
    await workOff()
    const ticket = await findBySource(city.db, id)
    if (!ticket) throw new Error('no ticket')
    const act = { citizenKey: ticket.citizenKey, cause: id, at: new Date() }
    const media = [{ type: 'image' as const, mediaId: 'm' }]
    await urgeTicket(city, ticket._id, act)
    await supplementTicket(city, ticket._id, { ...act, text: '还有一个井盖', media })
    await correctPlace(city, ticket._id, { ...act, text: '不是光华路，是滨江公园门口' })
    expect(await workOff()).toContain('notice.tell-progress')
    await withdrawTicket(city, ticket._id, { ...act, reason: '修好了' })
    // Nobody is told what the citizen did themselves; the topic goes on without it.
    expect(await workOff()).toEqual(new Set(['topic.place-request']))
    expect(await findBySource(city.db, id)).toMatchObject({ state: 'WITHDRAWN', organId: 'lj-binjiang' })
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
