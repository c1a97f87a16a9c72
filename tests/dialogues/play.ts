import { deepStrictEqual } from 'node:assert'
import { converse } from '../../bot/dialog/converse.ts'
import { EVENT_JOBS } from '../../jobs/index.ts'
import { citizenRecord } from '../../schema/citizen/citizen.model.ts'
import { citizenKey } from '../../schema/citizen/citizen.store.ts'
import type { City } from '../../schema/city.ts'
import { loadMessage, receiveMessage } from '../../schema/intake/intake.service.ts'
import { SILENCE_MS, noteSilences } from '../../schema/intake/silence.service.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import type { Published } from '../../schema/kernel/spine.ts'
import { type Notice, noticeRecord } from '../../schema/notice/notice.model.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { closeTicket, replyTicket, signTicket } from '../../schema/ticket/ticket.service.ts'
import { ticketsOfCitizen } from '../../schema/ticket/ticket.store.ts'
import type { Act, Dialogue } from './dialogue.ts'

const CLERK = { displayName: '经办员' }
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The city of the dialogues: on a real store, with a clock that only the script moves and jobs that run at once. */
export interface Stage {
  city: City
  now: Date
  announced: Published[]
}

/** Plays one dialogue; gives what the citizen heard after each turn, and their tickets in the end, oldest first. */
export async function play(stage: Stage, dialogue: Dialogue, index: number) {
  const { city } = stage
  const sender = `oDialogue${String(index).padStart(6, '0')}`
  const key = citizenKey(city.sealer, 'wechat', sender)
  const heard: { text: string; menu: Notice['menu'] }[] = []
  let count = 0
  let known = new Set<string>()
  const say = async (act: Act) => {
    count += 1
    stage.now = new Date(stage.now.getTime() + 1000)
    const message = {
      ...envelope(dialogue, stage.now),
      ...content(city, act, heard),
      dedupeKey: `${index}:${count}`,
      sender,
    }
    await receiveMessage(city, message, Buffer.from('{}'), 'test')
    await workOff(stage)
  }
  for (const [act, , after = '1m'] of dialogue.turns) {
    await wait(stage, Number.parseInt(after, 10) * (UNITS[after.at(-1) ?? 'm'] ?? 0))
    const acts = typeof act === 'object' && 'burst' in act ? act.burst : [act]
    if (typeof act === 'object' && 'staff' in act) await staff(stage, key, act.staff)
    else for (const one of acts) await say(one)
    const all = await noticesTo(city, key)
    const notices = all.filter(({ _id }) => !known.has(_id))
    known = new Set(all.map(({ _id }) => _id))
    heard.push({
      text: notices.map(({ text }) => text).join('\n'),
      menu: notices.findLast(({ menu }) => menu)?.menu,
    })
  }
  const tickets = (await ticketsOfCitizen(city.db, key, 20)).toReversed()
  return { heard, tickets }
}

/** Time goes by; where it is long enough, questions that were left unanswered are noted when that is due. */
async function wait(stage: Stage, ms: number): Promise<void> {
  const until = stage.now.getTime() + ms
  if (ms > SILENCE_MS) {
    stage.now = new Date(stage.now.getTime() + SILENCE_MS)
    await noteSilences(stage.city)
    await workOff(stage)
  }
  stage.now = new Date(until)
}

/**
 * Hears a message three times: as it comes; again after a process that died on its very last line, before it noted the
 * message as heard; and once more after that. Only the first time may anything be said or done.
 */
async function hear(city: City, id: string): Promise<void> {
  const message = await loadMessage(city, id)
  if (!message) throw new Error('no such message')
  const citizens = city.db.of(citizenRecord)
  const key = citizenKey(city.sealer, message.channel, message.sender)
  const before = await citizens.findOne({ _id: key })
  await converse(city, id, message)
  const first = await doneFor(city, key)
  await citizens.deleteOne({ _id: key })
  if (before) await citizens.insertOne(before)
  await converse(city, id, message)
  await converse(city, id, message)
  deepStrictEqual(await doneFor(city, key), first, `“${message.text ?? message.kind}” heard again did something`)
}

