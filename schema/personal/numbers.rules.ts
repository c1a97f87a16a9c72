import { isBankCard, isBirthday, isResidentId } from './check-digits.rules.ts'
import type { PersonalSpan } from './kinds.ts'
import { digitsSaid, plainLetters } from './plain-letters.rules.ts'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** Between the digits of a number that somebody writes or speaks in groups. */
const GAP = '[ /-]{0,2}'

interface NumberPattern {
  kind: PersonalSpan['kind']
  /** The whole of it is the number, or its only group, which then ends it, where words have to lead up to it. */
  pattern: RegExp
  isOne?: (value: string, lead: string) => boolean
}

const PATTERNS: readonly NumberPattern[] = [
  {
    kind: 'RESIDENT_ID',
    pattern: new RegExp(`(?<![\\dA-Za-z])\\d(?:${GAP}\\d){16}${GAP}[\\dXx](?![\\dA-Za-z])`, 'g'),
    isOne: looksLikeResidentId,
  },
  { kind: 'RESIDENT_ID', pattern: /(?<![\dA-Za-z])[1-8]\d{14}(?![\dA-Za-z])/g, isOne: looksLikeOldResidentId },
  // The end of one, as forms and clerks ask for it.
  {
    kind: 'RESIDENT_ID',
    pattern:
      /(?:身份证|证件)(?:号码?)?的?(?:后|最后|末|尾)[四六八468]位(?:数|号码?)?[是为:\s]{0,3}(\d{3,7}[\dXx])(?![\dA-Za-z])/g,
  },
  // In groups, as they stand on the card or are read from it.
  { kind: 'BANK_CARD', pattern: new RegExp(`(?<!\\d)\\d(?:${GAP}\\d){15,18}(?!\\d)`, 'g'), isOne: looksLikeCard },
  {
    kind: 'PHONE',
    pattern: new RegExp(`(?<![\\d.])(?:\\+?86[- ]?)?1${GAP}[3-9](?:${GAP}\\d){9}(?!\\d)`, 'g'),
    isOne: isInGroups,
  },
  { kind: 'PHONE', pattern: /(?<![\d.])1[3-9]\d[.,，、·]\s?\d{4}[.,，、·]\s?\d{4}(?!\d)/g },
  // The first half of one that is told in two.
  {
    kind: 'PHONE',
    pattern: /(?:手机|电话|号码)号?的?(?:前面?|开头)(?:[三七几37]位)?(?:数|号码?)?[是为:\s]{0,3}(1[3-9]\d{1,6})(?!\d)/g,
  },
  { kind: 'LANDLINE', pattern: /(?<![\d.-])\(?(?:010|02\d|0[3-9]\d{2})\)?[- ]?[2-9]\d{6,7}(?!\d)/g },
  { kind: 'LANDLINE', pattern: /(?:电话|座机|打|号码)[是为:\s]{0,3}([2-9]\d{2,3}[- ]?\d{4})(?!\d)/g },
  {
    kind: 'PLATE',
    pattern: new RegExp(
      `[${PROVINCES}] ?[A-Za-z][·•.\\s-]?(?:[A-HJ-NP-Za-hj-np-z\\d]{4,5}[A-HJ-NP-Za-hj-np-z\\d挂学警港澳])(?![A-Za-z\\d])`,
      'g',
    ),
    isOne: hasTwoDigits,
  },
  {
    kind: 'PLATE',
    pattern: /(?:车牌|车号)(?:号码?)?[是为:\s]{0,3}([A-Za-z][·•.\s-]?[A-HJ-NP-Za-hj-np-z\d]{5,6})(?![A-Za-z\d])/g,
    isOne: hasTwoDigits,
  },
  {
    kind: 'PASSPORT',
    pattern:
      /(?:护照|通行证|回乡证|台胞证|居留证|居住证|军官证|士兵证|passport(?: number| no\.?)?)(?:号码?)?(?:[是为]|is|[:\s#]){0,4}([A-Z]{0,3}\d{6,12}[A-Z]?)(?![A-Za-z\d])/gi,
  },
  // 外国人永久居留身份证, as issued since 2017: country, region, birthday, check digit.
  { kind: 'PASSPORT', pattern: /(?<![A-Za-z\d])[A-Z]{3}\d{12}(?!\d)/g },
  {
    kind: 'WECHAT',
    pattern:
      /(?:微信号?码?|加微|薇信|威信|vx|wx|加我?v|v信|QQ号?|扣扣|企鹅号|抖音号|快手号|支付宝(?:账号|帐号)?)(?:[是为]|[:(\s]){0,4}([A-Za-z][\w-]{5,19}|\d{5,11})(?![\w-])/gi,
    isOne: (value) => !/^(?:https?|wechat|weixin)/i.test(value),
  },
  { kind: 'EMAIL', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
]

/** Of numbers that are said only these: a plate or an account is never all digits. */
const OFTEN_SAID: ReadonlySet<PersonalSpan['kind']> = new Set([
  'RESIDENT_ID',
  'BANK_CARD',
  'PHONE',
  'LANDLINE',
  'PLATE',
])

/** Numbers and accounts that name a person; those with a checksum only where it holds, or where the words say so. */
export function findNumbers(text: string): PersonalSpan[] {
  const plain = plainLetters(text)
  const said = digitsSaid(plain)
  if (said === undefined) return matchesIn(plain, PATTERNS)
  const spoken = PATTERNS.filter(({ kind }) => OFTEN_SAID.has(kind))
  return [...matchesIn(plain, PATTERNS), ...matchesIn(said, spoken)]
}

function matchesIn(text: string, patterns: readonly NumberPattern[]): PersonalSpan[] {
  return patterns.flatMap(({ kind, pattern, isOne }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [whole, value = whole] = match
      const end = match.index + whole.length
      const start = end - value.length
      const lead = text.slice(Math.max(0, start - LEAD), start)
      return isOne && !isOne(value, lead) ? [] : [{ kind, start, end }]
    }),
  )
}

/** Where words that say what a number is may stand before it. */
const LEAD = 8

const withoutGaps = (value: string) => value.replaceAll(/[ /-]/g, '')

/** A list of numbers has a gap after each; a number in groups has a few, or one after each digit. */
function isInGroups(value: string): boolean {
  const groups = value.split(/[ /-]+/)
  return groups.length <= 5 || groups.every((group) => group.length === 1)
}

function hasTwoDigits(plate: string): boolean {
  // A series of letters behind a province's short name is a word of another language.
  return /\d.*\d/.test(plate)
}

/** One digit may be mistyped: what has a region and a date of birth is still somebody's number. */
function looksLikeResidentId(written: string, lead: string): boolean {
  const value = withoutGaps(written)
  if (!isInGroups(written)) return false
  if (isResidentId(value) || /身份证|证件|证号/.test(lead)) return true
  return isBirthday(value.slice(6, 14)) && /^[1-8][1-7]/.test(value)
}

/** Fifteen digits until 1999, without a check digit: only where the words say so. */
function looksLikeOldResidentId(value: string, lead: string): boolean {
  return isBirthday(`19${value.slice(6, 12)}`) && /身份证|证件|证号/.test(lead)
}

function looksLikeCard(written: string, lead: string): boolean {
  const value = withoutGaps(written)
  if (!isInGroups(written)) return false
  return /卡号?|账号|账户|帐号/.test(lead) || isBankCard(value)
}
