import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Context } from 'koa'
import type { City } from '../../schema/city.ts'
import { cityName } from '../../schema/territory/city-name.rules.ts'
import type { CityMap } from '../pages/citizen/map/city-map.ts'

/** The drawn answer per register: it changes only when registers are loaded anew. */
const DRAWN = new WeakMap<object, { body: string; gzip: Buffer; etag: string }>()

/** `GET /city-map.json`: the grounds of the streets and the named places, for the map of the form. WGS84. */
export function serveCityMap(context: Context, city: City): boolean {
  if (context.path !== '/city-map.json' || (context.method !== 'GET' && context.method !== 'HEAD')) return false
  const { gazetteer } = city.registers
  const drawn = DRAWN.get(gazetteer) ?? draw(city)
  DRAWN.set(gazetteer, drawn)
  context.status = 200
  context.set({ etag: drawn.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
  if (context.fresh) {
    context.status = 304
    return true
  }
  context.type = 'application/json; charset=utf-8'
  const zipped = context.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (zipped) context.set('content-encoding', 'gzip')
  context.body = zipped ? drawn.gzip : drawn.body
  return true
}

function draw({ registers: { gazetteer } }: City) {
  const streets = [...gazetteer.streets.values()]
  const map: CityMap = {
    city: cityName(gazetteer.districts.values()) ?? '',
    streets: streets.map(({ name, districtId, boundary }) => ({
      name,
      district: gazetteer.districts.get(districtId)?.name ?? '',
      boundary,
    })),
    places: streets.flatMap(({ places }) =>
      places.flatMap(({ name, kind, point }) => (point ? [{ name, kind, point }] : [])),
    ),
  }
  const body = JSON.stringify(map)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, gzip: gzipSync(body, { level: 9 }), etag }
}
