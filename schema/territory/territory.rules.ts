import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import { type PointIn, streetAt, toWgs84 } from './point.rules.ts'
import { type WordsFound, placeFromWords } from './words.rules.ts'

export { type Gazetteer, buildGazetteer } from './gazetteer.rules.ts'
export { type PointIn, streetAt, toWgs84 } from './point.rules.ts'

/** WGS84, longitude first, as in GeoJSON. */
export type LngLat = readonly [lng: number, lat: number]

/** Something with a name and the other names people use for it. */
export interface Named {
  name: string
  aliases: readonly string[]
}

/** A stretch of road inside one street's territory; `numbers` are the house numbers of that stretch, both included. */
export interface Road extends Named {
  numbers?: { from: number; to: number }
}

export type PlaceKind =
  | 'estate'
  | 'school'
  | 'hospital'
  | 'market'
  | 'park'
  | 'station'
  | 'site'
  | 'office'
  | 'factory'
  | 'landmark'

/** 点位: a place people name when they say where. */
export interface Place extends Named {
  kind: PlaceKind
  point?: LngLat
}

/** 区 */
export interface District extends Named {
  id: string
  /** The city's own name, 市 included. */
  city: string
}

/** 街道 or 镇: the smallest territory that answers for what happens on its ground. */
export interface Street extends Named {
  id: string
  kind: 'street' | 'town'
  districtId: string
  communities: readonly Named[]
  roads: readonly Road[]
  places: readonly Place[]
  /** One ring, not closed: the last point joins the first. */
  boundary: readonly LngLat[]
  population: number
}

/** A street that may be meant, and what speaks for it. */
export interface StreetCandidate {
  streetId: string
  streetName: string
  why: string
}

/** Where a request is about. Without `streetId` only the district is certain; the streets in question are `candidates`. */
export interface Location {
  districtId: string
  districtName: string
  streetId?: string
  streetName?: string
  communityName?: string
  placeName?: string
  roadName?: string
  /** WGS84; only when a point was given that lies in the city. */
  point?: { latitude: number; longitude: number }
  /** 0..1, not calibrated: 0.9 and more for an unambiguous street, below 0.6 somebody should ask back. */
  confidence: number
  /** Spans of the text; a zero-length span at 0 stands for the point that was sent along. */
  evidence: EvidenceSpan[]
  candidates: StreetCandidate[]
}

/** A point somebody sent on purpose says more than words, but can be off by a street at a border. */
const POINT_CONFIDENCE = 0.92
const AGAINST_EACH_OTHER = 0.6

/**
 * Finds where a message is about, from its words and the point that came with it; undefined for a place outside the
 * city and for no place at all. A point decides the street; words then add community, road and place where they agree,
 * and lower the confidence where they do not.
 */
export function locate(gazetteer: Gazetteer, message: { text: string; point?: PointIn }): Location | undefined {
  const found = placeFromWords(gazetteer, message.text)
  const said = found && describe(gazetteer, found)
  if (!message.point) return said
  const point = toWgs84(message.point)
  const street = streetAt(gazetteer, point)
  if (!street) return said
  const district = gazetteer.districts.get(street.districtId)
  const agree =
    said?.streetId === street.id || (said !== undefined && !said.streetId && said.districtId === district?.id)
  const evidence = [{ start: 0, end: 0, why: `定位落在${street.name}范围内` }, ...(said?.evidence ?? [])]
  return {
    ...(said?.streetId === street.id && said),
    districtId: street.districtId,
    districtName: district?.name ?? street.districtId,
    streetId: street.id,
    streetName: street.name,
    point: { latitude: point[1], longitude: point[0] },
    confidence: said && !agree ? AGAINST_EACH_OTHER : Math.max(POINT_CONFIDENCE, agree ? 0.97 : 0),
    evidence,
    candidates:
      said?.streetId && !agree
        ? [{ streetId: said.streetId, streetName: said.streetName ?? said.streetId, why: '文字所指与定位不同' }]
        : [],
  }
}

function describe(gazetteer: Gazetteer, found: WordsFound): Location {
  const street = found.streetId ? gazetteer.streets.get(found.streetId) : undefined
  return {
    districtId: found.districtId,
    districtName: gazetteer.districts.get(found.districtId)?.name ?? found.districtId,
    ...(street && { streetId: street.id, streetName: street.name }),
    ...found.names,
    confidence: found.confidence,
    evidence: found.evidence,
    candidates: found.candidates.map(({ streetId, why }) => ({
      streetId,
      streetName: gazetteer.streets.get(streetId)?.name ?? streetId,
      why,
    })),
  }
}
