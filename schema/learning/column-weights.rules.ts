import type { FeatureOptions } from './features.rules.ts'
import type { Vector } from './vectors.rules.ts'

/** How much each column counts for one label, before its plane is learned. */
export type ColumnWeights = Float32Array

/** Log ratio at which a column speaks as clearly as it can. */
const CLEAR = 3
/** What a column counts that speaks for no side. */
const FLOOR = 0.25

/**
 * Weights by column for each label: how rare the column is (idf as in scikit-learn) times how far it leans to the label
 * or away from it (naive Bayes log count ratio; Wang & Manning, ACL 2012). Hints count by `hintGain` alone.
 */
export function weighColumns(
  rows: readonly Vector[],
  labelOf: ArrayLike<number>,
  { labels, features, hintGain }: { labels: number; features: FeatureOptions; hintGain: number },
): ColumnWeights[] {
  const width = features.columns + features.hintColumns
  const having = Array.from({ length: labels }, () => new Uint32Array(width))
  const all = new Uint32Array(width)
  const count = new Uint32Array(labels)
  for (const [row, { columns }] of rows.entries()) {
    const label = labelOf[row] ?? 0
    const own = having[label]
    if (!own) continue
    count[label] = (count[label] ?? 0) + 1
    for (const column of columns) {
      own[column] = (own[column] ?? 0) + 1
      all[column] = (all[column] ?? 0) + 1
    }
  }
  return having.map((own, label) => {
    const inside = count[label] ?? 0
    const outside = rows.length - inside
    return Float32Array.from(all, (total, column) => {
      if (column >= features.columns) return hintGain
      const mine = own[column] ?? 0
      const ratio = Math.log((mine + 1) / (inside + 1) / ((total - mine + 1) / (outside + 1)))
      const rare = Math.log((1 + rows.length) / (1 + total)) + 1
      return rare * (FLOOR + Math.min(Math.abs(ratio), CLEAR) / 2)
    })
  })
}

export function weighed({ columns, values }: Vector, weights: ColumnWeights): Vector {
  return { columns, values: values.map((value, at) => value * (weights[columns[at] ?? 0] ?? 0)) }
}
