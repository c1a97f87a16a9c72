import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { City } from '../city.ts'
import { citizenKey } from '../citizen/citizen.store.ts'
import { DomainError } from '../kernel/errors.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import { localTime } from '../notice/notice.rules.ts'
import { locate } from '../territory/territory.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { openTicket } from '../ticket/ticket.service.ts'
import { findTicket } from '../ticket/ticket.store.ts'
import { CONDITIONS } from './device-types.ts'
import { type Heard, readEvent } from './reading.rules.ts'
import { signalRecord } from './signal.model.ts'
import { BEGINNING, type Signal, isAfter, takeReading, toAnnounce } from './signal.rules.ts'
import { changeSignal, findSignal, insertSignal, noteTicket } from './signal.store.ts'

/** How often many hands may get in each other's way before the job tries again later; a batch comes all at once. */
const MOST_TRIES = 20
/** Longer with each try, and not for all the same. */
const STEP_ASIDE_MS = 5

/**
 * Hears one device event: its signal takes it in, once, whatever is delivered twice or in which order. Types that are
 * not in the table stay in the inbox and change nothing.
 */
export async function hearDevice(city: City, inboxId: string, message: InboundMessage): Promise<void> {
  const heard = message.device && readEvent(message.device.type, message.device.data)
  if (!message.device || !heard) return
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { source, subject = source } = message.device
    const id = signalIdOf(source, subject, heard.condition)
    const there = await findSignal(city.db, id)
    const before = there ?? newSignal(city, { id, source, device: subject, heard })
    const outcome = change(city, before, inboxId, message, heard)
    if (!outcome) return
    const { set, event } = outcome
    const entry = event && city.spine.entry(event)
    const written = there
      ? await changeSignal(city.db, there, set, entry)
      : await insertSignal(city.db, { ...before, ...set, outbox: entry ? [entry] : [] })
    if (!written) {
      await sleep(Math.random() * STEP_ASIDE_MS * (tries + 1))
      continue
    }
    if (event) city.spine.announce([{ event, subject: id, collection: signalRecord.collection }])
    return
  }
  throw new DomainError('CONFLICT', '感知信号正被多方更新，请稍后再试。')
}

/** One condition of one device has one signal for ever. */
function signalIdOf(source: string, device: string, condition: string): string {
  return createHash('sha256').update(`${source}\0${device}\0${condition}`).digest('base64url').slice(0, 20)
}

function newSignal(city: City, of: { id: string; source: string; device: string; heard: Heard }): Signal {
  const { id, source, device, heard } = of
  const { condition, unit } = heard
  const names = { _id: id, source, device, condition, ...(unit && { unit }) }
  return { ...names, ...BEGINNING, tickets: [], createdAt: city.clock.now(), revision: 0, outbox: [] }
}

function change(
  city: City,
  before: Signal,
  inboxId: string,
  message: InboundMessage,
  { effect, severity, value }: Heard,
): { set: Partial<Signal>; event?: DomainEvent } | undefined {
  const reading = { id: inboxId, at: message.at, effect, severity, ...(value !== undefined && { value }) }
  const told = takeReading(before, reading)
  if (!told) return undefined
  const placed = placeOf(city, before, reading, message)
  const announced = toAnnounce(told.course, before.announced)
  const name = announced && (`signal.${announced.what}` as const)
  return {
    set: { ...told, ...placed, ...(announced && { announced }) },
    ...(name && { event: { id: `${before._id}:${before.revision + 1}:${name}`, name, at: city.clock.now() } }),
  }
}

function placeOf(city: City, before: Signal, { at, id }: { at: Date; id: string }, { place }: InboundMessage) {
  if (!place || (before.placedBy && !isAfter({ at, id }, before.placedBy))) return {}
  const found = locate(city.registers.gazetteer, { text: '', point: place })
  const { latitude, longitude } = place
  const names = found && {
    districtId: found.districtId,
    districtName: found.districtName,
    ...(found.streetId && { streetId: found.streetId }),
    ...(found.streetName && { streetName: found.streetName }),
  }
  return { place: { ...names, point: found?.point ?? { latitude, longitude } }, placedBy: { at, id } }
}

/**
 * Opens a ticket from a signal. While that ticket is worked on, doing it again gives the same one; when it is closed
 * and the device still reports, another may be opened.
 */
export async function openTicketFromSignal(city: City, signal: Signal): Promise<Ticket> {
  const last = signal.tickets.at(-1)
  const running = last ? await findTicket(city.db, last) : null
  if (running && running.state !== 'CLOSED') return running
  if (signal.state === 'QUIET') throw new DomainError('ILLEGAL_MOVE', '这个设备没有报告过异常。')
  const ticket = await openTicket(city, {
    // The place in the row of its tickets: two hands at once mean the same ticket.
    sourceKey: `signal:${signal._id}:${signal.tickets.length}`,
    channel: 'device',
    citizenKey: citizenKey(city.sealer, 'device', signal.source),
    text: describe(signal),
    at: city.clock.now(),
    category: CONDITIONS[signal.condition]?.category ?? '',
    ...(signal.place && { point: signal.place.point }),
  })
  await noteTicket(city.db, signal._id, ticket._id)
  return ticket
}

function describe({ condition, device, course, unit, place }: Signal): string {
  const { name = condition } = CONDITIONS[condition] ?? {}
  const value = course.lastValue === undefined ? '' : `，最近读数 ${course.lastValue}${unit ?? ''}`
  const until = course.open || !course.clearedAt ? '' : `，${localTime(course.clearedAt).trim()}恢复`
  const since = course.openedAt ? `${localTime(course.openedAt).trim()}起` : ''
  const where = place?.streetName ? `，地点：${place.districtName ?? ''}${place.streetName}` : ''
  const urge = course.severity === 'HIGH' && course.open ? '存在安全隐患，请尽快处置。' : '请派人查看。'
  return `感知设备 ${device} 报告${name}：${since}报告 ${course.reports} 次${value}${until}${where}。${urge}`
}
