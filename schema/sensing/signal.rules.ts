import type { OutboxEntry } from '../kernel/spine.ts'
import { SEVERITIES, type Severity } from './device-types.ts'
import type { Effect } from './reading.rules.ts'

/** QUIET never rose: kept so that what comes late finds its place, shown to nobody. */
export const SIGNAL_STATES = ['QUIET', 'OPEN', 'CLEARED'] as const
export type SignalState = (typeof SIGNAL_STATES)[number]

/** One event as its signal remembers it. */
export interface Reading {
  /** The inbox id of the event. */
  id: string
  at: Date
  effect: Effect
  severity: Severity
  value?: number
}

/** How the condition has gone, as told by readings in the order of their time. */
export interface Course {
  open: boolean
  /** Of the current episode, or the last. */
  openedAt?: Date
  clearedAt?: Date
  /** How often it was reported in this episode, and how often it came back at once. */
  reports: number
  flaps: number
  /** The worst in this episode. */
  severity?: Severity
  episodes: number
  lastAt?: Date
  lastValue?: number
}

/** What was told to whoever listens, by the time of the event it was about. */
export interface Announced {
  what: 'found' | 'cleared'
  at: Date
}

/** 感知信号: one document for each condition of each device. */
export interface Signal {
  _id: string
  source: string
  device: string
  condition: string
  unit?: string
  state: SignalState
  course: Course
  /** The course up to `settledTo`; what comes for before that comes too late. */
  settled: Course
  settledTo?: Mark
  /** The latest readings, in order: what comes late is put among them, and the course told anew from there. */
  recent: Reading[]
  /** Where the device stood, by its latest event that said so. */
  place?: SignalPlace
  placedBy?: Mark
  announced?: Announced
  /** Tickets that staff opened from it, the last one last. */
  tickets: string[]
  createdAt: Date
  revision: number
  outbox: OutboxEntry[]
}

export interface SignalPlace {
  districtId?: string
  districtName?: string
  streetId?: string
  streetName?: string
  point: { latitude: number; longitude: number }
}

interface Mark {
  at: Date
  id: string
}

/** What a reading can change of a signal. */
export type Told = Pick<Signal, 'state' | 'course' | 'settled' | 'settledTo' | 'recent'>

/** More than any flapping within the time that deliveries are late; the rest is settled. */
const MOST_RECENT = 100

/** What rises again within this time of clearing has not been gone: a loose contact, a cover somebody walks over. */
const SAME_EPISODE_MS = 10 * 60_000

/** A signal is not announced as found again sooner than this after it was announced as cleared. */
const ANNOUNCE_AGAIN_MS = 10 * 60_000

export const BEGINNING: Told = {
  state: 'QUIET',
  course: { open: false, reports: 0, flaps: 0, episodes: 0 },
  settled: { open: false, reports: 0, flaps: 0, episodes: 0 },
  recent: [],
}

/**
 * Takes one reading in. The outcome depends on what was said and when, not on the order in which it arrived, as long as
 * nothing comes later than a hundred others that happened after it. Undefined for a reading that is there already, or
 * comes too late.
 */
export function takeReading(told: Told, reading: Reading): Told | undefined {
  if (told.settledTo && !isAfter(reading, told.settledTo)) return undefined
  if (told.recent.some(({ id }) => id === reading.id)) return undefined
  const recent = [...told.recent, reading].sort(byTime)
  const oldest = recent.length > MOST_RECENT ? recent.shift() : undefined
  const settled = oldest ? step(told.settled, oldest) : told.settled
  const course = recent.reduce(step, settled)
  const settledTo = oldest ? { at: oldest.at, id: oldest.id } : told.settledTo
  return { state: stateOf(course), course, settled, ...(settledTo && { settledTo }), recent }
}

function stateOf(course: Course): SignalState {
  if (course.open) return 'OPEN'
  return course.episodes > 0 ? 'CLEARED' : 'QUIET'
}

export function isAfter(one: Mark, other: Mark): boolean {
  return byTime(one, other) > 0
}

/** By time; of the same instant in an order that is the same wherever they meet. */
function byTime(a: Mark, b: Mark): number {
  return a.at.getTime() - b.at.getTime() || Number(a.id > b.id) - Number(a.id < b.id)
}

function step(course: Course, { at, effect, severity, value }: Reading): Course {
  const seen = { ...course, lastAt: at, ...(value !== undefined && { lastValue: value }) }
  if (effect === 'hold') return seen
  if (effect === 'clear') return course.open ? { ...seen, open: false, clearedAt: at } : seen
  const { clearedAt, ...before } = seen
  const again = clearedAt !== undefined && at.getTime() - clearedAt.getTime() < SAME_EPISODE_MS
  if (course.open || again) {
    const worst = worse(course.severity, severity)
    return {
      ...before,
      open: true,
      reports: course.reports + 1,
      flaps: course.flaps + Number(!course.open),
      severity: worst,
    }
  }
  return { ...before, open: true, openedAt: at, reports: 1, flaps: 0, severity, episodes: course.episodes + 1 }
}

function worse(a: Severity | undefined, b: Severity): Severity {
  return a && SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b
}

/**
 * What is to be announced after a change; undefined for nothing. A device that flaps is announced once in ten minutes
 * at most; should it then stay open, its next report makes up for it.
 */
export function toAnnounce(course: Course, before: Announced | undefined): Announced | undefined {
  const at = course.lastAt
  if (!at || course.episodes === 0) return undefined
  if (!course.open) return before?.what === 'found' ? { what: 'cleared', at } : undefined
  if (before?.what === 'found') return undefined
  const soon = before && at.getTime() - before.at.getTime() < ANNOUNCE_AGAIN_MS
  return soon ? undefined : { what: 'found', at }
}
