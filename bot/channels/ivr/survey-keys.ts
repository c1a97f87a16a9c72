import type { CallPiece } from '../../../schema/kernel/ports.ts'

type SurveyAnswer = NonNullable<CallPiece['survey']>

/** The questions a centre asks at the end of a call, in their order, and what each key answers. */
export type SurveyKeys = readonly Readonly<Record<string, SurveyAnswer>>[]

/** The two questions of the callback (是否解决, 是否满意) with the keys most centres announce. */
export const SURVEY_KEYS: SurveyKeys = [
  { '1': { solved: 'SOLVED' }, '2': { solved: 'PARTLY' }, '3': { solved: 'UNSOLVED' } },
  { '1': { satisfaction: 'SATISFIED' }, '2': { satisfaction: 'BASIC' }, '3': { satisfaction: 'UNSATISFIED' } },
]

/**
 * What the pressed keys answer. Somebody who pressed fewer keys than there are questions was asked the last ones: a
 * single key is 满意 1, 基本满意 2, 不满意 3. More keys than questions, or an unknown one, answer nothing: nobody knows
 * which of them was meant. `question` (from one) says which one was asked where each comes by itself.
 */
export function readSurveyKeys(all: SurveyKeys, pressed: string, question?: number): SurveyAnswer | undefined {
  const questions = question === undefined ? all : all.slice(question - 1, question)
  const keys = pressed.replaceAll('#', '').split('')
  if (keys.length === 0 || keys.length > questions.length) return undefined
  const answers = keys.map((key, index) => questions.at(index - keys.length)?.[key])
  return answers.includes(undefined) ? undefined : Object.assign({}, ...answers)
}
