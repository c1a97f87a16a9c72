/** Chinese characters on both sides of a space. */
const SPLIT = /(?<=[\u4e00-\u9fa5])[ \u3000]+(?=[\u4e00-\u9fa5])/g
/** A text with more than one such space for so many characters was cut into words by a machine. */
const WORD = 5

/**
 * A text whose words are set apart by spaces, without those spaces: no word of a list is found in pieces. `from` is the
 * place of each character in the original. Undefined for a text written as people write.
 */
export function tighten(text: string): { text: string; from: Uint32Array } | undefined {
  const spaces = text.match(SPLIT)?.length ?? 0
  if (spaces === 0 || spaces * WORD < text.length) return undefined
  const from: number[] = []
  const letters: string[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (letter === ' ' || letter === '\u3000') continue
    letters.push(letter)
    from.push(at)
  }
  return { text: letters.join(''), from: Uint32Array.from(from) }
}
