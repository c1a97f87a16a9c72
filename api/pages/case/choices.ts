/** One of many values to choose from: what is stored, what is read, and what it is found by beside that. */
export interface Choice {
  value: string
  label: string
  also?: string
}

/** All categories of the tree, and all places of the gazetteer. */
export interface Choices {
  categories: readonly Choice[]
  places: readonly Choice[]
}

const MOST_SHOWN = 30

/** Those in which every word that was typed occurs; the shortest first, because they are the nearest. */
export function findChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = typed
    .trim()
    .split(/[\s/／›]+/)
    .filter(Boolean)
  if (words.length === 0) return choices.slice(0, MOST_SHOWN)
  return choices
    .filter(({ label, also = '' }) => words.every((word) => label.includes(word) || also.includes(word)))
    .toSorted((a, b) => a.label.length - b.label.length)
    .slice(0, MOST_SHOWN)
}
