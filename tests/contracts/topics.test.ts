import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { findTopic } from '../../schema/topic/topic.store.ts'
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