/** Everything that was done for a citizen and is remembered of them. */
async function doneFor(city: City, key: string) {
  const account = await city.db.of(citizenRecord).findOne({ _id: key })
  const { sealedSender: _sealed, ...citizen } = account ?? {}
  const tickets = await ticketsOfCitizen(city.db, key, 20)
  return { citizen, tickets, notices: await noticesTo(city, key) }
}

/** Runs the jobs that listen to what was announced, and to what they announce; sending is the platforms' part. */
async function workOff(stage: Stage): Promise<void> {
  const context = { city: stage.city, channels: new Map(), hear: (id: string) => hear(stage.city, id) }
  for (let next = stage.announced.shift(); next; next = stage.announced.shift()) {
    const { event, subject } = next
    for (const job of EVENT_JOBS.filter(({ on, name }) => on.includes(event.name) && name !== 'notice.send-notice')) {
      await job.run(context, subject, event)
    }
  }
}

async function noticesTo(city: City, key: string): Promise<Notice[]> {
  return city.db.of(noticeRecord).find({ citizenKey: key }).sort({ createdAt: 1, _id: 1 }).toArray()
}

async function staff(stage: Stage, key: string, act: 'sign' | 'reply' | 'close'): Promise<void> {
  const { city } = stage
  const [ticket] = await ticketsOfCitizen(city.db, key, 1)
  const number = (ticket as Ticket)._id
  if (act === 'sign') await signTicket(city, number, CLERK)
  if (act === 'reply') await replyTicket(city, number, '您好，已安排人员到现场处理完毕。', CLERK)
  if (act === 'close') await closeTicket(city, number, CLERK)
  await workOff(stage)
}

function envelope({ reply = 'messages' }: Dialogue, at: Date): Omit<InboundMessage, 'dedupeKey' | 'sender'> {
  const until = new Date(at.getTime() + 48 * 3_600_000)
  return {
    channel: 'wechat',
    kind: 'text',
    at,
    reply: reply === 'messages' ? { mode: 'messages', remaining: 5, until } : { mode: reply },
    platformType: 'text',
  }
}

function content(
  city: City,
  act: Act,
  heard: readonly { text: string; menu: Notice['menu'] }[],
): Partial<InboundMessage> {
  if (typeof act === 'string') {
    // What the citizen reads off the screen: the number the city told them.
    const numbers = heard.flatMap(({ text }) => text.match(/\d{8}-\d{6}/g) ?? [])
    return { text: act.replace('{number}', numbers.at(-1) ?? '').replace('{first}', numbers[0] ?? '') }
  }
  if ('location' in act) {
    const [longitude, latitude] = city.registers.gazetteer.streets.get(act.location)?.places.find(({ point }) => point)
      ?.point ?? [0, 0]
    const place = { latitude, longitude, datum: 'WGS84' as const, ...(act.label && { label: act.label }) }
    return { kind: 'location', place }
  }
  if ('image' in act) return { kind: 'image', media: [{ type: 'image', mediaId: `m${heard.length}` }] }
  if ('voice' in act) {
    const media = [{ type: 'voice' as const, mediaId: `v${heard.length}` }]
    return { kind: 'voice', media, ...(act.voice && { text: act.voice }) }
  }
  if ('link' in act) return { kind: 'link', link: { url: act.link } }
  if ('scan' in act) return { kind: 'scan', scene: act.scan }
  if ('tap' in act) {
    const option = heard.flatMap(({ menu }) => menu?.options ?? []).findLast(({ label }) => label === act.tap)
    return { kind: 'menu-click', text: act.tap, ...(option && { menuId: option.id }) }
  }
  throw new Error('this act says nothing')
}
