import type { Resolvers } from '../resolvers.generated.ts'
import { outlineOf } from './boundary.rules.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import { fromWgs84 } from './point.rules.ts'
import type { District, LngLat, Street } from './territory.rules.ts'

const streetsOf = ({ streets }: Gazetteer, districtId?: string | null): Street[] =>
  [...streets.values()].filter((street) => !districtId || street.districtId === districtId)

/** Null as soon as one of them was not counted: half a sum says nothing. */
function peopleOf(streets: readonly Street[]): number | null {
  const counts = streets.flatMap(({ population }) => population ?? [])
  return counts.length === streets.length ? counts.reduce((sum, count) => sum + count, 0) : null
}

const DATUMS = { WGS84: 'WGS84', GCJ_02: 'GCJ-02', BD_09: 'BD-09' } as const

const pairs = (ring: readonly LngLat[]) => ring.map(([lng, lat]) => [lng, lat])

/** The register changes only when it is loaded anew, and a district's outline is asked for with every map. */
const OUTLINES = new WeakMap<District, number[][][]>()

function outline(gazetteer: Gazetteer, district: District): number[][][] {
  const known = OUTLINES.get(district) ?? outlineOf(streetsOf(gazetteer, district.id)).map(pairs)
  OUTLINES.set(district, known)
  return known
}

export const territoryResolvers: Resolvers = {
  Query: {
    districts: (_, __, { city }) => [...city.registers.gazetteer.districts.values()],
    streets: (_, { districtId }, { city }) => streetsOf(city.registers.gazetteer, districtId),
  },
  District: {
    streets: ({ id }, _, { city }) => streetsOf(city.registers.gazetteer, id),
    population: ({ id }, _, { city }) => peopleOf(streetsOf(city.registers.gazetteer, id)),
    outline: (district, _, { city }) => outline(city.registers.gazetteer, district),
  },
  Street: {
    population: ({ population }) => population ?? null,
    kind: ({ kind }) => (kind === 'town' ? 'TOWN' : 'STREET'),
    district: ({ districtId }, _, { city }) => {
      const district = city.registers.gazetteer.districts.get(districtId)
      if (!district) throw new Error(`no district ${districtId} in the register`)
      return district
    },
    communities: ({ communities }) => communities.map(({ name }) => name),
    roads: ({ roads }) => roads.map(({ name }) => name),
    boundary: ({ boundary }) => pairs(boundary),
  },
  NamedPlace: {
    point: ({ point }, { datum }) => (point ? fromWgs84(point, DATUMS[datum ?? 'WGS84']) : null),
  },
}
