import type { Ticket } from './ticket.rules.ts'

/** What kind of ground a spot is, the narrowest first. */
const SPOT_KINDS = ['place', 'road', 'cell', 'community'] as const
type SpotKind = (typeof SPOT_KINDS)[number]

/** Where a request is about, one key for each way to say it: `place|<district>|<name>`. */
export type Spot = `${SpotKind}|${string}|${string}`

/** A side of a cell in degrees: some 220 m from north to south, 170 m from west to east at 40° N. */
const CELL = 0.002

/** The keys of a place; without a name and a point there are none, a whole street is no spot. */
export function spotsOf(place: Ticket['place'] & { roadName?: string }): Spot[] {
  const ground = place.districtId ?? ''
  return [
    ...(place.placeName ? [`place|${ground}|${place.placeName}` as const] : []),
    ...(place.roadName ? [`road|${ground}|${place.roadName}` as const] : []),
    ...(place.point ? [cellOf(place.point)] : []),
    ...(place.communityName ? [`community|${ground}|${place.communityName}` as const] : []),
  ]
}

/** The spots to look at for others: its own, and the three cells that the point lies nearest to. */
export function spotsAround(spots: readonly string[], point: Ticket['place']['point']): string[] {
  if (!point) return [...spots]
  const half = CELL / 2
  const corners = [-half, half].flatMap((north) => [-half, half].map((east) => ({ north, east })))
  const cells = corners.map(({ north, east }) =>
    cellOf({ latitude: point.latitude + north, longitude: point.longitude + east }),
  )
  return [...new Set([...spots, ...cells])]
}

function cellOf({ latitude, longitude }: { latitude: number; longitude: number }): Spot {
  return `cell|${Math.floor(latitude / CELL)}|${Math.floor(longitude / CELL)}`
}

export interface SharedSpot {
  kind: SpotKind
  name: string
}

/** The narrowest spot that both have. */
export function sharedSpot(a: readonly string[], b: readonly string[]): SharedSpot | undefined {
  for (const kind of SPOT_KINDS) {
    const spot = a.find((candidate) => candidate.startsWith(`${kind}|`) && b.includes(candidate))
    if (spot) return { kind, name: spot.split('|')[2] ?? '' }
  }
  return undefined
}

/**
 * Both name a place or a road, and they are not the same, or have pins far from each other: about two grounds, however
 * alike the words are.
 */
export function areElsewhere(a: readonly string[], b: readonly string[]): boolean {
  return (
    areFar(a, b) ||
    (['place', 'road'] as const).some((kind) => {
      const named = (spots: readonly string[]) => spots.filter((spot) => spot.startsWith(`${kind}|`))
      const [of, other] = [named(a), named(b)]
      return of.length > 0 && other.length > 0 && !of.some((spot) => other.includes(spot))
    })
  )
}

/** Both have a pin, and the cells do not even touch. */
function areFar(a: readonly string[], b: readonly string[]): boolean {
  const [of, other] = [a, b].map((spots) =>
    spots
      .find((spot) => spot.startsWith('cell|'))
      ?.split('|')
      .slice(1)
      .map(Number),
  )
  return of !== undefined && other !== undefined && of.some((index, axis) => Math.abs(index - (other[axis] ?? 0)) > 1)
}
