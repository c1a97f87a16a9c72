import type { PersonalFound } from './personal.rules.ts'

type Span = Omit<PersonalFound, 'value'>

/** Full-width digits read as plain ones, at the same places. */
function plainDigits(text: string): string {
  return text.replaceAll(/[０-９Ａ-Ｚａ-ｚ－]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
}

const NUMERAL = '[零〇一幺二两三四五六七八九]'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

const PATTERNS: readonly { kind: Span['kind']; pattern: RegExp; isOne?: (value: string, lead: string) => boolean }[] = [
  { kind: 'RESIDENT_ID', pattern: /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, isOne: looksLikeResidentId },
  // In groups of four, as they stand on the card.
  { kind: 'BANK_CARD', pattern: /(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/g, isOne: looksLikeCard },
  { kind: 'PHONE', pattern: /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g },
  // Spoken, as recognisers write it: 一三八零零一三八零零零.
  { kind: 'PHONE', pattern: new RegExp(`(?<!${NUMERAL})[一幺][三四五六七八九]${NUMERAL}{9}(?!${NUMERAL})`, 'g') },
  { kind: 'LANDLINE', pattern: /(?<![\d.-])\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?!\d)/g },
  { kind: 'LANDLINE', pattern: /(?<=(?:电话|座机|打|号码)[是为：:\s]{0,3})[2-9]\d{2,3}[- ]?\d{4}(?!\d)/g },
  {
    kind: 'PLATE',
    pattern: new RegExp(
      `[${PROVINCES}][A-Za-z][·•.\\s-]?(?:[A-HJ-NP-Za-hj-np-z\\d]{4,5}[A-HJ-NP-Za-hj-np-z\\d挂学警港澳])(?![A-Za-z\\d])`,
      'g',
    ),
    // A series of letters behind a province's short name is a word of another language.
    isOne: (plate) => /\d.*\d/.test(plate),
  },
  {
    kind: 'WECHAT',
    pattern:
      /(?<=(?:微信号?码?|加微|薇信|威信|vx|wx|v信|QQ号?|扣扣|企鹅号)(?:是|为|：|:|\s|（|\(){0,4})(?:[A-Za-z][\w-]{5,19}|\d{5,11})(?![\w-])/gi,
  },
  { kind: 'EMAIL', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
]

/** Numbers and accounts that name a person; those with a checksum only where it holds, or where the words say so. */
export function findNumbers(text: string): Span[] {
  const plain = plainDigits(text)
  return PATTERNS.flatMap(({ kind, pattern, isOne }) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const [value] = match
      const lead = plain.slice(Math.max(0, match.index - LEAD), match.index)
      return isOne && !isOne(value, lead) ? [] : [{ kind, start: match.index, end: match.index + value.length }]
    }),
  )
}

/** Where words that say what a number is may stand before it. */
const LEAD = 8

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const ID_CHECKS = '10X98765432'

/** GB 11643-1999: ISO 7064 MOD 11-2 over the first seventeen digits. */
export function isResidentId(value: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0)
  return ID_CHECKS[sum % 11] === value[17]?.toUpperCase()
}

/** One digit may be mistyped: what has a region and a date of birth is still somebody's number. */
function looksLikeResidentId(value: string, lead: string): boolean {
  if (isResidentId(value) || /身份证|证件|证号/.test(lead)) return true
  const [year, month, day] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)].map(Number)
  const isDate = (year ?? 0) >= 1900 && (year ?? 0) <= 2100 && inside(month, 12) && inside(day, 31)
  return isDate && /^[1-8][1-7]/.test(value)
}

const inside = (value = 0, most: number) => value >= 1 && value <= most

/** ISO/IEC 7812-1 (Luhn): every second digit from the right doubled, the digits' sum a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

/** A card number by its own check digit; cards begin with 3 to 6. */
export function isBankCard(digits: string): boolean {
  return /^[3-6]/.test(digits) && passesLuhn(digits)
}

function looksLikeCard(value: string, lead: string): boolean {
  const digits = value.replaceAll(/[ -]/g, '')
  if (digits.length < 16) return false
  return /卡号?|账号|账户|帐号/.test(lead) || isBankCard(digits)
}
