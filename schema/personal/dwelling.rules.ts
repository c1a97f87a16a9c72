import type { PersonalSpan } from './kinds.ts'
import { plainLetters } from './plain-letters.rules.ts'

const NUMBER = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})'
const BUILDING = `(?:${NUMBER}|[A-Za-z])\\s?(?:号楼|栋|幢|座)\\s?`
const UNIT = `(?:${NUMBER}|[甲乙丙丁东南西北中A-Za-z])\\s?单元\\s?`
/** Three or four digits, said one by one or written: the floor and the door. */
const DOOR = '(?:\\d{3,4}|[一二三四五六七八九十]{0,2}[一二三四五六七八九][零〇][一二三四五六七八九])'
const ROOM = `(?:${NUMBER}\\s?[楼层门]\\s?)?(?:${DOOR}\\s?(?:号房|室|房|号)?|${NUMBER}\\s?(?:室|号房))`
/** What makes the number before it a count, a year or an amount. */
const NO_AMOUNT = '(?![\\d年元米平㎡万块余多人户件个台辆间次]|家(?!里|中|的))'

/** Unit and room in their spellings; each names one home. A building or a unit of it alone does not. */
const PATTERNS: readonly RegExp[] = [
  // 3栋2单元501室, 2单元501, 1单元东户
  new RegExp(`(?:${BUILDING})?${UNIT}(?:${ROOM}户?|[东西南北中左右][边侧]?户)${NO_AMOUNT}`, 'g'),
  // 3栋501, A座1203室
  new RegExp(`${BUILDING}${ROOM}${NO_AMOUNT}`, 'g'),
  new RegExp(`(?<![\\d零〇一二三四五六七八九十])${DOOR}\\s?(?:室|号房)`, 'g'),
  // 12-3-501, 12幢-2-1102, 3#501
  /(?<![\d-])\d{1,3}(?:-|(?:号楼|栋|幢|#楼?)-?)\d{1,2}-\d{3,4}(?![\d-])/g,
  /(?<!\d)\d{1,3}#楼?\s?\d{3,4}(?!\d)/g,
  // A house in a village: 三组12号, 2社5号
  new RegExp(`(?<=[村庄湾屯])\\s?${NUMBER}[组社队]\\s?${NUMBER}号(?![楼线])`, 'g'),
]

/** Homes: the part of an address that tells one home from its neighbours. Street and building stay for the work. */
export function findDwellings(text: string): PersonalSpan[] {
  const plain = plainLetters(text)
  return PATTERNS.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: value }) => ({
      kind: 'ADDRESS' as const,
      start: index,
      end: index + value.trimEnd().length,
    })),
  )
}
