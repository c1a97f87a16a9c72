/** An entry as it is written down here; owner and dates are filled in by the seed. */
export interface AnswerSketch {
  id: string
  organId: string
  title: string
  questions: readonly string[]
  answer: string
}
