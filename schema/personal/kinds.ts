/** What of a person stands in running text; where two readings of a stretch overlap, the earlier of these wins. */
export const PERSONAL_KINDS = [
  'RESIDENT_ID',
  'BANK_CARD',
  'PASSPORT',
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
  PASSPORT: '护照或证件号',
  PHONE: '手机号',
  LANDLINE: '座机',
  PLATE: '车牌号',
  WECHAT: '微信或QQ号',
  EMAIL: '邮箱',
  NAME: '姓名',
  ADDRESS: '门牌房号',
}

/** A stretch of a text that points at a person: UTF-16 positions, end exclusive. */
export interface PersonalSpan {
  kind: PersonalKind
  start: number
  end: number
}
