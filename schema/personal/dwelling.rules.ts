import type { PersonalFound } from './personal.rules.ts'

type Span = Omit<PersonalFound, 'value'>

const NUMBER = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})'
const BUILDING = `${NUMBER}\\s?(?:号楼|栋|幢|座)\\s?`
const UNIT = `${NUMBER}\\s?单元\\s?`
const ROOM = `(?:${NUMBER}\\s?[楼层]\\s?)?(?:\\d{3,4}\\s?(?:号房|室|房|户|号)?|${NUMBER}\\s?(?:室|号房))`

/** Unit and room in their spellings; each names one home. A building or a unit of it alone does not. */
const PATTERNS: readonly RegExp[] = [
  // 3栋2单元501室, 2单元501
  new RegExp(`(?:${BUILDING})?${UNIT}${ROOM}(?![\\d年元米])`, 'g'),
  new RegExp(`${BUILDING}${ROOM}(?![\\d年元米])`, 'g'),
  new RegExp(`(?<!\\d)\\d{3,4}\\s?(?:室|号房)`, 'g'),
  // 12-3-501, 12幢-2-1102, 3#501
  /(?<![\d-])\d{1,3}(?:号楼|栋|幢|#)?[-－]\d{1,2}[-－]\d{3,4}(?![\d-])/g,
  /(?<!\d)\d{1,3}#\s?\d{3,4}(?!\d)/g,
]

/** Homes: the part of an address that tells one home from its neighbours. Street and building stay for the work. */
export function findDwellings(text: string): Span[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: value }) => ({
      kind: 'ADDRESS' as const,
      start: index,
      end: index + value.trimEnd().length,
    })),
  )
}
