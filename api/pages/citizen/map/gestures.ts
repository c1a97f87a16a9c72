/** What fingers, mouse and keys mean on the map; all in pixels of the window. */
export interface Gestures {
  drag(dx: number, dy: number): void
  zoom(by: number, x: number, y: number): void
  tap(x: number, y: number): void
  /** An arrow key: one step east or south, ten with Shift. */
  step(east: number, south: number): void
  zoomKey(by: number): void
  done(): void
}

/** A finger that moved less than this tapped. */
const STILL = 8
const FAR_STEP = 8

export function listen(svg: SVGSVGElement, gestures: Gestures): void {
  const pointers = new Map<number, { x: number; y: number }>()
  let travelled = 0
  const local = ({ clientX, clientY }: MouseEvent) => {
    const { left, top } = svg.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  svg.addEventListener('pointerdown', (event) => {
    if (pointers.size === 0) travelled = 0
    pointers.set(event.pointerId, local(event))
    svg.setPointerCapture(event.pointerId)
  })
  svg.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const now = local(event)
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
    travelled += Math.hypot(now.x - before.x, now.y - before.y)
    if (other) {
      const by =
        Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
      gestures.zoom(by, (now.x + other.x) / 2, (now.y + other.y) / 2)
      travelled = Infinity
    } else if (travelled > STILL) gestures.drag(now.x - before.x, now.y - before.y)
    pointers.set(event.pointerId, now)
  })
  svg.addEventListener('pointerup', (event) => {
    const { x, y } = local(event)
    if (pointers.delete(event.pointerId) && pointers.size === 0 && travelled <= STILL) gestures.tap(x, y)
  })
  svg.addEventListener('pointercancel', (event) => pointers.delete(event.pointerId))
  svg.addEventListener(
    'wheel',
    (event) => {
      // A page is not to get stuck on its map: the wheel zooms where the map was chosen first.
      if (document.activeElement !== svg && !event.ctrlKey) return
      event.preventDefault()
      const { x, y } = local(event)
      gestures.zoom(Math.exp(-event.deltaY / 400), x, y)
    },
    { passive: false },
  )
  svg.addEventListener('keydown', (event) => {
    const steps = STEPS[event.key]
    const zoom = ZOOMS[event.key]
    const far = event.shiftKey ? FAR_STEP : 1
    if (steps) gestures.step(steps[0] * far, steps[1] * far)
    else if (zoom) gestures.zoomKey(zoom)
    else if (event.key === 'Enter') gestures.done()
    else return
    event.preventDefault()
  })
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

const ZOOMS: Readonly<Record<string, number>> = { '+': 1.6, '=': 1.6, '-': 1 / 1.6, _: 1 / 1.6 }
