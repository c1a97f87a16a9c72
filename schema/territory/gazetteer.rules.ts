import { type Lexicon, buildLexicon } from '../classify/lexicon.rules.ts'
import type { District, LngLat, Named, Street } from './territory.rules.ts'

/** What a name in a text may stand for. */
export interface Bearer {
  level: 'city' | 'district' | 'street' | 'community' | 'place' | 'road'
  /** The official name, whichever alias was used. */
  name: string
  /** Empty for the city itself. */
  districtId: string
  streetId?: string
  numbers?: { from: number; to: number }
}

/** A street's ground: its box for a quick no, its polygon for the answer. */
export interface Ground {
  street: Street
  box: { west: number; south: number; east: number; north: number }
  polygon: { type: 'Polygon'; coordinates: number[][][] }
}

/** 地名库: everything needed to tell where a message is about; built once from the registers. */
export interface Gazetteer {
  districts: ReadonlyMap<string, District>
  streets: ReadonlyMap<string, Street>
  names: Lexicon<Bearer>
  grounds: readonly Ground[]
}

export function buildGazetteer(districts: readonly District[], streets: readonly Street[]): Gazetteer {
  return {
    districts: new Map(districts.map((district) => [district.id, district])),
    streets: new Map(streets.map((street) => [street.id, street])),
    names: buildLexicon(bearers(districts, streets)),
    grounds: streets.map(groundOf),
  }
}

function* bearers(districts: readonly District[], streets: readonly Street[]): Generator<readonly [string, Bearer]> {
  // The city's name says nothing about where in it, but what follows it is ours.
  for (const city of new Set(districts.map((district) => district.city))) {
    const bearer: Bearer = { level: 'city', name: city, districtId: '' }
    yield* namesOf({ name: city, aliases: [city.replace(/市$/, '')] }, bearer)
  }
  for (const district of districts) {
    yield* namesOf(district, { level: 'district', name: district.name, districtId: district.id })
  }
  for (const street of streets) {
    const within = { districtId: street.districtId, streetId: street.id }
    yield* namesOf(street, { ...within, level: 'street', name: street.name })
    for (const one of street.communities) yield* namesOf(one, { ...within, level: 'community', name: one.name })
    for (const one of street.places) yield* namesOf(one, { ...within, level: 'place', name: one.name })
    for (const one of street.roads) {
      const road = { ...within, level: 'road' as const, name: one.name }
      yield* namesOf(one, one.numbers ? { ...road, numbers: one.numbers } : road)
    }
  }
}

function* namesOf(named: Named, bearer: Bearer): Generator<readonly [string, Bearer]> {
  for (const name of new Set([named.name, ...named.aliases])) yield [name, bearer]
}

function groundOf(street: Street): Ground {
  const lngs = street.boundary.map(([lng]) => lng)
  const lats = street.boundary.map(([, lat]) => lat)
  const ring = [...street.boundary, ...street.boundary.slice(0, 1)].map(([lng, lat]: LngLat) => [lng, lat])
  return {
    street,
    box: { west: Math.min(...lngs), south: Math.min(...lats), east: Math.max(...lngs), north: Math.max(...lats) },
    polygon: { type: 'Polygon', coordinates: [ring] },
  }
}
