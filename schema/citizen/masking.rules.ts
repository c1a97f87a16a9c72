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

/** The first mobile number in the text, digits only. */
export function findPhone(text: string): string | undefined {
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.exec(text)?.[0]
}
