import type { CityMap } from './city-map.ts'
import type { Sheet, View } from './view.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Sizes on the screen, in pixels: they stay as the map is zoomed. */
const STREET_TEXT = 14
const PLACE_TEXT = 13
const DOT = 3
/** Names of places from here on: some 6 km across. */
const PLACES_FROM = 200

export interface Drawing {
  svg: SVGSVGElement
  /** Fits everything to what is seen; `pixels` is the window's width. */
  fit(view: View, pixels: number): void
  /** Puts the pin there; undefined takes it away. `outside` shows it as no place of ours. */
  pin(at: readonly [number, number] | undefined, outside: boolean): void
}

export function drawMap(map: CityMap, sheet: Sheet): Drawing {
  const svg = make('svg', { class: 'map-sheet', tabindex: '0', role: 'application' })
  const grounds = make('g', {})
  const districts = [...new Set(map.streets.map(({ district }) => district))]
  const streetLabels = map.streets.map(({ name, district, boundary }) => {
    const ring = boundary.map(sheet.toSheet)
    const d = `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
    grounds.append(make('path', { d, class: `ground of-${districts.indexOf(district) % 4}` }))
    return { name, at: middleOf(ring) }
  })
  const placeLabels = map.places.map(({ name, point }) => ({ name, at: sheet.toSheet(point) }))
  const labels = make('g', { class: 'labels' })
  const pin = make('g', { class: 'pin' })
  pin.append(
    make('path', { d: 'M0 0C-3-9-13-14-13-25A13 13 0 0 1 13-25C13-14 3-9 0 0Z' }),
    make('circle', { cx: '0', cy: '-25', r: '5' }),
  )
  pin.setAttribute('visibility', 'hidden')
  svg.append(grounds, labels, pin)
  let unit = 1
  let pinned: readonly [number, number] | undefined
  const placePin = () => {
    if (pinned) pin.setAttribute('transform', `translate(${pinned[0]} ${pinned[1]}) scale(${unit})`)
    pin.setAttribute('visibility', pinned ? 'visible' : 'hidden')
  }
  return {
    svg,
    fit(view, pixels) {
      unit = view.width / pixels
      svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`)
      const taken: Box[] = []
      labels.replaceChildren(
        ...textsOf(streetLabels, 'street', view, unit, STREET_TEXT, taken),
        ...(view.width < PLACES_FROM ? textsOf(placeLabels, 'place', view, unit, PLACE_TEXT, taken) : []),
      )
      placePin()
    },
    pin(at, outside) {
      pinned = at
      pin.classList.toggle('outside', outside)
      placePin()
    },
  }
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Names that fit where they are, first come first served; places have a dot, and their name beneath it. */
function textsOf(
  named: readonly { name: string; at: readonly [number, number] }[],
  kind: 'street' | 'place',
  view: View,
  unit: number,
  pixels: number,
  taken: Box[],
): SVGElement[] {
  const size = pixels * unit
  const drop = kind === 'place' ? size * 1.3 : size * 0.35
  return named.flatMap(({ name, at: [x, y] }) => {
    if (x < view.x || x > view.x + view.width || y < view.y || y > view.y + view.height) return []
    const dot = kind === 'place' ? [make('circle', { cx: String(x), cy: String(y), r: String(DOT * unit) })] : []
    const half = (name.length * size) / 2
    const box = { left: x - half, right: x + half, top: y + drop - size * 1.1, bottom: y + drop + size * 0.3 }
    const hidden = taken.some(
      (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    )
    if (hidden) return dot
    taken.push(box)
    const text = make('text', { x: String(x), y: String(y + drop), class: kind, 'font-size': String(size) })
    text.textContent = name
    return [...dot, text]
  })
}

function make<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** The centre of the ground (centroid of its ring), where its name is written. */
function middleOf(ring: readonly (readonly [number, number])[]): readonly [number, number] {
  let [area, x, y] = [0, 0, 0]
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1]
    const cross = x1 * y2 - x2 * y1
    area += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  })
  return [x / (3 * area), y / (3 * area)]
}
