import { type SurveyAnswer, type SurveyQuestion, readAnswer } from '../../schema/survey/survey.rules.ts'

/** English and by-the-way forms of what the survey's menu says. Longer ones first. */
const FORMS: readonly [form: RegExp, label: string][] = [
  [/^(partly|partially|half)( solved)?$/i, '部分解决'],
  [/^(unsolved|not solved|not resolved|no)$/i, '未解决'],
  [/^(solved|resolved|fixed|yes)$/i, '已解决'],
  [/^(unsatisfied|dissatisfied|not satisfied|bad)$/i, '不满意'],
  [/^(basically|mostly|fairly) satisfied$/i, '基本满意'],
  [/^(very )?satisfied$|^good$/i, '满意'],
  [/^(?:选|第)?(?:一|1|①|1\.|A)(?:个|项)?$/i, '1'],
  [/^(?:选|第)?(?:二|2|②|2\.|B)(?:个|项)?$/i, '2'],
  [/^(?:选|第)?(?:三|3|③|3\.|C)(?:个|项)?$/i, '3'],
]

/** A verdict is short; what is longer tells something. */
const LONGEST = 60

/** Reads words typed where the survey offered a menu: its label, its number, or the same in other words. */
export function readVerdict(question: SurveyQuestion, words: string): SurveyAnswer | undefined {
  if (words.length > LONGEST) return undefined
  const said = words.trim().replaceAll(/[。！!.~～\s]+$/g, '')
  const form = FORMS.find(([pattern]) => pattern.test(said))
  return readAnswer(question, form?.[1] ?? said)
}
