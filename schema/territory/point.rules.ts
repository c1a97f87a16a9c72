import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import gcoordModule from 'gcoord'
import type { Gazetteer } from './gazetteer.rules.ts'
import type { LngLat, Street } from './territory.rules.ts'

// The package's types promise a `default` that its CommonJS build does not have: the module itself is the converter.
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default']

/** What coordinates count from: WGS84 of the satellites, GCJ-02 of Chinese maps, BD-09 of Baidu's. */
export type Datum = 'GCJ-02' | 'BD-09' | 'WGS84'

/** A point as a channel sends it; WeChat and the mini-program speak GCJ-02. No datum means WGS84. */
export interface PointIn {
  latitude: number
  longitude: number
  datum?: Datum
}

const CRS = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09, WGS84: gcoord.WGS84 } as const

/** In WGS84. The Chinese offset (GCJ-02) is some 500 m, Baidu's (BD-09) about as much again: the wrong street easily. */
export function toWgs84({ latitude, longitude, datum = 'WGS84' }: PointIn): LngLat {
  if (datum === 'WGS84') return [longitude, latitude]
  const [lng, lat] = gcoord.transform([longitude, latitude], CRS[datum], gcoord.WGS84)
  return [lng, lat]
}

/** The way back, for maps and programs that speak another datum. */
export function fromWgs84([longitude, latitude]: LngLat, datum: Datum): Required<PointIn> {
  if (datum === 'WGS84') return { latitude, longitude, datum }
  const [lng, lat] = gcoord.transform([longitude, latitude], gcoord.WGS84, CRS[datum])
  return { latitude: lat, longitude: lng, datum }
}

/** The street whose ground the point lies on; undefined outside the city. A point on a border belongs to the first. */
export function streetAt(gazetteer: Gazetteer, [lng, lat]: LngLat): Street | undefined {
  const near = gazetteer.boxes?.search(lng, lat, lng, lat).sort((a, b) => a - b) ?? []
  for (const index of near) {
    const ground = gazetteer.grounds[index]
    if (ground && booleanPointInPolygon([lng, lat], ground.polygon)) return ground.street
  }
  return undefined
}

/** Whether the point surely lies outside the city; nobody can say while a street has no boundary. */
export function isOutside(gazetteer: Gazetteer, point: LngLat): boolean {
  const drawn = gazetteer.grounds.length === gazetteer.streets.size && gazetteer.streets.size > 0
  return drawn && streetAt(gazetteer, point) === undefined
}

const METRES_PER_DEGREE = 111_320

/** Streets whose ground begins within so many metres of the point, the nearest first; the one it lies on is not among them. */
export function streetsNear(gazetteer: Gazetteer, at: LngLat, metres: number): { street: Street; metres: number }[] {
  const [lng, lat] = at
  const narrow = Math.cos((lat * Math.PI) / 180)
  const [north, east] = [metres / METRES_PER_DEGREE, metres / METRES_PER_DEGREE / narrow]
  const found = gazetteer.boxes?.search(lng - east, lat - north, lng + east, lat + north) ?? []
  return found
    .flatMap((index) => gazetteer.grounds[index] ?? [])
    .filter(({ polygon }) => !booleanPointInPolygon([lng, lat], polygon))
    .map(({ street }) => ({ street, metres: metresTo(street.boundary, at, narrow) }))
    .filter((one) => one.metres <= metres)
    .sort((a, b) => a.metres - b.metres)
}

/** To the nearest point of the ring; plain geometry, good to a metre at such distances. */
function metresTo(ring: readonly LngLat[], [lng, lat]: LngLat, narrow: number): number {
  let least = Infinity
  ring.forEach((from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from
    const [ax, ay] = [(from[0] - lng) * narrow, from[1] - lat]
    const [dx, dy] = [(to[0] - from[0]) * narrow, to[1] - from[1]]
    const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)))
    least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy))
  })
  return least * METRES_PER_DEGREE
}
