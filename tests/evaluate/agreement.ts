/** What was labelled and what was said of one row; larger is more, from 0. */
export interface Judged {
  is: number
  said: number
}

/**
 * Cohen's kappa with quadratic weights: agreement beyond chance where taking 0 for 2 is four times as bad as 0 for 1. With
 * two grades it is plain kappa. NaN where all rows have the same grade.
 */
export function kappa(rows: readonly Judged[]): number {
  const most = Math.max(...rows.flatMap(({ is, said }) => [is, said]))
  let off = 0
  let byChance = 0
  for (let is = 0; is <= most; is++) {
    for (let said = 0; said <= most; said++) {
      const weight = (is - said) ** 2
      off += weight * rows.filter((row) => row.is === is && row.said === said).length
      const expected = rows.filter((row) => row.is === is).length * rows.filter((row) => row.said === said).length
      byChance += (weight * expected) / rows.length
    }
  }
  return 1 - off / byChance
}

/** Precision, recall and F1 of saying yes; NaN where nothing is or was said. */
export function found(rows: readonly { is: boolean; said: boolean }[]) {
  const both = rows.filter(({ is, said }) => is && said).length
  const there = rows.filter(({ is }) => is).length
  const said = rows.filter((row) => row.said).length
  const [precision, recall] = [both / said, both / there]
  return { there, precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
