export type OrganKind = 'street' | 'district' | 'department' | 'utility' | 'hotline'

/** Units are ranked against their like: territories by what happens on their ground, departments by what they are charged with. */
export type PeerGroup = '街乡镇' | '区政府' | '市级部门' | '公共服务企业' | '热线'

/** 承办单位 */
export interface Organ {
  id: string
  name: string
  shortName: string
  kind: OrganKind
  peerGroup: PeerGroup
  /** The street a street office answers for. */
  streetId?: string
  /** The district a district government answers for, or the one a street lies in. */
  districtId?: string
}

/** One line of the 派单目录: who answers for a category. */
export interface Duty {
  /** `l1`, `l1/l2` or `l1/l2/l3`; the longest that fits decides. */
  category: string
  /** An organ, or `territory`: the street on whose ground it happened (属地). */
  organId: string
  /** What the line rests on, in a few words for the dispatch reasons. */
  note: string
}

/** The line of the catalogue for a category: third level before second before first; undefined when none fits. */
export function dutyFor(duties: readonly Duty[], category: { l1: string; l2?: string; l3?: string }): Duty | undefined {
  const { l1, l2, l3 } = category
  const paths = [l2 && l3 && `${l1}/${l2}/${l3}`, l2 && `${l1}/${l2}`, l1].filter((path) => path !== undefined)
  for (const path of paths) {
    const duty = duties.find((candidate) => candidate.category === path)
    if (duty) return duty
  }
  return undefined
}

export function streetOrgan(organs: ReadonlyMap<string, Organ>, streetId: string | undefined): Organ | undefined {
  return find(organs, (organ) => organ.kind === 'street' && organ.streetId === streetId && streetId !== undefined)
}

export function districtOrgan(organs: ReadonlyMap<string, Organ>, districtId: string | undefined): Organ | undefined {
  return find(
    organs,
    (organ) => organ.kind === 'district' && organ.districtId === districtId && districtId !== undefined,
  )
}

/** The hotline itself, which keeps what nobody else can be given yet. */
export function hotlineOrgan(organs: ReadonlyMap<string, Organ>): Organ | undefined {
  return find(organs, (organ) => organ.kind === 'hotline')
}

function find(organs: ReadonlyMap<string, Organ>, wanted: (organ: Organ) => boolean): Organ | undefined {
  for (const organ of organs.values()) if (wanted(organ)) return organ
  return undefined
}
