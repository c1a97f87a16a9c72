import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import gcoordModule from 'gcoord'
import type { Gazetteer } from './gazetteer.rules.ts'
import type { LngLat, Street } from './territory.rules.ts'

// The package's types promise a `default` that its CommonJS build does not have: the module itself is the converter.
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default']

/** A point as a channel sends it; WeChat and the mini-program speak GCJ-02. No datum means WGS84. */
export interface PointIn {
  latitude: number
  longitude: number
  datum?: 'GCJ-02' | 'WGS84'
}

/** In WGS84. The Chinese offset (GCJ-02) is some 500 m, enough to name the wrong street. */
export function toWgs84({ latitude, longitude, datum }: PointIn): LngLat {
  if (datum !== 'GCJ-02') return [longitude, latitude]
  const [lng, lat] = gcoord.transform([longitude, latitude], gcoord.GCJ02, gcoord.WGS84)
  return [lng, lat]
}

/** The street whose ground the point lies on; undefined outside the city. A point on a border belongs to the first. */
export function streetAt(gazetteer: Gazetteer, [lng, lat]: LngLat): Street | undefined {
  return gazetteer.grounds.find(
    ({ box, polygon }) =>
      lng >= box.west &&
      lng <= box.east &&
      lat >= box.south &&
      lat <= box.north &&
      booleanPointInPolygon([lng, lat], polygon),
  )?.street
}
