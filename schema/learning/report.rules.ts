import { calibrationError, score } from './scores.rules.ts'
import type { HeldOutRow, Trained } from './train-model.rules.ts'

/** How a model did on rows that were held out, in one form in which texts come. */
export interface FormScores {
  form: string
  rows: number
  accuracy: number
  macroF1: number
  calibrationError: number
  /** Share of rows of which the model was sure, and how many of those were right. */
  sure: number
  sureRight: number
}

/** Every row once, in the fullest form there is of it. */
const WHOLE = 'whole'

/** Scores by form; the first line takes every row once, in its first form. */
export function scoreForms({ model, heldOut }: Trained): FormScores[] {
  const forms = [...new Set(heldOut.map(({ form }) => form))]
  return [
    scoreForm(WHOLE, fullest(heldOut), model.sureFrom),
    ...forms.map((form) =>
      scoreForm(
        form,
        heldOut.filter((row) => row.form === form),
        model.sureFrom,
      ),
    ),
  ]
}

function fullest(heldOut: readonly HeldOutRow[]): HeldOutRow[] {
  const first = new Map<number, HeldOutRow>()
  for (const row of heldOut) if (!first.has(row.row)) first.set(row.row, row)
  return [...first.values()]
}

function scoreForm(form: string, rows: readonly HeldOutRow[], sureFrom: number): FormScores {
  const { accuracy, macroF1 } = score(rows)
  const judged = rows.map(({ confidence, is, said }) => ({ confidence, right: is === said }))
  const sure = judged.filter(({ confidence }) => confidence >= sureFrom)
  return {
    form,
    rows: rows.length,
    accuracy,
    macroF1,
    calibrationError: calibrationError(judged),
    sure: sure.length / Math.max(rows.length, 1),
    sureRight: sure.filter(({ right }) => right).length / Math.max(sure.length, 1),
  }
}

/** What was taken for what, as lines of a table: a row for what is so, a column for what was said. */
export function confusionLines({ heldOut }: Pick<Trained, 'heldOut'>): string[] {
  const { perLabel, confusion } = score(fullest(heldOut))
  const labels = perLabel.map(({ label }) => label)
  const head = ['', ...labels.map((_, at) => String(at + 1).padStart(5)), '  F1'].join('')
  const lines = perLabel.map(({ label, f1 }, at) => {
    const cells = labels.map((said) => String(confusion.get(label)?.get(said) ?? 0).padStart(5))
    return `${String(at + 1).padStart(3)} ${cells.join('')}  ${f1.toFixed(3)}  ${label}`
  })
  return [`    ${head}`, ...lines]
}
