/** A logistic regression over named features: one weight each and the bias last. */
export type Weights = readonly number[]

/** What the features of a reply are weighed by; `npm run check-replies -- … --model FILE` takes another one. */
export interface ReplyWeights {
  /** Kept with every check that was made with it. */
  version: string
  /** Over ANSWER_FEATURES: answers at all. */
  answered: Weights
  /** Over ANSWER_FEATURES: answers everything. */
  fully: Weights
  /** Over BASIS_FEATURES: rests on something. */
  grounded: Weights
}

/** Probability that the features speak for it. */
export function shareBy(weights: Weights, features: readonly number[]): number {
  const sum = features.reduce((total, value, at) => total + value * (weights[at] ?? 0), weights[features.length] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

/**
 * Learned by tests/evaluate/replies-fit.ts from the 252 pairs labelled for tuning (tests/evaluate/labels), L2 of 1; the
 * labels held out were made afterwards. `npm run evaluate -- --only=replies` measures both.
 */
export const REPLY_WEIGHTS: ReplyWeights = {
  version: 'reply-1',
  answered: [
    1.686, 1.209, -0.201, 0.36, 0.372, 0.404, 0.574, 0.885, 0.924, 0.394, 0.823, -1.552, -0.488, -0.634, -0.397, 0.657,
    -1.364, -0.464, -0.664, 1.213,
  ],
  fully: [
    1.476, 0.054, 0.573, 0.712, 1.298, 1.119, 0.049, 0.997, 1.019, 0.84, 0.505, -1.01, -0.093, -0.826, -0.807, -0.271,
    -0.512, -0.204, -1.571, -1.248,
  ],
  grounded: [0.631, 1.099, 1.847, 2.12, 2.642, 1.059, -2.841],
}
