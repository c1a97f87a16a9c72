import type { CityMap, LngLat } from './city-map.ts'
import { drawMap } from './draw.ts'
import { listen } from './gestures.ts'
import { type View, moved, sheetOf, showing, wholeOf, zoomed } from './view.ts'
import { wordsFor } from './where.ts'

/** How far an arrow key moves the pin, in pixels: at the closest look a few metres. */
const STEP_PIXELS = 6
/** How close one looks at a point that was found: some 2 km across. */
const CLOSE_LOOK = 70

export interface StreetMap {
  element: HTMLElement
  /** Puts the pin there and shows it. */
  show(point: LngLat): void
  focus(): void
}

export interface MapEvents {
  /** The pin was moved; words are undefined outside the city. */
  onPin(point: LngLat, words: string | undefined): void
  /** Enter, or 就是这里. */
  onDone(): void
}

/** The city's own streets, drawn from its registers: no tiles, nothing from elsewhere. */
export function createMap(map: CityMap, { onPin, onDone }: MapEvents): StreetMap {
  const sheet = sheetOf(map)
  const drawing = drawMap(map, sheet)
  const { svg } = drawing
  let view: View = wholeOf(sheet, 1)
  let pin: readonly [number, number] | undefined
  let drawn = 0
  let shaped = false

  const pixels = () => svg.clientWidth || 1
  const draw = (next: View) => {
    view = next
    cancelAnimationFrame(drawn)
    drawn = requestAnimationFrame(() => drawing.fit(view, pixels()))
  }
  const at = (x: number, y: number) =>
    [view.x + (x * view.width) / pixels(), view.y + (y * view.width) / pixels()] as const
  const middle = () => [view.x + view.width / 2, view.y + view.height / 2] as const
  const put = (next: readonly [number, number]) => {
    pin = next
    const point = sheet.toPoint(...next)
    const words = wordsFor(map, point)
    drawing.pin(next, words === undefined)
    draw(showing(view, sheet, next))
    onPin(point, words)
  }

  const lookAt = (next: readonly [number, number]) => {
    const aspect = view.width / view.height
    const width = Math.min(view.width, CLOSE_LOOK)
    const height = width / aspect
    draw({ x: next[0] - width / 2, y: next[1] - height / 2, width, height })
  }

  listen(svg, {
    drag: (dx, dy) => draw(moved(view, sheet, (-dx * view.width) / pixels(), (-dy * view.width) / pixels())),
    zoom: (by, x, y) => draw(zoomed(view, sheet, by, at(x, y))),
    tap: (x, y) => put(at(x, y)),
    step(east, south) {
      const unit = (STEP_PIXELS * view.width) / pixels()
      const from = pin ?? middle()
      put(pin ? [from[0] + east * unit, from[1] + south * unit] : from)
    },
    zoomKey: (by) => draw(zoomed(view, sheet, by, pin ?? middle())),
    done: onDone,
  })
  // The window's shape is known only once it is on the page, and changes when a phone is turned.
  new ResizeObserver(() => {
    if (svg.clientWidth === 0) return
    const aspect = svg.clientWidth / svg.clientHeight
    const [x, y] = middle()
    const height = view.width / aspect
    draw(shaped ? { ...view, x: x - view.width / 2, y: y - height / 2, height } : wholeOf(sheet, aspect))
    if (!shaped && pin) lookAt(pin)
    shaped = true
  }).observe(svg)
  const element = document.createElement('div')
  element.className = 'map'
  element.append(
    svg,
    zoomButtons((by) => draw(zoomed(view, sheet, by, pin ?? middle()))),
  )
  svg.setAttribute('aria-label', `${map.city}地图。方向键移动图钉，加号减号缩放，回车确定。`)
  return {
    element,
    show(point) {
      const next = sheet.toSheet(point)
      put(next)
      lookAt(next)
    },
    focus: () => svg.focus(),
  }
}

function zoomButtons(zoom: (by: number) => void): HTMLElement {
  const holder = document.createElement('div')
  holder.className = 'zoom'
  for (const [sign, label, by] of [
    ['+', '放大', 1.6],
    ['−', '缩小', 1 / 1.6],
  ] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = sign
    button.setAttribute('aria-label', label)
    button.addEventListener('click', () => zoom(by))
    holder.append(button)
  }
  return holder
}
