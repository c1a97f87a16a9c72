import { findDwellings } from './dwelling.rules.ts'
import { findNames } from './names.rules.ts'
import { findNumbers } from './numbers.rules.ts'

/** What of a person stands in running text. */
export const PERSONAL_KINDS = [
  'RESIDENT_ID',
  'BANK_CARD',
  'PHONE',
  'LANDLINE',
  'PLATE',
  'WECHAT',
  'EMAIL',
  'NAME',
  'ADDRESS',
] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

export const PERSONAL_NAMES: Readonly<Record<PersonalKind, string>> = {
  RESIDENT_ID: '身份证号',
  BANK_CARD: '银行卡号',
  PHONE: '手机号',
  LANDLINE: '座机',
  PLATE: '车牌号',
  WECHAT: '微信或QQ号',
  EMAIL: '邮箱',
  NAME: '姓名',
  ADDRESS: '门牌房号',
}

/** One stretch of a text that points at a person: UTF-16 positions, end exclusive, and what it says there. */
export interface PersonalFound {
  kind: PersonalKind
  start: number
  end: number
  value: string
}

/**
 * Everything in the text that points at a person or a home, in the order of the text; where two readings overlap the one
 * that stands earlier in `PERSONAL_KINDS` wins. Bounded patterns only: a text made to be slow is as quick as another.
 */
export function findPersonal(text: string): PersonalFound[] {
  const found = [...findNumbers(text), ...findNames(text), ...findDwellings(text)].map(({ kind, start, end }) => ({
    kind,
    start,
    end,
    value: text.slice(start, end),
  }))
  const ranked = found.toSorted((a, b) => PERSONAL_KINDS.indexOf(a.kind) - PERSONAL_KINDS.indexOf(b.kind))
  const kept: PersonalFound[] = []
  for (const one of ranked) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}
