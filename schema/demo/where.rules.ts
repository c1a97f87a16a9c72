import type { District, Place, PlaceKind, Street } from '../territory/territory.rules.ts'
import type { Chance } from '../kernel/chance.ts'
import { type Slots, slotsOf } from './phrase.rules.ts'

/** Slots that name a place of one kind; a template with such a slot is only for streets that have one. */
const PLACE_SLOTS: Readonly<Record<string, PlaceKind>> = {
  estate: 'estate',
  estateNo: 'estate',
  school: 'school',
  hospital: 'hospital',
  market: 'market',
  park: 'park',
  station: 'station',
  office: 'office',
  factory: 'factory',
  site: 'site',
}

/** Kinds that people name when they mean "near …". */
const NEARBY: readonly PlaceKind[] = ['estate', 'school', 'market', 'park', 'station', 'landmark']

/** One street, as somebody speaks of it. */
export interface Scene {
  street: Street
  district: District
  /** Names that several streets bear: those are said with the street's name before them. */
  shared: ReadonlySet<string>
  chance: Chance
  /** The last place that was named, for the point that may go with the words. */
  lastPlace?: Place
}

/** Places of this street, said so that they can be found again. */
export function whereabouts(scene: Scene): Slots {
  return (name) => {
    const kind = PLACE_SLOTS[name]
    return SAYINGS[name]?.(scene) ?? (kind && placeOf(scene, [kind]))
  }
}

const SAYINGS: Readonly<Record<string, (scene: Scene) => string>> = {
  where,
  roadNo,
  estateNo,
  road: roadName,
  road2: roadName,
  place: (scene) => placeOf(scene, NEARBY),
  community,
  street: ({ street }) => street.name,
  district: ({ district }) => district.name,
}

function tell({ shared, street }: Scene, name: string): string {
  return shared.has(name) ? street.name + name : name
}

function placeOf(scene: Scene, kinds: readonly PlaceKind[]): string {
  const place = scene.chance.pick(scene.street.places.filter(({ kind }) => kinds.includes(kind)))
  scene.lastPlace = place
  return tell(scene, place.name)
}

function community({ street, chance }: Scene): string {
  return chance.pick(street.communities).name
}

function roadName(scene: Scene): string {
  return tell(scene, scene.chance.pick(scene.street.roads).name)
}

function roadNo(scene: Scene): string {
  const { name, numbers } = scene.chance.pick(scene.street.roads)
  const number = scene.chance.whole(numbers?.from ?? 1, numbers?.to ?? 180)
  return `${numbers ? name : tell(scene, name)}${number}号`
}

function estateNo(scene: Scene): string {
  return `${placeOf(scene, ['estate'])}${scene.chance.whole(1, 24)}号楼`
}

function where(scene: Scene): string {
  const { chance, street, district } = scene
  const prefix = chance.pickWeighted(['', district.name, street.name], (one) => (one ? 1 : 4))
  const way = chance.whole(1, 9)
  if (way <= 3) return prefix + estateNo(scene)
  if (way <= 5) return prefix + placeOf(scene, NEARBY) + chance.pick(['门口', '旁边', '附近', '对面'])
  if (way <= 7) return prefix + roadNo(scene) + chance.pick(['门口', '附近', ''])
  return prefix + community(scene)
}

/** Names that more than one street bears. */
export function sharedNames(streets: Iterable<Street>): Set<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { communities, places, roads } of streets) {
    for (const { name } of [...communities, ...places, ...roads]) (seen.has(name) ? shared : seen).add(name)
  }
  return shared
}

/** Streets that have a place of every kind the template may name; `town` keeps to the countryside. */
export function fittingStreets(streets: readonly Street[], template: string, town: boolean): Street[] {
  const kinds = slotsOf(template).flatMap((slot) => PLACE_SLOTS[slot] ?? [])
  return streets.filter(
    (street) =>
      (!town || street.kind === 'town') && kinds.every((kind) => street.places.some((place) => place.kind === kind)),
  )
}
