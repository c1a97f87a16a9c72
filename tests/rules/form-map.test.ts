import { describe, expect, it } from 'vitest'
import type { CityMap } from '../../api/pages/citizen/map/city-map.ts'
import { moved, sheetOf, showing, wholeOf, zoomed } from '../../api/pages/citizen/map/view.ts'
import { wordsFor } from '../../api/pages/citizen/map/where.ts'
import { streetAt } from '../../schema/territory/territory.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()
const streets = [...gazetteer.streets.values()]
const map: CityMap = {
  city: '澜城市',
  streets: streets.map(({ name, districtId, boundary }) => ({
    name,
    district: gazetteer.districts.get(districtId)?.name ?? '',
    boundary,
  })),
  places: streets.flatMap(({ places }) =>
    places.flatMap(({ name, kind, point }) => (point ? [{ name, kind, point }] : [])),
  ),
}
const sheet = sheetOf(map)

describe('the map of the form', () => {
  it('names the street the server would, and the place that is there', () => {
    for (const { name, point } of map.places) {
      const words = wordsFor(map, point)
      expect(words).toContain(streetAt(gazetteer, point)?.name)
      expect(words).toContain(`离${name}约 10 米`)
    }
  })

  it.each([
    ['another city', [116.4, 39.9]],
    ['the sea', [0, 0]],
  ] as const)('knows nothing of %s', (_, point) => {
    expect(wordsFor(map, point)).toBeUndefined()
  })

  it('comes back to the same point, to a metre', () => {
    for (const { point } of map.places) {
      const [lng, lat] = sheet.toPoint(...sheet.toSheet(point))
      expect(Math.abs(lng - point[0])).toBeLessThan(1e-5)
      expect(Math.abs(lat - point[1])).toBeLessThan(1e-5)
    }
  })

  it.each([0.5, 1, 2])('shows the whole city in a window of shape %d', (aspect) => {
    const view = wholeOf(sheet, aspect)
    expect(view.width / view.height).toBeCloseTo(aspect)
    expect(view.x).toBeLessThan(0)
    expect(view.y).toBeLessThan(0)
    expect(view.x + view.width).toBeGreaterThan(sheet.width)
    expect(view.y + view.height).toBeGreaterThan(sheet.height)
  })

  it('keeps what is under the finger there while zooming, never closer than 600 m and never farther than the city', () => {
    let view = wholeOf(sheet, 1)
    const finger = [400, 300] as const
    const share = (finger[0] - view.x) / view.width
    view = zoomed(view, sheet, 2, finger)
    expect((finger[0] - view.x) / view.width).toBeCloseTo(share)
    for (let times = 0; times < 30; times++) view = zoomed(view, sheet, 2, finger)
    expect(view.width).toBe(20)
    for (let times = 0; times < 30; times++) view = zoomed(view, sheet, 0.5, finger)
    expect(view.width).toBe(wholeOf(sheet, 1).width)
    expect(view.x).toBeCloseTo(wholeOf(sheet, 1).x)
  })

  it('cannot be pushed off the screen, and follows the pin', () => {
    const close = zoomed(wholeOf(sheet, 1), sheet, 10, [500, 400])
    const off = moved(close, sheet, 1e6, -1e6)
    expect(off.x + off.width / 2).toBeLessThanOrEqual(sheet.width)
    expect(off.y + off.height / 2).toBeGreaterThanOrEqual(0)
    const followed = showing(close, sheet, [900, 400])
    expect(followed.x).toBeLessThan(900)
    expect(followed.x + followed.width).toBeGreaterThan(900)
    expect(showing(close, sheet, [500, 400])).toEqual(close)
  })
})
