import { classify } from '../../schema/classify/classify.rules.ts'
import { READING, RECIPES } from '../../schema/classify/recipes.ts'
import { type LabelledText, toTrainingRow, withSubject } from '../../schema/classify/training-row.rules.ts'
import { score } from '../../schema/learning/scores.rules.ts'
import { trainModel } from '../../schema/learning/train-model.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { kindsByCity, kindsBySubject } from './kind-rows.ts'

/** Spreads of the folds that are averaged: fifteen suggestions make one spread a matter of luck. */
const SPREADS = ['a', 'b', 'c', 'd', 'e']

/** 诉求类型 in the three classes of the city that tells them, each row held out once in every spread. */
export async function evaluateKind(): Promise<BenchRow[] | 'no data'> {
  const taught = kindsBySubject()
  const city = kindsByCity()
  if (!taught || !city) return 'no data'
  const prior = trainModel(
    'by-subject',
    taught.map((row) => toTrainingRow(row, READING.kind)),
    { ...RECIPES.kind, folds: 2 },
  )
  const own = city.map((row) => toTrainingRow(row, READING.kind))
  const spreads = SPREADS.map((seed) =>
    score(trainModel('kind', own, { ...RECIPES.kind, seed }, { prior: prior.model }).heldOut),
  )
  const mean = (valueOf: (scores: (typeof spreads)[number]) => number) =>
    spreads.reduce((sum, scores) => sum + valueOf(scores), 0) / spreads.length
  const each = spreads.map(({ macroF1 }) => macroF1)
  const [lowest, highest] = [Math.min(...each).toFixed(3), Math.max(...each).toFixed(3)]
  const note = `${city.length} messages, ${SPREADS.length} spreads of ${RECIPES.kind.folds} folds: ${lowest} to ${highest}`
  return [
    {
      name: 'kind: macro-F1 by cross-validation',
      value: mean(({ macroF1 }) => macroF1),
      unit: '',
      bar: { min: 0.75 },
      note,
    },
    { name: 'kind: accuracy by cross-validation', value: mean(({ accuracy }) => accuracy), unit: '' },
    { name: 'kind: macro-F1 of the words alone', value: score(city.map(byWords)).macroF1, unit: '' },
  ]
}

/** 投诉, 求助 and 举报 are one class in that city. */
function byWords({ label, subject, text }: LabelledText) {
  const { code } = classify(withSubject(subject, text ?? ''), undefined, {}).kind
  return { is: label, said: code === 'CONSULTATION' || code === 'SUGGESTION' ? code : 'NEED' }
}
