/** A text in which nothing names a person, and what stood where. */
export interface Hidden {
  text: string
  /** Placeholder → what it stands for. */
  meant: ReadonlyMap<string, string>
}

/** Numbers that may name somebody, masked or not, and accounts: mail, and what follows 微信. */
const PERSONAL =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\dA-Za-z]*\*{2,}[\dA-Za-z*]*|\d{7,}[Xx]?|(?<=微信号?[:：是为]?\s*)[A-Za-z][\w-]{5,19}/g

/**
 * Puts a placeholder in the place of everything personal: numbers, accounts, and the stretches that are known to name
 * somebody. The same words get the same placeholder, so that who is who can still be told.
 */
export function hidePersonal(text: string, spans: readonly { start: number; end: number }[]): Hidden {
  const found = [...text.matchAll(PERSONAL)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }))
  const all = [...spans, ...found].filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)
  const byWords = new Map<string, string>()
  let [hidden, at] = ['', 0]
  for (const { start, end } of all) {
    if (start < at) continue
    const words = text.slice(start, end)
    const placeholder = byWords.get(words) ?? `〔隐${byWords.size + 1}〕`
    byWords.set(words, placeholder)
    hidden += text.slice(at, start) + placeholder
    at = end
  }
  return { text: hidden + text.slice(at), meant: new Map([...byWords].map(([words, name]) => [name, words])) }
}

/** The words back in their places; undefined when a placeholder stands for nothing. */
export function showPersonal(text: string, meant: Hidden['meant']): string | undefined {
  const unknown = [...text.matchAll(/〔[^〕]*〕?/g)].some(({ 0: name }) => !meant.has(name))
  return unknown ? undefined : text.replaceAll(/〔隐\d+〕/g, (name) => meant.get(name) ?? name)
}
