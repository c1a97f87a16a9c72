import type { RequestKind } from './kinds.ts'
import type { Sign } from './signs.ts'

/** What a word of the lexicon says; one word may say several things. A kind of none is a guard phrase. */
export type Meaning =
  | { field: 'category'; l1: string; l2?: string; l3?: string; weight: number }
  | { field: 'kind'; kind?: RequestKind; weight: number }
  | { field: 'sign'; sign: Sign }
  | { field: 'vulnerable' }

export type MeaningOf<F extends Meaning['field']> = Extract<Meaning, { field: F }>
