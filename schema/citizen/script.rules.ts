import { Converter } from 'opencc-js/t2cn'
import SIMPLIFIED_CHARACTERS from 'opencc-js/dict/STCharacters'

const convert = Converter({ from: 't', to: 'cn' })

/**
 * The text in simplified characters, each at its own place: what is found in the one stands at the same position in the
 * other. Where a phrase would change its length the characters are converted one by one.
 */
export function toSimplified(text: string): string {
  const whole = convert(text)
  return whole.length === text.length ? whole : Array.from(text, characterIn).join('')
}

function characterIn(character: string): string {
  const simplified = convert(character)
  return simplified.length === character.length ? simplified : character
}

/** How many characters are written otherwise in simplified script. */
export function changedToSimplified(text: string): number {
  const simplified = toSimplified(text)
  let changed = 0
  for (let at = 0; at < text.length; at++) if (text[at] !== simplified[at]) changed += 1
  return changed
}

/** Simplified characters that no traditional text has: those with one traditional form, which is another. */
const ONLY_SIMPLIFIED = new Set(
  SIMPLIFIED_CHARACTERS.split('|').flatMap((entry) => {
    const [simplified = '', traditional = ''] = entry.split(' ')
    return traditional.length === 1 && traditional !== simplified ? [simplified] : []
  }),
)

/** How many characters are written otherwise in traditional script. */
export function changedToTraditional(text: string): number {
  let changed = 0
  for (const character of text) if (ONLY_SIMPLIFIED.has(character)) changed += 1
  return changed
}
