import { describe, expect, it } from 'vitest'
import { outlineOf, pointsWithin } from '../../schema/territory/boundary.rules.ts'
import { streetAt } from '../../schema/territory/point.rules.ts'
import type { LngLat } from '../../schema/territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'
import { demoRegisters } from '../support/demo-registers.ts'

/** Twice the signed area, in square degrees. */
const area = (ring: readonly LngLat[]) =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)

describe('the map of the demo city', () => {
  it('has five districts and twenty-four streets and towns, each with people, communities, roads and places', () => {
    expect(DISTRICTS).toHaveLength(5)
    expect(STREETS).toHaveLength(24)
    for (const street of STREETS) {
      expect(street.population, street.name).toBeGreaterThan(20_000)
      expect(street.communities.length, street.name).toBeGreaterThanOrEqual(5)
      expect(street.roads.length, street.name).toBeGreaterThanOrEqual(5)
      expect(street.places.length, street.name).toBeGreaterThanOrEqual(8)
    }
  })

  it('gives every place a point on its own street', () => {
    const { gazetteer } = demoRegisters()
    for (const street of STREETS) {
      for (const { name, point } of street.places) {
        expect(point && streetAt(gazetteer, point)?.id, `${street.name} ${name}`).toBe(street.id)
      }
    }
  })

  it('has no gaps and no overlaps: every inner border is walked once in each direction', () => {
    const walked = new Map<string, number>()
    for (const { boundary } of STREETS) {
      boundary.forEach((from, index) => {
        const to = boundary[(index + 1) % boundary.length] ?? from
        const way = `${String(from)}>${String(to)}`
        walked.set(way, (walked.get(way) ?? 0) + 1)
      })
    }
    expect(Math.max(...walked.values())).toBe(1)
    const city = outlineOf(STREETS)
    expect(city).toHaveLength(1)
    const parts = STREETS.reduce((sum, { boundary }) => sum + area(boundary), 0)
    expect(parts).toBeCloseTo(area(city[0] ?? []), 10)
  })

  it.each(DISTRICTS.map((district) => [district.name, district.id] as const))('%s is in one piece', (_, id) => {
    expect(outlineOf(STREETS.filter((street) => street.districtId === id))).toHaveLength(1)
  })

  it('bears no name twice within a street', () => {
    for (const street of STREETS) {
      const names = [...street.communities, ...street.roads, ...street.places].flatMap((one) => [
        one.name,
        ...one.aliases,
      ])
      expect(new Set(names).size, street.name).toBe(names.length)
    }
  })
})

it('spreads points inside a boundary, always the same ones', () => {
  const [street] = STREETS
  const points = pointsWithin(street?.boundary ?? [], 20)
  expect(new Set(points.map(String)).size).toBe(20)
  expect(pointsWithin(street?.boundary ?? [], 20)).toEqual(points)
})
