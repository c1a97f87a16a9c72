import type { RequestKind } from './kinds.ts'

export interface CategoryMeaning {
  l1: string
  l2?: string
  l3?: string
  weight: number
}

/** A kind of none is a guard phrase: it takes the place of the words inside it. */
export interface KindMeaning {
  kind?: RequestKind
  weight: number
}

/** Everything the word lists say about one word. */
export interface Meanings {
  category?: CategoryMeaning[]
  kind?: KindMeaning[]
  /** Which people that depend on others. */
  vulnerable?: string[]
}

/** A word found in a text, with what one of the lists says about it. */
export interface Meant<T> {
  start: number
  end: number
  values: readonly T[]
}
