/** WGS84, longitude first. */
export type LngLat = readonly [lng: number, lat: number]

/** What the server tells of the city for its map (`/city-map.json`). */
export interface CityMap {
  city: string
  /** 街道 and 镇 with their ground: one ring, not closed. */
  streets: { name: string; district: string; boundary: readonly LngLat[] }[]
  places: { name: string; kind: string; point: LngLat }[]
}
