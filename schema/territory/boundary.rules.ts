import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { LngLat, Street } from './territory.rules.ts'

const keyOf = ([lng, lat]: LngLat) => `${lng},${lat}`

/**
 * The outline of several streets together: borders that two of them share fall away, the rest is joined to rings (one
 * for a district in one piece). Streets must share their border points exactly.
 */
export function outlineOf(streets: readonly Street[]): LngLat[][] {
  const border = new Map<string, { from: LngLat; to: LngLat }>()
  for (const { boundary } of streets) {
    boundary.forEach((from, index) => {
      const to = boundary[(index + 1) % boundary.length] ?? from
      if (!border.delete(`${keyOf(to)}>${keyOf(from)}`)) border.set(`${keyOf(from)}>${keyOf(to)}`, { from, to })
    })
  }
  const next = new Map([...border.values()].map(({ from, to }) => [keyOf(from), to]))
  const rings: LngLat[][] = []
  for (const { from } of border.values()) {
    const ring: LngLat[] = []
    let at: LngLat | undefined = from
    while (at && next.has(keyOf(at))) {
      ring.push(at)
      const onward: LngLat | undefined = next.get(keyOf(at))
      next.delete(keyOf(at))
      at = onward
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings
}

/** Steps of the R2 sequence (from the plastic number): points that spread evenly however many are taken. */
const STEP_EAST = 0.7548776662466927
const STEP_NORTH = 0.5698402909980532

/** `count` points inside the boundary, spread evenly; the same boundary gives the same points, and none gives none. */
export function pointsWithin(boundary: readonly LngLat[], count: number): LngLat[] {
  if (boundary.length < 3) return []
  const lngs = boundary.map(([lng]) => lng)
  const lats = boundary.map(([, lat]) => lat)
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)]
  const ring = [...boundary, ...boundary.slice(0, 1)].map(([lng, lat]) => [lng, lat])
  const polygon = { type: 'Polygon' as const, coordinates: [ring] }
  const points: LngLat[] = []
  for (let step = 1; points.length < count; step++) {
    const lng = round(west + (east - west) * ((0.5 + step * STEP_EAST) % 1))
    const lat = round(south + (north - south) * ((0.5 + step * STEP_NORTH) % 1))
    if (booleanPointInPolygon([lng, lat], polygon)) points.push([lng, lat])
  }
  return points
}

/** Five decimals: about a metre. */
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
