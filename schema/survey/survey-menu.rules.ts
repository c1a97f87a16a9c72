import type { Language } from '../citizen/language.rules.ts'
import type { OutboundMessage } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { SURVEY_OPTIONS, type SurveyQuestion, menuId } from './survey.rules.ts'

const HEADS: Readonly<Record<SurveyQuestion, string>> = {
  solved: '您反映的问题解决了吗？',
  satisfaction: '您对本次办理是否满意？',
}

const ENGLISH_HEADS: Readonly<Record<SurveyQuestion, string>> = {
  solved: 'Has your problem been solved?',
  satisfaction: 'Are you satisfied with how it was handled?',
}

const ENGLISH_LABELS: Readonly<Record<string, string>> = {
  SOLVED: 'Solved',
  PARTLY: 'Partly solved',
  UNSOLVED: 'Not solved',
  SATISFIED: 'Satisfied',
  BASIC: 'Basically satisfied',
  UNSATISFIED: 'Not satisfied',
}

/** One question of the callback: as a menu, as numbered text for channels without menus, and its head alone. */
export function surveyMenu(
  { _id: number, reopened }: Pick<Ticket, '_id' | 'reopened'>,
  question: SurveyQuestion,
  language: Language = 'zh-Hans',
): { head: string; text: string; menu: NonNullable<OutboundMessage['menu']> } {
  const english = language === 'en'
  const asked = english ? ENGLISH_HEADS[question] : HEADS[question]
  const closed = english ? `Your ticket ${number} is closed. ` : `您的工单 ${number} 已办结。`
  const head = question === 'solved' ? `${closed}${asked}` : asked
  const options = SURVEY_OPTIONS[question].map(([value, label]) => ({
    id: menuId(number, reopened, question, value),
    label: english ? (ENGLISH_LABELS[value] ?? label) : label,
  }))
  const tail = english ? 'Tap one, or reply in words.' : '点选或直接回复文字均可。'
  const lines = options.map((option, index) => `${index + 1}. ${option.label}`)
  return { head: asked, text: [head, ...lines].join('\n'), menu: { head, options, tail } }
}
