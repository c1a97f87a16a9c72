import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../schema/classify/categories.ts'
import { UNSORTED } from '../../schema/classify/category.rules.ts'
import { dutyFor } from '../../schema/organ/organ.rules.ts'
import { DUTIES, ORGANS } from '../../schema/organ/organ.seed.ts'
import { DEMO_STAFF } from '../../schema/staff/staff.seed.ts'
import { STAFF_ROLES } from '../../schema/staff/staff.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'

const count = (kind: string) => ORGANS.filter((organ) => organ.kind === kind).length
const ids = new Set(ORGANS.map((organ) => organ.id))

describe('the units of the demo city', () => {
  it('are one for each street and district, at least fourteen departments, the utilities and the hotline', () => {
    expect(count('street')).toBe(STREETS.length)
    expect(count('district')).toBe(DISTRICTS.length)
    expect(count('department')).toBeGreaterThanOrEqual(14)
    expect(count('utility')).toBeGreaterThanOrEqual(5)
    expect(count('hotline')).toBe(1)
    expect(ids.size).toBe(ORGANS.length)
  })

  it('have staff: every role once at least, a handler for each unit', () => {
    for (const role of STAFF_ROLES) expect(DEMO_STAFF.map((staff) => staff.role)).toContain(role)
    const handled = DEMO_STAFF.filter((staff) => staff.role === 'handler').map((staff) => staff.organId)
    expect(new Set(handled)).toEqual(ids)
    expect(new Set(DEMO_STAFF.map((staff) => staff.username)).size).toBe(DEMO_STAFF.length)
  })
})

describe('the duty catalogue', () => {
  const secondLevel = CATEGORIES.flatMap((l1) => l1.children.map((l2) => l2.path))

  it('answers for every second-level category', () => {
    expect(secondLevel.length).toBeGreaterThan(90)
    const missing = secondLevel.filter((path) => {
      const [l1 = '', l2 = ''] = path.split('/')
      return !dutyFor(DUTIES, { l1, l2 })
    })
    expect(missing).toEqual([])
  })

  it('names categories and units that exist, each category once', () => {
    const paths = new Set(
      CATEGORIES.flatMap((l1) => [
        l1.path,
        ...l1.children.flatMap((l2) => [l2.path, ...l2.children.map((l3) => l3.path)]),
      ]),
    )
    expect(DUTIES.filter((duty) => duty.category !== UNSORTED && !paths.has(duty.category))).toEqual([])
    expect(DUTIES.filter((duty) => duty.organId !== 'territory' && !ids.has(duty.organId))).toEqual([])
    expect(DUTIES.filter((duty) => duty.note === '')).toEqual([])
    expect(new Set(DUTIES.map((duty) => duty.category)).size).toBe(DUTIES.length)
  })

  it('lets the third level decide before the second', () => {
    expect(dutyFor(DUTIES, { l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅' })?.organId).toBe('territory')
    expect(dutyFor(DUTIES, { l1: '城乡建设', l2: '市政设施', l3: '桥梁隧道' })?.organId).toBe('chengguan')
    expect(dutyFor(DUTIES, { l1: '城乡建设' })).toBeUndefined()
  })
})
