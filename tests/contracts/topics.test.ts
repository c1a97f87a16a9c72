import { afterAll, beforeAll, expect, it } from 'vitest'
import { withdrawTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { openTicket, rewordTicket } from '../../schema/ticket/ticket.service.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { sweepFromStart, sweepPast } from '../../schema/topic/sweep.service.ts'
import { placementRecord, topicRecord } from '../../schema/topic/topic.model.ts'
import { findTopic, movePlacement, placementOf } from '../../schema/topic/topic.store.ts'
import { placeInTopic, rankedTopics, ticketNumbersOf } from '../../schema/topic/topic.service.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())

const NOISE = [
  '和平家园旁边的工地夜间施工，噪音扰民，晚上打桩睡不着',
  '投诉和平家园附近工地夜间施工打桩，噪音很大，老人睡不着',
  '和平家园工地深夜打桩，夜间施工噪音没人管，扰民',
]

let messages = 0
async function open(citizenKey: string, text: string): Promise<string> {
  const request = { sourceKey: `test:${++messages}`, channel: 'wechat', citizenKey, text, at: city.clock.now() }
  city.pass(60_000)
  return (await openTicket(city, request))._id
}

it('tickets about one matter become one topic, whatever is delivered twice', async () => {
  const numbers: string[] = []
  for (const [at, text] of NOISE.entries()) {
    const number = await open(`citizen-${at}`, text)
    numbers.push(number)
    await Promise.all([placeInTopic(city, number), placeInTopic(city, number)])
    await placeInTopic(city, number)
  }
  await placeInTopic(city, await open('citizen-9', '咨询退休人员医保卡丢了怎么补办'))
  const topics = await rankedTopics(city, undefined, 10)
  expect(topics).toHaveLength(1)
  expect(topics[0]).toMatchObject({ size: 3, people: 3, place: '和平家园' })
  expect(topics[0] && (await ticketNumbersOf(city, topics[0], 10))).toEqual(numbers.toReversed())
})

it('tickets that arrive at once are all counted', async () => {
  const numbers = await Promise.all([4, 5, 6, 7].map((at) => open(`citizen-${at}`, NOISE[at % 3] ?? '')))
  await Promise.all(numbers.map((number) => placeInTopic(city, number)))
  expect((await rankedTopics(city, undefined, 10))[0]).toMatchObject({ size: 7, people: 7 })
})

it('one person who writes again adds a ticket and no person', async () => {
  await placeInTopic(city, await open('citizen-0', NOISE[0] ?? ''))
  expect((await rankedTopics(city, undefined, 10))[0]).toMatchObject({ size: 8, people: 7 })
})

it('since an instant only what was said since counts', async () => {
  city.pass(60 * 86_400_000)
  expect(await rankedTopics(city, city.clock.now(), 10)).toEqual([])
  expect(await rankedTopics(city, undefined, 10)).toHaveLength(1)
})

it('a lone request is forgotten in time, a topic is not', async () => {
  const number = await open('citizen-8', '柏桦路路灯坏了三盏，晚上看不见路')
  await placeInTopic(city, number)
  expect((await findTopic(city.db, `t${number}`))?.lonelyUntil).toBeInstanceOf(Date)
  const [topic] = await rankedTopics(city, undefined, 1)
  expect(topic?.lonelyUntil).toBeUndefined()
})

const LIFT = ['翠湖花园三栋电梯经常困人，维保单位不来修', '翠湖花园电梯坏了困人，维保一直不来']

/** Two tickets about one lift and nothing else in the city. */
async function twoAboutALift(): Promise<[string, string]> {
  for (const { collection } of [topicRecord, placementRecord])
    await city.db.connection.collection(collection).deleteMany({})
  const numbers: [string, string] = [await open('li', LIFT[0] ?? ''), await open('wang', LIFT[1] ?? '')]
  for (const number of numbers) await placeInTopic(city, number)
  expect(await rankedTopics(city, undefined, 10)).toMatchObject([{ size: 2, people: 2 }])
  return numbers
}

async function reword(number: string, text: string): Promise<void> {
  const ticket = await loadTicket(city.db, number)
  const { sourceKey, channel, citizenKey } = ticket
  await rewordTicket(city, ticket, { sourceKey, channel, citizenKey, text, at: ticket.createdAt })
}

it('a ticket that says something else now is where it belongs, and its old topic is without it', async () => {
  const [first, second] = await twoAboutALift()
  await reword(second, '柏桦路路灯坏了三盏，晚上看不见路')
  await placeInTopic(city, second)
  await placeInTopic(city, second)
  expect(await rankedTopics(city, undefined, 10)).toEqual([])
  expect(await findTopic(city.db, `t${first}`)).toMatchObject({ size: 1, people: 1, recent: [first] })
  await reword(second, LIFT[1] ?? '')
  await placeInTopic(city, second)
  expect(await rankedTopics(city, undefined, 10)).toMatchObject([{ size: 2, people: 2 }])
  expect(await findTopic(city.db, `t${second}`)).toBeUndefined()
})

it('one that was withdrawn leaves, and does not come back', async () => {
  const [first, second] = await twoAboutALift()
  await withdrawTicket(city, first, { citizenKey: 'li', cause: 'withdraws', at: city.clock.now() })
  await placeInTopic(city, first)
  await placeInTopic(city, first)
  expect(await rankedTopics(city, undefined, 10)).toEqual([])
  expect(await findTopic(city.db, `t${first}`)).toMatchObject({ size: 1, recent: [second] })
})

it('a process that died between moving a ticket and mending its old topic leaves work for the next run', async () => {
  const [first, second] = await twoAboutALift()
  await reword(second, '柏桦路路灯坏了三盏，晚上看不见路')
  const before = await placementOf(city.db, second)
  if (!before) throw new Error('it has no place')
  expect(await movePlacement(city.db, before, { topicId: `t${second}`, print: 'old' })).toBe(true)
  await placeInTopic(city, second)
  expect(await findTopic(city.db, `t${first}`)).toMatchObject({ size: 1, recent: [first] })
  expect(await findTopic(city.db, `t${second}`)).toMatchObject({ size: 1, recent: [second] })
  expect(await placementOf(city.db, second)).not.toHaveProperty('leaving')
})

it('the order within a day makes no difference', async () => {
  const texts = [...NOISE.slice(0, 2), ...LIFT]
  const sizes: number[][] = []
  for (const order of [texts, texts.toReversed()]) {
    for (const { collection } of [topicRecord, placementRecord])
      await city.db.connection.collection(collection).deleteMany({})
    for (const text of order) await placeInTopic(city, await open(`says ${text}`, text))
    sizes.push((await rankedTopics(city, undefined, 10)).map(({ size }) => size))
  }
  expect(sizes).toEqual([
    [2, 2],
    [2, 2],
  ])
})

it('tickets from before there were topics get theirs little by little, each once, and a bad one is in nobody’s way', async () => {
  await city.db.connection.collection(ticketRecord.collection).deleteMany({})
  await twoAboutALift()
  await open('zhao', NOISE[0] ?? '')
  await city.db.connection.collection(placementRecord.collection).deleteMany({})
  await city.db.connection.collection(topicRecord.collection).deleteMany({})
  await sweepFromStart(city)
  const done: string[] = []
  let looks = 0
  const look = () =>
    sweepPast(
      city,
      async (number) => {
        done.push(number)
        if (done.length === 2) throw new Error('cannot be read')
        await placeInTopic(city, number)
      },
      () => done.length % 2 === 0,
    )
  for (; looks < 6; looks++) await look().catch(() => {})
  expect(new Set(done).size).toBe(done.length)
  expect(done.length).toBe(3)
  expect(done).toEqual(done.toSorted().toReversed())
  await sweepFromStart(city)
  for (looks = 0; looks < 4; looks++) await look()
  expect(await rankedTopics(city, undefined, 10)).toMatchObject([{ size: 2 }])
})
