import { type ReplyAspect, type ReplyCheck, gradeOf } from '../../schema/reply/findings.rules.ts'
import { checkReply } from '../../schema/reply/reply.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { found, kappa } from './agreement.ts'
import { ofWrongs } from './reply-wrongs.ts'
import { type LabelledPair, type ReplyLabel, labelledPairs } from './replies-data.ts'

interface CheckedPair extends LabelledPair {
  check: ReplyCheck
}

/** The wrong that each label names, and when the check says so. */
const WRONGS: readonly (readonly [
  name: string,
  is: (label: ReplyLabel) => boolean,
  said: (check: ReplyCheck) => boolean,
])[] = [
  ['not answered at all', ({ answers }) => answers === 0, (check) => gradeOf(scoreOf(check, 'answers')) === 0],
  ['not fully answered', ({ answers }) => answers < 2, (check) => gradeOf(scoreOf(check, 'answers')) < 2],
  ['over-promises', ({ overPromises }) => overPromises === 1, (check) => scoreOf(check, 'overPromises') < 1],
  ['leaks', ({ leaks }) => leaks === 1, (check) => scoreOf(check, 'leaks') < 1],
  ['passes the buck', ({ passesTheBuck }) => passesTheBuck === 1, (check) => scoreOf(check, 'passesTheBuck') < 1],
  ['cites no basis', ({ citesBasis }) => citesBasis === 0, (check) => scoreOf(check, 'citesBasis') < 0.5],
]

const scoreOf = ({ aspects }: ReplyCheck, wanted: ReplyAspect) =>
  aspects.find(({ aspect }) => aspect === wanted)?.score ?? 1

/** How the check of replies agrees with a reader; figures of what it was made on tell only how well it fits. */
export async function evaluateReplies(): Promise<BenchRow[] | 'no data'> {
  const held = labelledPairs(['held'])
  const made = labelledPairs(['tune', 'aimed'])
  if (!held || !made) return 'no data'
  // The first texts pay for compiling.
  checked(made.slice(0, 100))
  const before = process.cpuUsage()
  const heldChecked = checked(held)
  const madeChecked = checked(made)
  const { user, system } = process.cpuUsage(before)
  return [
    ...figures(`held out (${held.length})`, heldChecked, true),
    ...figures(`made on (${made.length})`, madeChecked, false),
    ...ofWrongs(),
    {
      name: 'CPU per pair',
      value: (user + system) / 1000 / (held.length + made.length),
      unit: 'ms',
      bar: { max: 2 },
    },
  ]
}

const checked = (pairs: readonly LabelledPair[]): CheckedPair[] =>
  pairs.map((pair) => ({ ...pair, check: checkReply(pair) }))

/** Bars stand on held out labels only, where there are enough of a kind to tell. */
function figures(part: string, pairs: readonly CheckedPair[], barred: boolean): BenchRow[] {
  const grades = pairs.map(({ label, check }) => ({ is: label.answers, said: gradeOf(scoreOf(check, 'answers')) }))
  const grounds = pairs.map(({ label, check }) => ({
    is: label.citesBasis,
    said: scoreOf(check, 'citesBasis') >= 0.5 ? 1 : 0,
  }))
  const unit = ''
  return [
    {
      name: `${part}: answers 0/1/2, weighted kappa`,
      value: kappa(grades),
      unit,
      ...(barred && { bar: { min: 0.65 } }),
    },
    { name: `${part}: cites a basis, kappa`, value: kappa(grounds), unit, ...(barred && { bar: { min: 0.5 } }) },
    // What never occurs in a part cannot be measured on it.
    ...WRONGS.filter(([, is]) => pairs.some(({ label }) => is(label))).map(([name, is, said]): BenchRow => {
      const { there, precision, recall, f1 } = found(
        pairs.map(({ label, check }) => ({ is: is(label), said: said(check) })),
      )
      const note = `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, ${there} such`
      return { name: `${part}: ${name}, F1`, value: f1, unit, note }
    }),
  ]
}
