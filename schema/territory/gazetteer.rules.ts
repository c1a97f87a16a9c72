import Flatbush from 'flatbush'
import { type Lexicon, buildLexicon } from '../classify/lexicon.rules.ts'
import type { District, LngLat, Named, PlaceKind, Street } from './territory.rules.ts'
import { mixedUp, otherNames, stemOf } from './variants.rules.ts'

/** How a name came to stand for what it stands for. */
export type NameSource =
  /** The official name, or another one the register lists. */
  | 'listed'
  /** Follows from the official name: 街办, 一中. */
  | 'derived'
  /** Its kind is another: 翠堤家园 for 翠堤小区. */
  | 'mixed-up'
  /** The bare stem; counts only where a building follows. */
  | 'stem'

/** What a name in a text may stand for. */
export interface Bearer {
  level: 'city' | 'district' | 'street' | 'community' | 'place' | 'road'
  /** The official name, whichever alias was used. */
  name: string
  /** Empty for the city itself. */
  districtId: string
  streetId?: string
  numbers?: { from: number; to: number }
  kind?: PlaceKind
  point?: LngLat
  source: NameSource
}

/** A street's ground: its polygon; streets without a boundary have none. */
export interface Ground {
  street: Street
  polygon: { type: 'Polygon'; coordinates: number[][][] }
}

/** 地名库: everything needed to tell where a message is about; built once from the registers. */
export interface Gazetteer {
  districts: ReadonlyMap<string, District>
  streets: ReadonlyMap<string, Street>
  names: Lexicon<Bearer>
  /** Every listed name with those who bear it: what can be heard wrongly or spelled in Latin letters. */
  listed: ReadonlyMap<string, readonly Bearer[]>
  grounds: readonly Ground[]
  /** Boxes of the grounds, in their order; undefined where no street has a boundary. */
  boxes?: Flatbush
}

export function buildGazetteer(districts: readonly District[], streets: readonly Street[]): Gazetteer {
  const grounds = streets.filter(({ boundary }) => boundary.length > 2).map(groundOf)
  const boxes = boxesOf(grounds)
  const { all, listed } = namesOf(districts, streets)
  return {
    districts: new Map(districts.map((district) => [district.id, district])),
    streets: new Map(streets.map((street) => [street.id, street])),
    names: buildLexicon(all),
    listed,
    grounds,
    ...(boxes && { boxes }),
  }
}

interface Entry {
  named: Named
  bearer: Omit<Bearer, 'source'>
  city: string
}

/** A name that somebody bears officially is theirs alone; what is only derived stands behind it. */
function namesOf(districts: readonly District[], streets: readonly Street[]) {
  const entries = [...entriesOf(districts, streets)]
  const listed = new Map<string, Bearer[]>()
  const all: [string, Bearer][] = []
  const give = (name: string, bearer: Bearer) => all.push([name, bearer])
  for (const { named, bearer } of entries) {
    for (const name of new Set([named.name, ...named.aliases])) {
      const borne: Bearer = { ...bearer, source: 'listed' }
      give(name, borne)
      const others = listed.get(name)
      if (others) others.push(borne)
      else listed.set(name, [borne])
    }
  }
  let taken: ReadonlySet<string> = new Set(listed.keys())
  for (const [source, made] of SOURCES) {
    const given = new Set(taken)
    for (const { named, bearer, city } of entries) {
      const names = [named.name, ...named.aliases].flatMap((name) => made({ ...bearer, name }, city))
      for (const name of new Set(names)) {
        if (taken.has(name)) continue
        give(name, { ...bearer, source })
        given.add(name)
      }
    }
    taken = given
  }
  return { all, listed }
}

const SOURCES: readonly (readonly [NameSource, (thing: Entry['bearer'], city: string) => string[]])[] = [
  ['derived', otherNames],
  ['mixed-up', mixedUp],
  ['stem', (thing) => [stemOf(thing) ?? []].flat()],
]

function* entriesOf(districts: readonly District[], streets: readonly Street[]): Generator<Entry> {
  const cityOf = new Map(districts.map(({ id, city }) => [id, city.replace(/市$/, '')]))
  // The city's name says nothing about where in it, but what follows it is ours.
  for (const city of new Set(districts.map((district) => district.city))) {
    const named = { name: city, aliases: [city.replace(/市$/, '')] }
    yield { named, bearer: { level: 'city', name: city, districtId: '' }, city }
  }
  for (const district of districts) {
    const bearer = { level: 'district' as const, name: district.name, districtId: district.id }
    yield { named: district, bearer, city: cityOf.get(district.id) ?? '' }
  }
  for (const street of streets) {
    const within = { districtId: street.districtId, streetId: street.id }
    const city = cityOf.get(street.districtId) ?? ''
    yield { named: street, bearer: { ...within, level: 'street', name: street.name }, city }
    for (const one of street.communities) {
      yield { named: one, bearer: { ...within, level: 'community', name: one.name }, city }
    }
    for (const one of street.places) {
      const place = { ...within, level: 'place' as const, name: one.name, kind: one.kind }
      yield { named: one, bearer: one.point ? { ...place, point: one.point } : place, city }
    }
    for (const one of street.roads) {
      const road = { ...within, level: 'road' as const, name: one.name }
      yield { named: one, bearer: one.numbers ? { ...road, numbers: one.numbers } : road, city }
    }
  }
}

function groundOf(street: Street): Ground {
  const ring = [...street.boundary, ...street.boundary.slice(0, 1)].map(([lng, lat]: LngLat) => [lng, lat])
  return { street, polygon: { type: 'Polygon', coordinates: [ring] } }
}

function boxesOf(grounds: readonly Ground[]): Flatbush | undefined {
  if (grounds.length === 0) return undefined
  const boxes = new Flatbush(grounds.length)
  for (const { street } of grounds) {
    const lngs = street.boundary.map(([lng]) => lng)
    const lats = street.boundary.map(([, lat]) => lat)
    boxes.add(Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats))
  }
  boxes.finish()
  return boxes
}
