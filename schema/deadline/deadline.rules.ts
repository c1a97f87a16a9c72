import { type WorkingCalendar, addWorkingDays, holidaysBetween, isFinal } from '../calendar/calendar.rules.ts'
import type { SensitiveFlag } from '../classify/classify.rules.ts'
import { understand } from '../classify/understand.rules.ts'

/** 办理时限, and in one sentence why it is this one. */
export interface Deadline {
  dueAt: Date
  why: string
}

const HOUR = 3_600_000

/** Feedback limits of the hotline's local standard (practice.md 3.1). Days are working days; hours run round the clock. */
const LIMITS = { dangerHours: 2, utilityHours: 24, ordinaryDays: 7, complexDays: 15 } as const

/** Water, power, gas and heat: their failure is answered within a day, whoever has to mend it. */
const UTILITIES: ReadonlySet<SensitiveFlag> = new Set(['WATER', 'POWER', 'GAS', 'HEATING'])

/** Matters that need several parties, old files or a procedure of their own. */
const COMPLEX: ReadonlySet<string> = new Set([
  '城乡建设/违法建设',
  '城乡建设/房屋征收',
  '城乡建设/住房保障/老旧小区改造',
  '城乡建设/房地产/预售交房',
  '城乡建设/房地产/产权登记',
  '国土资源/土地管理',
  '国土资源/土地征收',
  '经济管理/企业改制',
  '农村农业/土地承包',
  '农村农业/村务管理/集体资产',
  '卫生计生/医患纠纷',
])

/**
 * When the unit has to have answered: danger 2 hours, water, power, gas and heat 24 hours, complex matters 15 and
 * ordinary ones 7 working days. Without a category nothing counts as complex.
 */
export function dueAt(
  request: { urgency: string; text: string; category?: { l1: string; l2?: string; l3?: string } },
  calendar: WorkingCalendar,
  now: Date,
): Deadline {
  const hours = (count: number, why: string) => ({ dueAt: new Date(now.getTime() + count * HOUR), why })
  if (request.urgency === 'EMERGENCY') return hours(LIMITS.dangerHours, '涉及突发情况或人身财产安全，2 小时内反馈')
  const outage = understand(request.text).sensitive.find(({ flag }) => UTILITIES.has(flag))
  if (outage) return hours(LIMITS.utilityHours, `涉及${outage.name}，24 小时内反馈`)
  const complex = request.category && isComplex(request.category)
  const days = complex ? LIMITS.complexDays : LIMITS.ordinaryDays
  const due = addWorkingDays(calendar, now, days)
  const why = `${complex ? '复杂' : '一般'}诉求，${days} 个工作日内反馈${holidayNote(calendar, now, due)}`
  return { dueAt: due, why }
}

function isComplex({ l1, l2, l3 }: { l1: string; l2?: string; l3?: string }): boolean {
  return COMPLEX.has(`${l1}/${l2}`) || COMPLEX.has(`${l1}/${l2}/${l3}`)
}

/** Says which holidays moved the date, and that it may still move where next year's holidays are not announced. */
function holidayNote(calendar: WorkingCalendar, from: Date, due: Date): string {
  const holidays = holidaysBetween(calendar, from, due)
  const moved = holidays.length > 0 ? `遇${holidays.join('、')}放假顺延` : ''
  const open = isFinal(calendar, from, due) ? '' : '次年放假安排尚未公布，日期可能调整'
  const notes = [moved, open].filter(Boolean)
  return notes.length > 0 ? `（${notes.join('；')}）` : ''
}

/** 临期: a fifth of the time is left, or four hours (of a limit longer than that). */
const APPROACHING = { share: 0.2, hours: 4 } as const

/** Where the clock of a ticket stands; it stops with the reply. */
export function clockStatus(
  ticket: { createdAt: Date; dueAt: Date; answered: boolean },
  now: Date,
): 'ON_TIME' | 'APPROACHING' | 'OVERDUE' | 'STOPPED' {
  if (ticket.answered) return 'STOPPED'
  const left = ticket.dueAt.getTime() - now.getTime()
  if (left < 0) return 'OVERDUE'
  const whole = ticket.dueAt.getTime() - ticket.createdAt.getTime()
  const near =
    whole > APPROACHING.hours * HOUR
      ? Math.max(whole * APPROACHING.share, APPROACHING.hours * HOUR)
      : whole * APPROACHING.share
  return left <= near ? 'APPROACHING' : 'ON_TIME'
}
