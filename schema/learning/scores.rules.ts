export interface Scores {
  rows: number
  accuracy: number
  /** Mean of the labels' F1, each label alike however rare. */
  macroF1: number
  perLabel: { label: string; rows: number; precision: number; recall: number; f1: number }[]
  /** How often a row of one label (first key) was taken for another (second key). */
  confusion: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Compares what is so with what was said, row by row; labels in the order in which they first occur. */
export function score(pairs: readonly { is: string; said: string }[]): Scores {
  const labels = [...new Set(pairs.flatMap(({ is, said }) => [is, said]))]
  const confusion = new Map(labels.map((label) => [label, new Map<string, number>()]))
  for (const { is, said } of pairs) {
    const row = confusion.get(is)
    row?.set(said, (row.get(said) ?? 0) + 1)
  }
  const perLabel = labels.map((label) => {
    const right = confusion.get(label)?.get(label) ?? 0
    const rows = pairs.filter(({ is }) => is === label).length
    const said = pairs.filter((pair) => pair.said === label).length
    const precision = said === 0 ? 0 : right / said
    const recall = rows === 0 ? 0 : right / rows
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return { label, rows, precision, recall, f1 }
  })
  const there = perLabel.filter(({ rows }) => rows > 0)
  return {
    rows: pairs.length,
    accuracy: pairs.filter(({ is, said }) => is === said).length / Math.max(pairs.length, 1),
    macroF1: there.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(there.length, 1),
    perLabel,
    confusion,
  }
}

/**
 * Expected calibration error: how far confidence and being right lie apart, over `bins` equal stretches of confidence,
 * weighted by how many rows fall into each (Guo et al., ICML 2017).
 */
export function calibrationError(rows: readonly { confidence: number; right: boolean }[], bins = 10): number {
  const sums = Array.from({ length: bins }, () => ({ rows: 0, confidence: 0, right: 0 }))
  for (const { confidence, right } of rows) {
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))]
    if (!bin) continue
    bin.rows += 1
    bin.confidence += confidence
    bin.right += right ? 1 : 0
  }
  return sums.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / Math.max(rows.length, 1)
}
