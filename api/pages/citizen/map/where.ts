import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { CityMap, LngLat } from './city-map.ts'

/** Further away a named place helps nobody to find it. */
const NEAR_METRES = 800
const METRES_PER_DEGREE = 111_320

/** The street a point lies on and what is near, in words; undefined outside the city. */
export function wordsFor(map: CityMap, point: LngLat): string | undefined {
  const [lng, lat] = point
  const street = map.streets.find(({ boundary }) => {
    const ring = [...boundary, ...boundary.slice(0, 1)].map(([x, y]) => [x, y])
    return booleanPointInPolygon([lng, lat], { type: 'Polygon', coordinates: [ring] })
  })
  if (!street) return undefined
  const [nearest] = map.places
    .map(({ name, point: there }) => ({ name, metres: metresBetween(point, there) }))
    .sort((a, b) => a.metres - b.metres)
  const near = nearest && nearest.metres <= NEAR_METRES ? `，离${nearest.name}约 ${rounded(nearest.metres)} 米` : ''
  return `${street.district}${street.name}${near}`
}

function metresBetween([lngA, latA]: LngLat, [lngB, latB]: LngLat): number {
  const east = (lngB - lngA) * Math.cos((latA * Math.PI) / 180)
  return Math.hypot(east, latB - latA) * METRES_PER_DEGREE
}

const rounded = (metres: number) => Math.max(10, Math.round(metres / 10) * 10)
