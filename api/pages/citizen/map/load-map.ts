import type { CityMap } from './city-map.ts'

let loading: Promise<CityMap> | undefined

/**
 * The city's streets and places, once in a page's life. Rejects when they cannot be had now, and in a city whose streets
 * are not all drawn: a map with holes would call half of the city outside.
 */
export function loadMap(): Promise<CityMap> {
  loading ??= fetch('/city-map.json').then(async (response) => {
    if (!response.ok) throw new Error(`map: ${response.status}`)
    const map = (await response.json()) as CityMap
    if (!isWhole(map)) throw new Error('map: streets without a boundary')
    return map
  })
  loading.catch(() => (loading = undefined))
  return loading
}

const isWhole = ({ streets }: CityMap) => streets.length > 0 && streets.every(({ boundary }) => boundary.length > 2)
