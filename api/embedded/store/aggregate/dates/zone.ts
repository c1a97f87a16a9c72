import { IANAZone } from 'luxon'
import { fault } from '../../errors.ts'
import { DAY, MINUTE } from './calendar.ts'

/** A time zone. Instants and offsets are milliseconds; `wall` is local time read as if it were UTC. */
export interface Zone {
  offsetAt(instant: number): number
}

const fixed = (offset: number): Zone => ({ offsetAt: () => offset })

export const UTC = fixed(0)

/** Documents with wild dates or zones must not fill the memory: a hundred years of days, and more zones than there are. */
const MOST_DAYS = 36_525
const MOST_ZONES = 1000

/** Changes of the offset fall into a day: NaN stands for one that must be asked for each instant. */
const CHANGES = Number.NaN

/**
 * A zone of the IANA database. Asking Intl costs microseconds, so each day is asked once for both its ends (no zone
 * has changed its offset twice within two days); from then on an offset is a look-up.
 */
class NamedZone implements Zone {
  private readonly days = new Map<number, number>()

  constructor(private readonly zone: IANAZone) {}

  offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY)
    const offset = this.days.get(day) ?? this.explore(day)
    return Number.isNaN(offset) ? this.ask(instant) : offset
  }

  private explore(day: number): number {
    const offset = this.ask(day * DAY)
    const result = offset === this.ask((day + 1) * DAY) ? offset : CHANGES
    if (this.days.size >= MOST_DAYS) this.days.clear()
    this.days.set(day, result)
    return result
  }

  /** Luxon answers in minutes, with a fraction for the local mean times of long ago. */
  private ask(instant: number): number {
    return Math.round(this.zone.offset(instant) * MINUTE)
  }
}

const zones = new Map<string, Zone>([['UTC', UTC]])

/**
 * The zone of a name of the IANA database (`Asia/Shanghai`) or an offset (`+08`, `+0800`, `+08:00`), as MongoDB reads
 * them; code 40485 for anything else.
 */
export function zoneNamed(id: string): Zone {
  const known = zones.get(id)
  if (known) return known
  const zone = parseOffset(id) ?? parseName(id)
  if (!zone) throw fault(40485, `unrecognized time zone identifier: "${id}"`)
  if (zones.size >= MOST_ZONES) zones.clear()
  zones.set(id, zone)
  return zone
}

function parseOffset(id: string): Zone | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(id)
  if (!match) return undefined
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return minutes === 0 ? UTC : fixed((match[1] === '-' ? -minutes : minutes) * MINUTE)
}

/** Intl takes any case and offsets too; MongoDB does not, and production must not differ. */
function parseName(id: string): Zone | undefined {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(id) || !IANAZone.isValidZone(id)) return undefined
  return new NamedZone(IANAZone.create(id))
}

export const toWall = (zone: Zone, instant: number): number => instant + zone.offsetAt(instant)

/**
 * The instant at which clocks show `wall`. A time that clocks skip is read with the offset before the change (so it
 * moves forward); one they show twice is the one with the `preferred` offset, else the later, as timelib decides.
 */
export function fromWall(zone: Zone, wall: number, preferred?: number): number {
  const before = zone.offsetAt(wall - DAY)
  const after = zone.offsetAt(wall + DAY)
  if (before === after) return wall - before
  if (preferred !== undefined && zone.offsetAt(wall - preferred) === preferred) return wall - preferred
  return zone.offsetAt(wall - after) === after ? wall - after : wall - before
}
