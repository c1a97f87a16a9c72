import type { SurveyResult } from '../ticket/ticket.rules.ts'

/** The two questions of the callback, asked one after the other (是否解决, 是否满意). */
export const SURVEY_OPTIONS = {
  solved: [
    ['solved', '已解决'],
    ['partly', '部分解决'],
    ['unsolved', '未解决'],
  ],
  satisfaction: [
    ['satisfied', '满意'],
    ['basic', '基本满意'],
    ['unsatisfied', '不满意'],
  ],
} as const

export type SurveyQuestion = keyof typeof SURVEY_OPTIONS

/** The question still open, if any; answered surveys take no second vote. */
export function nextQuestion(survey: SurveyResult | undefined): SurveyQuestion | undefined {
  if (!survey?.solved) return 'solved'
  return survey.satisfaction ? undefined : 'satisfaction'
}

/** Reads a typed or tapped answer to one question; undefined when the words are something else. */
export function readAnswer(question: SurveyQuestion, words: string): string | undefined {
  const said = words.replaceAll(/[\s。！!，,.]/g, '')
  const exact = SURVEY_OPTIONS[question].find(([value, label], index) =>
    [value, label, String(index + 1)].includes(said as never),
  )
  if (exact) return exact[0]
  if (question === 'solved') {
    if (/^(没有?|还没|未)(有)?解决/.test(said)) return 'unsolved'
    if (/^(都|已经?)?解决了?$/.test(said)) return 'solved'
    return undefined
  }
  if (/^(非常|很|太)?不满意/.test(said)) return 'unsatisfied'
  if (/^(一般|还行|还可以)/.test(said)) return 'basic'
  return /^(非常|很|挺)满意/.test(said) ? 'satisfied' : undefined
}

export function menuId(number: string, question: SurveyQuestion, value: string): string {
  return `${number}:${question}:${value}`
}

export function parseMenuId(id: string): { number: string; question: SurveyQuestion; value: string } | undefined {
  const [number, question, value] = id.split(':')
  if (!number || (question !== 'solved' && question !== 'satisfaction') || !value) return undefined
  return SURVEY_OPTIONS[question].some(([option]) => option === value) ? { number, question, value } : undefined
}
