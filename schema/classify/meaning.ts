import type { RequestKind } from './kinds.ts'
import type { Sign } from './signs.ts'

export interface CategoryMeaning {
  l1: string
  l2?: string
  l3?: string
  /** `l1/l2` and `l1/l2/l3`, where there are such: put together once, not for every text. */
  path2?: string
  path3?: string
  weight: number
}

/** A kind of none is a guard phrase: it takes the place of the words inside it. */
export interface KindMeaning {
  kind?: RequestKind
  weight: number
}

/** A word that tells of danger by itself, one side of a pair that does together, or a guard. */
export type SignPart = { sign: Sign; side: 'whole' | 'words' | 'near' } | 'guard'

/** A word found in a text, with what one of the lists says about it. */
export interface Meant<T> {
  start: number
  end: number
  values: readonly T[]
}
