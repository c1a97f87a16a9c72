/** How long a text is to a platform: WeChat counts UTF-8 bytes, Weibo characters. */
export type Measure = (text: string) => number

export const utf8Bytes: Measure = (text) => Buffer.byteLength(text, 'utf8')
export const characters: Measure = (text) => text.length

/** Where a sentence may end; a cut goes there when that loses less than half. */
const BREAK = /[。！？；\n.!?;]/

/**
 * Cuts a text to the limit, at the end of a sentence where there is one, never inside a character, and says with
 * `tail` that there is more.
 */
export function cutPolitely(text: string, limit: number, measure: Measure, tail = '…'): string {
  if (measure(text) <= limit) return text
  return longestHead(text, limit - measure(tail), measure) + tail
}

/** Splits a text into at most `maxParts` parts within the limit; the last one is cut where it is still too long. */
export function splitPolitely(text: string, limit: number, measure: Measure, maxParts: number, tail = '…'): string[] {
  const parts: string[] = []
  let rest = text
  while (measure(rest) > limit && parts.length < maxParts - 1) {
    const head = longestHead(rest, limit, measure)
    parts.push(head)
    rest = rest.slice(head.length).trimStart()
  }
  return rest === '' ? parts : [...parts, cutPolitely(rest, limit, measure, tail)]
}

function longestHead(text: string, limit: number, measure: Measure): string {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(text.slice(0, middle)) <= limit) low = middle
    else high = middle - 1
  }
  // A pair of surrogates is one character.
  const end = /[\uD800-\uDBFF]$/.test(text.slice(0, low)) ? low - 1 : low
  const head = text.slice(0, end)
  for (let index = end - 1; index >= end / 2; index--) {
    if (BREAK.test(head[index] ?? '')) return head.slice(0, index + 1)
  }
  return head
}
