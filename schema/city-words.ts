import type { Registers } from './city.ts'
import { CATEGORIES } from './classify/categories.ts'
import type { Named } from './territory/territory.rules.ts'

/**
 * The city dictionary: names of its districts, streets, communities, roads, places and units, and the words of the
 * category tree. Texts are cut so that they stay whole.
 */
export function cityWords({ gazetteer, organs }: Pick<Registers, 'gazetteer' | 'organs'>): string[] {
  const streets = [...gazetteer.streets.values()]
  const words = [
    ...[...gazetteer.districts.values()].flatMap(namesOf),
    ...streets.flatMap((street) =>
      [street, ...street.communities, ...street.roads, ...street.places].flatMap((named) => namesOf(named)),
    ),
    ...[...organs.values()].flatMap(({ name, shortName }) => [name, shortName]),
    ...CATEGORIES.flatMap((l1) =>
      [l1, ...l1.children, ...l1.children.flatMap(({ children }) => children)].flatMap(({ words: own }) =>
        own.map(({ word }) => word),
      ),
    ),
  ]
  return [...new Set(words.filter((word) => word.length > 1 && !/\s/.test(word)))]
}

const namesOf = ({ name, aliases }: Named) => [name, ...aliases]
