import type { SurveyResult, Ticket } from '../ticket/ticket.rules.ts'

/** The two questions of the callback, asked one after the other (是否解决, 是否满意). */
export const SURVEY_OPTIONS = {
  solved: [
    ['SOLVED', '已解决'],
    ['PARTLY', '部分解决'],
    ['UNSOLVED', '未解决'],
  ],
  satisfaction: [
    ['SATISFIED', '满意'],
    ['BASIC', '基本满意'],
    ['UNSATISFIED', '不满意'],
  ],
} as const

export type SurveyQuestion = keyof typeof SURVEY_OPTIONS
export type SurveyAnswer = Pick<SurveyResult, 'solved' | 'satisfaction'>

type Surveyed = Pick<Ticket, 'state' | 'survey' | 'pendingSurvey' | 'reopened' | 'imported'>

/** The question still open in this round, if any. A round that is complete takes no second vote, the past takes none. */
export function nextQuestion(ticket: Surveyed): SurveyQuestion | undefined {
  if (ticket.state !== 'CLOSED' || ticket.survey?.round === ticket.reopened || ticket.imported) return undefined
  const pending = ticket.pendingSurvey?.round === ticket.reopened ? ticket.pendingSurvey : undefined
  if (!pending?.solved) return 'solved'
  return pending.satisfaction ? undefined : 'satisfaction'
}

/**
 * The round with the answer taken in: the first answer to a question counts. `complete` when both are there;
 * undefined when the answer changes nothing (late or repeated).
 */
export function takeAnswer(
  ticket: Surveyed & Pick<Ticket, 'contactedAt'>,
  answer: SurveyAnswer,
  now: Date,
  cause?: string,
): { result: SurveyResult; complete: boolean } | undefined {
  if (!nextQuestion(ticket)) return undefined
  const before: SurveyResult =
    ticket.pendingSurvey?.round === ticket.reopened
      ? ticket.pendingSurvey
      : { round: ticket.reopened, contacted: ticket.contactedAt !== undefined }
  const solved = before.solved ?? answer.solved
  const satisfaction = before.satisfaction ?? answer.satisfaction
  if (solved === before.solved && satisfaction === before.satisfaction) return undefined
  const complete = solved !== undefined && satisfaction !== undefined
  const result = {
    ...before,
    ...(solved && { solved }),
    ...(satisfaction && { satisfaction }),
    ...(complete && { answeredAt: now }),
    ...(cause && { causes: [...(before.causes ?? []), cause] }),
  }
  return { result, complete }
}

/** Whether this message was taken as an answer before: a typed "1" answers one question, however often it is heard. */
export function wasAnsweredBy(
  { survey, pendingSurvey, earlierSurveys }: Pick<Ticket, 'survey' | 'pendingSurvey' | 'earlierSurveys'>,
  cause: string,
): boolean {
  return [survey, pendingSurvey, ...earlierSurveys].some((round) => round?.causes?.includes(cause))
}

/** Reads a typed or tapped answer to one question; undefined when the words are something else. */
export function readAnswer(question: SurveyQuestion, words: string): SurveyAnswer | undefined {
  const said = words.replaceAll(/[\s。！!，,.～~]/g, '')
  const value = exactAnswer(question, said) ?? looseAnswer(question, said)
  return value ? { [question]: value } : undefined
}

function exactAnswer(question: SurveyQuestion, said: string): string | undefined {
  return SURVEY_OPTIONS[question].find(([value, label], index) =>
    [value, label, String(index + 1)].some((form) => form === said),
  )?.[0]
}

function looseAnswer(question: SurveyQuestion, said: string): string | undefined {
  if (question === 'solved') {
    if (/^(根本|一直)?(没有?|还没有?|未|并未)(得到)?(有)?解决/.test(said)) return 'UNSOLVED'
    if (/^(解决了?(一)?部分|只解决了?一半)/.test(said)) return 'PARTLY'
    return /^(都|已经?|全部?)?解决了?$/.test(said) ? 'SOLVED' : undefined
  }
  if (/^(非常|很|太|十分|极)?不满意/.test(said)) return 'UNSATISFIED'
  if (/^(一般|还行|还可以|比较满意)/.test(said)) return 'BASIC'
  return /^(非常|很|挺|十分)满意/.test(said) ? 'SATISFIED' : undefined
}

/** The id a menu option carries; it comes back when it is tapped. */
export function menuId(number: string, round: number, question: SurveyQuestion, value: string): string {
  return `${number}:${round}:${question}:${value}`
}

export interface MenuChoice {
  number: string
  round: number
  answer: SurveyAnswer
}

/** Undefined for an id that we never gave out. */
export function parseMenuId(id: string): MenuChoice | undefined {
  const match = /^([^:]+):(\d+):(solved|satisfaction):(\w+)$/.exec(id)
  if (!match) return undefined
  const [, number = '', round = '', question = '', value = ''] = match
  const known = SURVEY_OPTIONS[question as SurveyQuestion].some(([option]) => option === value)
  return known ? { number, round: Number(round), answer: { [question]: value } } : undefined
}

export function answerLabel(answer: SurveyAnswer): string {
  const label = (question: SurveyQuestion) =>
    SURVEY_OPTIONS[question].find(([value]) => value === answer[question])?.[1]
  return [label('solved'), label('satisfaction')].filter(Boolean).join('，')
}
