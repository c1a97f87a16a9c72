import type { Recipe } from '../learning/train-model.rules.ts'
import { HINTS } from './classify.rules.ts'

/** What a model can be trained for. */
export type Target = 'category' | 'kind'

/** How each is trained, and what the word lists tell it. Chosen by cross-validation; weights/README.md says what else was tried. */
export const RECIPES: Readonly<Record<Target, Recipe>> = {
  category: {
    features: { shortest: 1, longest: 2, reach: 10_000, opening: 25, columns: 1 << 17, hintColumns: 1 << 11 },
    cost: 0.1,
    evenness: 0,
    hintGain: 0.7,
    folds: 10,
    sureShare: 0.95,
    seed: 'category',
  },
  kind: {
    features: { shortest: 1, longest: 2, reach: 2_000, opening: 25, columns: 1 << 14, hintColumns: 1 << 8 },
    cost: 0.03,
    evenness: 0.5,
    hintGain: 1,
    folds: 20,
    sureShare: 0.95,
    seed: 'kind',
  },
}

/** How a labelled text is read to train for the target. */
export const READING = {
  category: { hintsOf: HINTS.category, titles: true },
  kind: { hintsOf: HINTS.kind, titles: false },
} as const
