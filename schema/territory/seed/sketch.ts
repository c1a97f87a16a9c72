import type { Named, Place, PlaceKind, Road, Street } from '../territory.rules.ts'
import { pointsWithin } from '../boundary.rules.ts'
import { BOUNDARIES } from './boundaries.ts'

/**
 * A street as it is written down here: names separated by spaces, other names of the same thing after a slash
 * (`市第一人民医院/一院`), house numbers of a road's stretch after a colon (`建国路:1-198`).
 */
export interface StreetSketch {
  id: string
  /** May carry other names as well: `高新街道/高新区`. */
  name: string
  population: number
  communities: string
  roads: string
  places: Partial<Record<PlaceKind, string>>
}

export function drawStreet(districtId: string, sketch: StreetSketch): Street {
  const boundary = BOUNDARIES[sketch.id] ?? []
  const places = Object.entries(sketch.places).flatMap(([kind, names]) =>
    listOf(names).map((named): Omit<Place, 'point'> => ({ ...named, kind: kind as PlaceKind })),
  )
  const points = pointsWithin(boundary, places.length)
  const [name = '', ...otherNames] = sketch.name.split('/')
  return {
    id: sketch.id,
    name,
    kind: name.endsWith('镇') ? 'town' : 'street',
    aliases: [...officesOf(name), ...otherNames],
    districtId,
    population: sketch.population,
    communities: listOf(sketch.communities).map(withCommittee),
    roads: sketch.roads.split(/\s+/).map(roadOf),
    places: places.map((place, index) => ({ ...place, ...(points[index] && { point: points[index] }) })),
    boundary,
  }
}

function listOf(names: string): Named[] {
  return names.split(/\s+/).map((entry) => {
    const [name = '', ...aliases] = entry.split('/')
    return { name, aliases }
  })
}

function roadOf(entry: string): Road {
  const [names = '', range] = entry.split(':')
  const [name = '', ...aliases] = names.split('/')
  const [from, to] = (range ?? '').split('-').map(Number)
  return { name, aliases, ...(from && to && { numbers: { from, to } }) }
}

/** 居委会 and 社区, 村 and 村委会 are said of the same ground. */
function withCommittee({ name, aliases }: Named): Named {
  return name.endsWith('社区') ? { name, aliases: [...aliases, `${name.slice(0, -2)}居委会`] } : { name, aliases }
}

function officesOf(name: string): string[] {
  if (name.endsWith('镇')) return [`${name}政府`]
  const base = name.slice(0, -2)
  return [`${name}办事处`, `${name}办`, `${base}街办`, `${base}办事处`]
}
