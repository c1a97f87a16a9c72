import type { Resolvers } from '../resolvers.generated.ts'
import { outlineOf } from './boundary.rules.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import type { District, LngLat, Street } from './territory.rules.ts'

const streetsOf = ({ streets }: Gazetteer, districtId?: string | null): Street[] =>
  [...streets.values()].filter((street) => !districtId || street.districtId === districtId)

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
    population: ({ id }, _, { city }) =>
      streetsOf(city.registers.gazetteer, id).reduce((sum, { population }) => sum + population, 0),
    outline: (district, _, { city }) => outline(city.registers.gazetteer, district),
  },
  Street: {
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
    point: ({ point }) => (point ? { longitude: point[0], latitude: point[1] } : null),
  },
}
