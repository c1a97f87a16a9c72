import type { Choice, Choices } from '../case/choices.ts'
import { ask } from '../graph/client.ts'
import { CHOICES } from '../graph/documents.ts'
import { token } from './session.ts'

interface Node {
  path: string
  children?: Node[]
}

interface Street {
  id: string
  name: string
  communities: string[]
  places: { name: string; aliases: string[] }[]
}

interface Answer {
  categories: Node[]
  districts: { id: string; name: string; streets: Street[] }[]
}

let once: Promise<Choices> | undefined

/** Asked for when somebody corrects something, and kept as long as the page: registers change by an administrator's act. */
export function loadChoices(): Promise<Choices> {
  once ??= ask<Answer>(CHOICES, {}, token).then(
    ({ categories, districts }) => ({ categories: categories.flatMap(pathsOf), places: districts.flatMap(placesOf) }),
    (error: unknown) => {
      once = undefined
      throw error
    },
  )
  return once
}

function pathsOf({ path, children = [] }: Node): Choice[] {
  return [{ value: path, label: path.replaceAll('/', ' › ') }, ...children.flatMap(pathsOf)]
}

function placesOf({ id, name, streets }: Answer['districts'][number]): Choice[] {
  return [{ value: id, label: name }, ...streets.flatMap((street) => placesIn(name, street))]
}

function placesIn(district: string, { id, name, communities, places }: Street): Choice[] {
  const where = `${district} ${name}`
  return [
    { value: id, label: where },
    ...communities.map((community) => ({ value: `${id}/${community}`, label: `${where} ${community}` })),
    ...places.map((place) => ({
      value: `${id}/${place.name}`,
      label: `${where} ${place.name}`,
      also: place.aliases.join(' '),
    })),
  ]
}
