import { findWords, longestOnly } from '../classify/lexicon.rules.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import type { Mention } from './mentions.rules.ts'

/** Small words, blanks and noises that come between the parts of a name when it is spoken: 机床厂那个家属院, 光华 路. */
const BETWEEN = /的?(?:那个|这个|那片|这片|那边的?|这边的?)|的|[嗯呃额啊哦]|\s+/g

/** What a name that was only found by leaving something out can be relied on. */
const TRUST = 0.93
/** Shorter names come about by chance. */
const SHORTEST = 4

/** Names that stand in the text with a small word in the middle. */
export function looseMentions(gazetteer: Gazetteer, text: string): Mention[] {
  const from: number[] = []
  const cuts = new Set<number>()
  let plain = ''
  let at = 0
  for (const found of text.matchAll(BETWEEN)) {
    for (; at < found.index; at++) {
      plain += text[at] ?? ''
      from.push(at)
    }
    at = found.index + found[0].length
    cuts.add(plain.length)
  }
  if (cuts.size === 0) return []
  for (; at < text.length; at++) {
    plain += text[at] ?? ''
    from.push(at)
  }
  return longestOnly(findWords(gazetteer.names, plain)).flatMap(({ start, end, values }) => {
    const bridged = [...cuts].some((cut) => cut > start && cut < end)
    if (!bridged || end - start < SHORTEST || values.every(({ source }) => source === 'stem')) return []
    const [first = 0, last = 0] = [from[start], from[end - 1]]
    const span = { start: first, end: last + 1 }
    return [
      {
        ...span,
        word: text.slice(span.start, span.end),
        bearers: values,
        reading: 'written' as const,
        trust: TRUST,
      },
    ]
  })
}
