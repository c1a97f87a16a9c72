import { IANAZone } from 'luxon'
import { fault } from '../fault.ts'

/** A time zone. Instants and offsets are milliseconds; `wall` is local time read as if it were UTC. */
export interface Zone {
  offsetAt(instant: number): number
}

const MINUTE = 60_000
const DAY = 86_400_000

const fixed = (offset: number): Zone => ({ offsetAt: () => offset })

export const UTC = fixed(0)

/** A stretch of time with its changes of offset: `offsets[i]` holds from `starts[i]` on. */
interface Stretch {
  readonly starts: readonly number[]
  readonly offsets: readonly number[]
}

/** Long enough that a year of tickets touches two of them. */
const STRETCH = 400 * DAY
/** No zone has changed its offset twice within so few days. */
const PROBE = 5 * DAY
/** Documents with wild dates must not fill the memory. */
const MOST_STRETCHES = 2000

/**
 * A zone of the IANA database. Asking Intl costs microseconds, so each stretch of time is asked once for its changes,
 * found by bisection to the second; from then on an offset is a look-up.
 */
class NamedZone implements Zone {
  private readonly known = new Map<number, Stretch>()
  private lastIndex = Number.NaN
  private last: Stretch | undefined

  constructor(private readonly zone: IANAZone) {}

  offsetAt(instant: number): number {
    const index = Math.floor(instant / STRETCH)
    const stretch = index === this.lastIndex && this.last ? this.last : this.stretch(index)
    let i = stretch.starts.length - 1
    while (i > 0 && stretch.starts[i]! > instant) i--
    return stretch.offsets[i]!
  }

  private stretch(index: number): Stretch {
    let stretch = this.known.get(index)
    if (!stretch) {
      if (this.known.size >= MOST_STRETCHES) this.known.clear()
      stretch = this.explore(index * STRETCH)
      this.known.set(index, stretch)
    }
    this.lastIndex = index
    this.last = stretch
    return stretch
  }

  private explore(from: number): Stretch {
    const starts = [from]
    const offsets = [this.ask(from)]
    for (let at = from; at < from + STRETCH; at += PROBE) {
      let low = at
      let high = at + PROBE
      const before = offsets.at(-1)!
      const after = this.ask(high)
      if (after === before) continue
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000
        if (this.ask(middle) === before) low = middle
        else high = middle
      }
      starts.push(high)
      offsets.push(after)
    }
    return { starts, offsets }
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
  if (zones.size >= MOST_STRETCHES) zones.clear()
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
