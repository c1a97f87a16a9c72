import { z } from 'zod'
import { toSimplified } from '../citizen/script.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Hint } from '../learning/features.rules.ts'
import type { TrainingRow } from '../learning/train-model.rules.ts'

/** A labelled message as it stands in a file: whole, segmented with spaces between the words, or both. */
const rowSchema = z.object({
  label: z.string().trim().min(1),
  text: z.string().optional(),
  tokens: z.string().optional(),
  subject: z.string().optional(),
})

export type LabelledText = z.infer<typeof rowSchema>

/** A parsed line as a labelled text; a DomainError says what is missing. */
export function readLabelled(value: unknown): LabelledText {
  const read = rowSchema.safeParse(value)
  if (!read.success) throw new DomainError('BAD_INPUT', '要有文字的 label 和 text（可另有 subject、tokens）')
  if (!read.data.text?.trim() && !read.data.tokens?.trim())
    throw new DomainError('BAD_INPUT', '没有 text，也没有 tokens')
  return read.data
}

/** Subject and text as one, as a message reads; the subject is not said twice. */
export function withSubject(subject: string | undefined, text: string): string {
  const title = subject?.trim()
  return !title || text.trimStart().startsWith(title) ? text : `${title}\n${text}`
}

interface View {
  form: string
  text: string | undefined
  unmeasured?: true
}

/** An opening of this many characters stands for the subject where none is given: people begin with what it is about. */
const OPENING = 16
/** Texts hardly longer than their opening are not read twice. */
const MUCH_LONGER = 6

/**
 * The forms in which such a text may come, each read on its own; `hintsOf` as when it will be classified. `titles`: what
 * is learned can be told from a subject alone, as a category can and a kind often cannot.
 */
export function toTrainingRow(
  { label, text, tokens, subject }: LabelledText,
  { hintsOf, titles }: { hintsOf: (text: string) => readonly Hint[]; titles: boolean },
): TrainingRow {
  const whole = text?.trim() ? toSimplified(withSubject(subject, text)) : undefined
  const segmented = tokens?.trim() ? toSimplified(tokens.replace(/\s+/g, '')) : undefined
  const longest = whole ?? segmented ?? ''
  const title = subject?.trim()
  const opening = longest.length > OPENING + MUCH_LONGER ? longest.slice(0, OPENING) : undefined
  const views: View[] = [
    { form: 'text', text: whole },
    { form: 'tokens', text: segmented },
    ...(title && titles ? [{ form: 'subject', text: toSimplified(title) }] : []),
    ...(title ? [] : [{ form: 'opening', text: opening, unmeasured: true as const }]),
  ]
  return {
    label,
    views: views.flatMap((view) => (view.text ? [{ ...view, text: view.text, hints: hintsOf(view.text) }] : [])),
  }
}
