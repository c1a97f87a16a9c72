import type { CityMap } from './city-map.ts'

let loading: Promise<CityMap> | undefined

/** The city's streets and places, once in a page's life. Rejects when they cannot be had now. */
export function loadMap(): Promise<CityMap> {
  loading ??= fetch('/city-map.json').then((response) => {
    if (!response.ok) throw new Error(`map: ${response.status}`)
    return response.json() as Promise<CityMap>
  })
  loading.catch(() => (loading = undefined))
  return loading
}
