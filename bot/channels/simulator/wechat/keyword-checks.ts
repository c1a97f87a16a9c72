/**
 * The platform's own check of template values, written from its table and not from the code that fills them: the one
 * must not excuse the other.
 */
const DAY = String.raw`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}月\d{1,2}日)`
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?`

const CHECKS: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => value.length <= 20 && !/\p{Cc}/u.test(value),
  number: (value) => value.length <= 32 && /^\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => /^[^\p{L}\p{N}\s\p{C}]{1,5}$/u.test(value),
  character_string: (value) => value.length <= 32 && /^[\x21-\x7e]+$/.test(value),
  time: (value) => new RegExp(`^(${DAY} )?${CLOCK}$`).test(value),
  date: (value) => new RegExp(`^${DAY}( ${CLOCK})?$`).test(value),
  amount: (value) => /^[¥￥$€]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+#*() -]{1,17}$/.test(value),
  car_number: (value) => /^[\u4e00-\u9fa5A-Z0-9]([A-Z0-9]{0,6}[\u4e00-\u9fa5A-Z0-9])?$/i.test(value),
  name: (value) => /^[\u4e00-\u9fa5]{1,10}$/.test(value) || /^[A-Za-z .'-]{1,20}$/.test(value),
  phrase: (value) => /^[\u4e00-\u9fa5]{1,5}$/.test(value),
}

/** The keyword whose value the template does not allow; undefined when all are right. */
export function faultyKeyword(wanted: readonly string[], data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return wanted[0] ?? 'data'
  const given = data as Readonly<Record<string, unknown>>
  const odd = Object.keys(given).find((keyword) => !wanted.includes(keyword))
  return odd ?? wanted.find((keyword) => !isAllowed(keyword, given[keyword]))
}

function isAllowed(keyword: string, entry: unknown): boolean {
  const value = typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : undefined
  const check = CHECKS[keyword.replace(/\d+$/, '')]
  return typeof value === 'string' && value.trim() !== '' && (check?.(value) ?? false)
}
