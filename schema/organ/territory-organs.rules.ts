import type { District, Street } from '../territory/territory.rules.ts'
import { type Organ, districtOrgan, hotlineOrgan, streetOrgan } from './organ.rules.ts'

/**
 * The units a city needs before anything can be dispatched by territory, as far as they are missing: each street's and
 * district's own, and the hotline itself. The unit of a street has the street's id.
 */
export function missingOrgans(
  city: string,
  { districts, streets }: { districts: readonly District[]; streets: readonly Street[] },
  organs: ReadonlyMap<string, Organ>,
): Organ[] {
  const ofStreets = streets
    .filter(({ id }) => !streetOrgan(organs, id))
    .map(({ id, name, districtId }): Organ => ({
      id,
      name,
      shortName: name.replace(/街道$/, ''),
      kind: 'street',
      peerGroup: '街乡镇',
      streetId: id,
      districtId,
    }))
  const ofDistricts = districts
    .filter(({ id }) => !districtOrgan(organs, id))
    .map(({ id, name }): Organ => ({
      id,
      name: `${name}人民政府`,
      shortName: name,
      kind: 'district',
      peerGroup: '区政府',
      districtId: id,
    }))
  const hotline: Organ = {
    id: 'hotline',
    name: `${city}12345市民热线服务中心`,
    shortName: '热线中心',
    kind: 'hotline',
    peerGroup: '热线',
  }
  return [...ofStreets, ...ofDistricts, ...(hotlineOrgan(organs) ? [] : [hotline])]
}
