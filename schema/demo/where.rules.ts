import type { District, Place, PlaceKind, Street } from '../territory/territory.rules.ts'
import type { Chance } from './chance.rules.ts'
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

/** How people say where something is, within one street, so that it can be found again. */
export interface Whereabouts {
  slots: Slots
  /** The last place that was named and has coordinates. */
  lastPlace(): Place | undefined
}

/** `shared` are names that several streets bear: those are said with the street's name before them. */
export function whereabouts(
  street: Street,
  district: District,
  shared: ReadonlySet<string>,
  chance: Chance,
): Whereabouts {
  let last: Place | undefined
  const tell = (name: string) => (shared.has(name) ? street.name + name : name)
  const placeOf = (kinds: readonly PlaceKind[]) => {
    const place = chance.pick(street.places.filter(({ kind }) => kinds.includes(kind)))
    last = place
    return tell(place.name)
  }
  const roadNo = () => {
    const { name, numbers } = chance.pick(street.roads)
    const number = chance.whole(numbers?.from ?? 1, numbers?.to ?? 180)
    return `${numbers ? name : tell(name)}${number}号`
  }
  const estateNo = () => `${placeOf(['estate'])}${chance.whole(1, 24)}号楼`
  const where = () => {
    const said = chance.pickWeighted(
      [
        () => `${placeOf(NEARBY)}${chance.pick(['门口', '旁边', '附近', '对面'])}`,
        () => `${roadNo()}${chance.pick(['门口', '附近', ''])}`,
        estateNo,
        () => chance.pick(street.communities).name,
      ],
      (choice) => (choice === estateNo ? 3 : 2),
    )()
    return chance.pickWeighted(['', district.name, street.name], (prefix) => (prefix ? 1 : 4)) + said
  }
  const kinds = Object.entries(PLACE_SLOTS).map(([slot, kind]) => [slot, () => placeOf([kind])] as const)
  return {
    slots: {
      ...Object.fromEntries(kinds),
      where,
      roadNo,
      estateNo,
      road: () => tell(chance.pick(street.roads).name),
      road2: () => tell(chance.pick(street.roads).name),
      place: () => placeOf(NEARBY),
      community: () => chance.pick(street.communities).name,
      street: () => street.name,
      district: () => district.name,
    },
    lastPlace: () => last,
  }
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
