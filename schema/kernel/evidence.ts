/** A stretch of the citizen's words that a derived field rests on: UTF-16 positions, end exclusive, and why it counts. */
export interface EvidenceSpan {
  start: number
  end: number
  why: string
}
