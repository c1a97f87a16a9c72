import type { District } from './territory.rules.ts'

/** The city that most of the districts belong to; undefined as long as there are none. */
export function cityName(districts: Iterable<Pick<District, 'city'>>): string | undefined {
  const counts = new Map<string, number>()
  for (const { city } of districts) counts.set(city, (counts.get(city) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** What the hotline is called before citizens: 澜城12345; before the city has any district, 12345热线. */
export function hotlineName(districts: Iterable<Pick<District, 'city'>>): string {
  const name = cityName(districts)?.replace(/(?<=..)[市盟]$/, '')
  return name ? `${name}12345` : '12345热线'
}
