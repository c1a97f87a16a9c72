import { findPersonal } from '../personal/personal.rules.ts'

/** A text in which nothing names a person, and what stood where. */
export interface Hidden {
  text: string
  /** Placeholder → what it stands for. */
  meant: ReadonlyMap<string, string>
}

/** What is masked already, and any long number: more than is sure to name somebody. */
const MAY_BE_PERSONAL = /[\dA-Za-z]*\*{2,}[\dA-Za-z*]*|\d{7,}[Xx]?/g

/**
 * Puts a placeholder in the place of everything personal: numbers, accounts, and the stretches that are known to name
 * somebody. The same words get the same placeholder, so that who is who can still be told.
 */
export function hidePersonal(text: string, spans: readonly { start: number; end: number }[]): Hidden {
  const found = [...text.matchAll(MAY_BE_PERSONAL)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }))
  const all = [...spans, ...findPersonal(text), ...found]
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
  const byWords = new Map<string, string>()
  // Somebody who writes 〔隐1〕 themselves says nothing of anybody's number.
  const taken = Math.max(0, ...[...text.matchAll(/隐(\d{1,6})/g)].map(([, number]) => Number(number)))
  let [hidden, at] = ['', 0]
  for (const { start, end } of all) {
    if (start < at) continue
    const words = text.slice(start, end)
    const placeholder = byWords.get(words) ?? `〔隐${taken + byWords.size + 1}〕`
    byWords.set(words, placeholder)
    hidden += text.slice(at, start) + placeholder
    at = end
  }
  return { text: hidden + text.slice(at), meant: new Map([...byWords].map(([words, name]) => [name, words])) }
}

/**
 * The words back in their places; undefined when a placeholder stands for nothing, or is no longer written as it was given
 * ([隐1], 隐 1): nobody is shown one. Brackets that stood in the text are only brackets (〔2018〕).
 */
export function showPersonal(words: string, { text, meant }: Hidden): string | undefined {
  const without = (all: string) => all.replaceAll(/〔隐\d+〕/g, (name) => (meant.has(name) ? '' : name))
  const said = without(text)
  const strange = [...without(words).matchAll(/〔[^〕]{0,20}〕?|〕|隐\s*\d+/g)].some(
    ({ 0: piece }) => !said.includes(piece),
  )
  return strange ? undefined : words.replaceAll(/〔隐\d+〕/g, (name) => meant.get(name) ?? name)
}
