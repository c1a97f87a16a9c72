import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import { type PointIn, isOutside, streetAt, streetsNear, toWgs84 } from './point.rules.ts'
import { type BySound, type WordsFound, readWords } from './words.rules.ts'

export { type Gazetteer, buildGazetteer } from './gazetteer.rules.ts'
export { type PointIn, isOutside, streetAt, toWgs84 } from './point.rules.ts'

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
  /** One ring, not closed: the last point joins the first. Empty where nobody has drawn it. */
  boundary: readonly LngLat[]
  /** Left out where nobody has counted. */
  population?: number
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
  /**
   * 0..1. From SURE_PLACE (0.8) on, at least 97 of 100 streets are the right one; from 0.6 on most are, and the candidates
   * say what else may be meant; below that somebody should ask back.
   */
  confidence: number
  /** Spans of the text; a zero-length span at 0 stands for the point that was sent along. */
  evidence: EvidenceSpan[]
  candidates: StreetCandidate[]
}

/** What the words and the point say together: where it is, which other streets may be meant, whether it is elsewhere. */
export interface PlaceReading {
  place?: Location
  /** Also where no place is certain: 人民路 runs through several streets. */
  candidates: StreetCandidate[]
  /** Spans that speak for another city; empty when the place is ours. */
  elsewhere: EvidenceSpan[]
  /** WGS84: the point that came along, on ground that nobody has drawn; kept for whoever looks at it. */
  point?: { latitude: number; longitude: number }
}

export interface PlaceQuestion {
  /** Simplified Chinese, or English with the city's names. */
  text: string
  point?: PointIn
  /** Names may be found by their sound: in transcripts always; else (left out) only where none is found as written. */
  bySound?: BySound
}

/** From here on a street is sure enough to act on without asking; what it promises is measured by `npm run evaluate`. */
export const SURE_PLACE = 0.8

/** A point somebody sent on purpose says more than words, but can be off by a street at a border. */
const POINT_CONFIDENCE = 0.92
const AGAINST_EACH_OTHER = 0.6
/** Telephones are some ten metres off, fifty between high houses. */
const POINT_OFF_METRES = 50
const POINT_AT_BORDER = 0.75

/**
 * Finds where a message is about, from its words and the point that came with it; undefined for a place outside the
 * city and for no place at all. A point decides the street; words then add community, road and place where they agree,
 * and lower the confidence where they do not.
 */
export function locate(gazetteer: Gazetteer, question: PlaceQuestion): Location | undefined {
  return readPlace(gazetteer, question).place
}

/** As `locate`, with the streets in question where no one street is certain and what speaks for another city. */
export function readPlace(gazetteer: Gazetteer, { text, point, bySound = 'if-needed' }: PlaceQuestion): PlaceReading {
  const read = readWords(gazetteer, text, bySound)
  const candidates = read.candidates.map((one) => named(gazetteer, one))
  const said = read.found && describe(gazetteer, read.found, candidates)
  const wgs84 = point && toWgs84(point)
  const street = wgs84 && streetAt(gazetteer, wgs84)
  if (!wgs84 || !street) {
    const kept = wgs84 && !isOutside(gazetteer, wgs84) && { point: { latitude: wgs84[1], longitude: wgs84[0] } }
    return { ...kept, ...(said && { place: { ...said, ...kept } }), candidates, elsewhere: read.elsewhere }
  }
  const place = fromPoint(gazetteer, wgs84, street, said)
  return { place, candidates: place.candidates, elsewhere: [] }
}

function fromPoint(gazetteer: Gazetteer, point: LngLat, street: Street, said: Location | undefined): Location {
  const district = gazetteer.districts.get(street.districtId)
  const agree =
    said?.streetId === street.id || (said !== undefined && !said.streetId && said.districtId === district?.id)
  const across = agree ? [] : streetsNear(gazetteer, point, POINT_OFF_METRES)
  const alone = across.length > 0 ? POINT_AT_BORDER : POINT_CONFIDENCE
  const other =
    said?.streetId && !agree
      ? [{ streetId: said.streetId, streetName: said.streetName ?? said.streetId, why: '文字所指与定位不同' }]
      : []
  return {
    ...(said?.streetId === street.id && said),
    districtId: street.districtId,
    districtName: district?.name ?? street.districtId,
    streetId: street.id,
    streetName: street.name,
    point: { latitude: point[1], longitude: point[0] },
    confidence: agree ? 0.97 : said ? AGAINST_EACH_OTHER : alone,
    evidence: [{ start: 0, end: 0, why: `定位落在${street.name}范围内` }, ...(said?.evidence ?? [])],
    candidates: [
      ...other,
      ...across
        .filter((near) => near.street.id !== said?.streetId)
        .map((near) => ({
          streetId: near.street.id,
          streetName: near.street.name,
          why: `定位离${near.street.name}边界不到${POINT_OFF_METRES}米`,
        })),
    ],
  }
}

const named = (gazetteer: Gazetteer, { streetId, why }: { streetId: string; why: string }): StreetCandidate => ({
  streetId,
  streetName: gazetteer.streets.get(streetId)?.name ?? streetId,
  why,
})

function describe(gazetteer: Gazetteer, found: WordsFound, candidates: StreetCandidate[]): Location {
  const street = found.streetId ? gazetteer.streets.get(found.streetId) : undefined
  return {
    districtId: found.districtId,
    districtName: gazetteer.districts.get(found.districtId)?.name ?? found.districtId,
    ...(street && { streetId: street.id, streetName: street.name }),
    ...found.names,
    confidence: found.confidence,
    evidence: found.evidence,
    candidates,
  }
}
