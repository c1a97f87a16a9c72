/** Mainland mobile numbers, resident ids and bank cards as they stand in running text. */
const PATTERNS: readonly [RegExp, (found: string) => string][] = [
  [/(?<!\d)\d{17}[\dXx](?!\d)/g, (id) => `${id.slice(0, 3)}***********${id.slice(-4)}`],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, (phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`],
  [/(?<!\d)\d{16,19}(?!\d)/g, (card) => `****${card.slice(-4)}`],
]

/** The text with numbers that name a person masked; same length, so that evidence positions still hold. */
export function maskPersonal(text: string): string {
  return PATTERNS.reduce(
    (masked, [pattern, mask]) => masked.replaceAll(pattern, (found) => mask(found).padEnd(found.length, '*')),
    text,
  )
}

/** A phone number of any country with its middle masked, for its owner to recognise. */
export function maskPhone(phone: string): string {
  return phone.slice(0, 3) + '*'.repeat(Math.max(0, phone.length - 7)) + phone.slice(-4)
}

/** How people lead up to a number that names them; what follows is about the person, not about the matter. */
const LED_UP =
  /(我的?|本人的?)?(身份证|手机|电话|联系电话|联系方式|银行卡|卡)(号码?)?[是为：:\s]*(?=\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})[\dXx]+/g

/** The text with what only names the person blanked out, same length: a resident id is no matter for the registry. */
export function withoutPersonal(text: string): string {
  return text.replaceAll(LED_UP, (found) => ' '.repeat(found.length))
}

/** The first mobile number in the text, digits only. */
export function findPhone(text: string): string | undefined {
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.exec(text)?.[0]
}
