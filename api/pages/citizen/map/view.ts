import type { CityMap, LngLat } from './city-map.ts'

/** Map units: the city is 1000 wide, north is up; degrees of longitude are as wide as they are at its latitude. */
export interface Sheet {
  width: number
  height: number
  toSheet(point: LngLat): readonly [x: number, y: number]
  toPoint(x: number, y: number): LngLat
}

export function sheetOf({ streets }: CityMap): Sheet {
  const all = streets.flatMap(({ boundary }) => boundary)
  const lngs = all.map(([lng]) => lng)
  const lats = all.map(([, lat]) => lat)
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)]
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = 1000 / ((east - west) * narrow)
  return {
    width: 1000,
    height: (north - south) * scale,
    toSheet: ([lng, lat]) => [(lng - west) * narrow * scale, (north - lat) * scale],
    // Six decimals: a tenth of a metre.
    toPoint: (x, y) => [round(west + x / (narrow * scale)), round(north - y / scale)],
  }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** The part of the sheet that is seen, in map units. */
export interface View {
  x: number
  y: number
  width: number
  height: number
}

/** The closest look: some 600 m across. */
const CLOSEST = 20
const MARGIN = 1.06

/** The whole city in a window of this shape. */
export function wholeOf(sheet: Sheet, aspect: number): View {
  const width = Math.max(sheet.width, sheet.height * aspect) * MARGIN
  const height = width / aspect
  return { x: (sheet.width - width) / 2, y: (sheet.height - height) / 2, width, height }
}

/** Closer by a factor above 1, farther below, with the point (x, y) of the sheet staying where it is seen. */
export function zoomed(view: View, sheet: Sheet, by: number, [x, y]: readonly [number, number]): View {
  const whole = wholeOf(sheet, view.width / view.height)
  const width = Math.min(whole.width, Math.max(CLOSEST, view.width / by))
  const share = width / view.width
  const next = { x: x - (x - view.x) * share, y: y - (y - view.y) * share, width, height: view.height * share }
  return inside(next, sheet)
}

export function moved(view: View, sheet: Sheet, dx: number, dy: number): View {
  return inside({ ...view, x: view.x + dx, y: view.y + dy }, sheet)
}

/** The view moved as little as needed for (x, y) to be seen, with some ground around it. */
export function showing(view: View, sheet: Sheet, [x, y]: readonly [number, number]): View {
  const [padX, padY] = [view.width * 0.15, view.height * 0.15]
  return inside({ ...view, x: clamp(x, view.x, view.width, padX), y: clamp(y, view.y, view.height, padY) }, sheet)
}

/** The middle of what is seen stays over the city. */
function inside(view: View, sheet: Sheet): View {
  return { ...view, x: hold(view.x, view.width, sheet.width), y: hold(view.y, view.height, sheet.height) }
}

/** Where the window begins so that `at` is in it, `pad` from its edges. */
const clamp = (at: number, from: number, size: number, pad: number) =>
  at < from + pad ? at - pad : at > from + size - pad ? at - size + pad : from

const hold = (from: number, size: number, whole: number) => Math.min(whole - size / 2, Math.max(-size / 2, from))
