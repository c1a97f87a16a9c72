import type { RequestKind } from '../../classify/classify.rules.ts'

/**
 * A matter people write about. Templates hold alternatives `[one|other]` and slots `{name}`; see `phrase.rules.ts`.
 * Kind and category say what the texts are meant to be: the tests hold the understanding to it.
 */
export interface Theme {
  id: string
  kind: RequestKind
  /** `l1/l2` the texts belong to. */
  category: string
  /** How often it comes up beside the others of its kind. */
  weight: number
  /** Whether the texts say where; `town` for what only happens in the countryside. */
  place: 'none' | 'street' | 'town'
  /** Night matters come in at night. */
  hours?: 'day' | 'night'
  texts: readonly string[]
  replies: readonly string[]
}
