import { ANSWER_FEATURES, answerFeatures } from '../../schema/reply/answer.rules.ts'
import { BASIS_FEATURES, basisFeatures, basisSigns } from '../../schema/reply/basis.rules.ts'
import { demandsOf } from '../../schema/reply/demands.rules.ts'
import { hanCount, passagesOf } from '../../schema/reply/passages.rules.ts'
import { type Weights, shareBy } from '../../schema/reply/weights.ts'
import { labelledPairs } from './replies-data.ts'

/**
 * `node --import tsx tests/evaluate/replies-fit.ts > weights.json`: learns the weights of schema/reply/weights.ts from the
 * pairs labelled for tuning, never from those held out. Prints how they fare in five-fold cross-validation on stderr.
 */
const pairs = labelledPairs(['tune', 'aimed'])
if (!pairs) throw new Error('the texts to learn from are not here (set JIESU_DATA to their folder)')

const rows = pairs.map(({ label, request, reply }) => {
  const asked = passagesOf(request)
  const said = passagesOf(reply)
  return {
    label,
    answer: answerFeatures(asked, said, demandsOf(asked, said)),
    basis: basisFeatures(basisSigns(said.sentences), hanCount(said.bare)),
  }
})
const answers = rows.map(({ answer }) => answer)
const learned = {
  version: 'reply-1',
  answered: learn(
    'answered',
    answers,
    rows.map(({ label }) => label.answers >= 1),
  ),
  fully: learn(
    'fully',
    answers,
    rows.map(({ label }) => label.answers === 2),
  ),
  grounded: learn(
    'grounded',
    rows.map(({ basis }) => basis),
    rows.map(({ label }) => label.citesBasis === 1),
  ),
}
for (const [at, name] of ANSWER_FEATURES.entries())
  console.error(name.padEnd(20), learned.answered[at], learned.fully[at])
for (const [at, name] of BASIS_FEATURES.entries()) console.error(name.padEnd(20), learned.grounded[at])
console.log(JSON.stringify(learned, undefined, 2))

function learn(name: string, features: readonly (readonly number[])[], positive: readonly boolean[]): Weights {
  let right = 0
  for (let fold = 0; fold < 5; fold++) {
    const inFold = (at: number) => at % 5 === fold
    const plane = fit(
      features.filter((_, at) => !inFold(at)),
      positive.filter((_, at) => !inFold(at)),
    )
    right += features.filter((row, at) => inFold(at) && shareBy(plane, row) >= 0.5 === positive[at]).length
  }
  console.error(`${name}: ${((100 * right) / features.length).toFixed(1)} % right in cross-validation`)
  return fit(features, positive).map((weight) => Number(weight.toFixed(3)))
}

/** Logistic regression by gradient descent, L2 of 1 on everything but the bias; a few hundred rows settle in 4000 steps. */
function fit(features: readonly (readonly number[])[], positive: readonly boolean[]): number[] {
  const width = features[0]?.length ?? 0
  const weights = Array.from({ length: width + 1 }, () => 0)
  for (let step = 0; step < 4000; step++) {
    const slope = weights.map((weight, at) => (at < width ? weight : 0))
    for (const [row, values] of features.entries()) {
      const off = shareBy(weights, values) - (positive[row] ? 1 : 0)
      for (const [at, value] of values.entries()) slope[at] = (slope[at] ?? 0) + off * value
      slope[width] = (slope[width] ?? 0) + off
    }
    for (const at of weights.keys()) weights[at] = (weights[at] ?? 0) - (0.5 * (slope[at] ?? 0)) / features.length
  }
  return weights
}
