import type { Registers } from '../city.ts'
import type { RequestKind } from '../classify/classify.rules.ts'
import { shanghaiDate } from '../calendar/calendar.rules.ts'
import { type Chance, chanceFrom } from '../kernel/chance.ts'
import { HAPPENINGS, type Happening } from './happenings.ts'
import { busyness, dayBefore, monthOf, shareOut, startOfDay, timeOfDay } from './rhythm.rules.ts'
import { COMPLAIN } from './themes/complain.ts'
import { CONSULT } from './themes/consult.ts'
import { HELP } from './themes/help.ts'
import { REPORT_AND_PRAISE } from './themes/report-praise.ts'
import { SUGGEST } from './themes/suggest.ts'
import type { Theme } from './themes/theme.ts'
import { pickChannel } from './voice.rules.ts'

/** Who asks for what, when and where, before it is put into words. */
export interface Draft {
  at: Date
  theme: Theme
  /** Where it has to be; otherwise anywhere that fits the words. */
  streetId?: string
  channel: string
  citizen: string
  /** Comes back to something said before. */
  again: boolean
}

/** Every matter the demo city knows outside its happenings. */
export const THEMES: readonly Theme[] = [...CONSULT, ...HELP, ...SUGGEST, ...COMPLAIN, ...REPORT_AND_PRAISE]

/**
 * Shares of the kinds without the happenings, which add help and complaint; together close to the reported week of a
 * hotline: 47 % questions, 30 % help, 15 % suggestions, 5 % complaints (performance.md 1.1).
 */
const KIND_SHARES: Readonly<Record<RequestKind, number>> = {
  CONSULTATION: 0.49,
  HELP: 0.285,
  SUGGESTION: 0.158,
  COMPLAINT: 0.042,
  REPORT: 0.015,
  PRAISE: 0.01,
}

export const HISTORY_DAYS = 90
/** Of requests for help and complaints, those that are a second call. */
const AGAIN = 0.05
/** Of all requests, those of a citizen who asked something before. */
const KNOWN_CITIZEN = 0.2

interface Wish {
  seed: number
  tickets: number
  now: Date
  registers: Registers
}

/** All drafts of the ninety days and of the whole of today, by time. */
export function draftRequests({ seed, tickets, now, registers }: Wish): Draft[] {
  const today = startOfDay(now)
  const days = Array.from({ length: HISTORY_DAYS + 1 }, (_, index) => dayBefore(today, HISTORY_DAYS - index))
  const happening = HAPPENINGS.filter(({ months }) => !months || months.includes(monthOf(now))).filter(
    ({ streetId }) => !streetId || registers.gazetteer.streets.has(streetId),
  )
  const shares = happening.map(({ share }) => Math.round(share * tickets))
  const usual = tickets - shares.reduce((sum, count) => sum + count, 0)
  const rhythm = chanceFrom(`${seed}:rhythm`)
  const perDay = shareOut(
    usual,
    days.map((day) => busyness(day, registers.calendar, rhythm)),
  )
  const ordinary = days.flatMap((day, index) => {
    const chance = chanceFrom(`${seed}:${shanghaiDate(day)}`)
    return Array.from({ length: perDay[index] ?? 0 }, () => ordinaryDraft(day, chance))
  })
  const special = happening.flatMap((one, index) =>
    happeningDrafts(one, shares[index] ?? 0, days, chanceFrom(`${seed}:${one.theme.id}`)),
  )
  const drafts = [...ordinary, ...special].sort((a, b) => a.at.getTime() - b.at.getTime())
  return nameCitizens(drafts, chanceFrom(`${seed}:citizens`))
}

type Unnamed = Omit<Draft, 'citizen'> & { citizen?: string }

function ordinaryDraft(day: Date, chance: Chance): Unnamed {
  const kind = chance.pickWeighted(Object.entries(KIND_SHARES), ([, share]) => share)[0]
  const theme = chance.pickWeighted(
    THEMES.filter((one) => one.kind === kind),
    ({ weight }) => weight,
  )
  return {
    at: timeOfDay(day, theme.hours ?? 'any', chance),
    theme,
    channel: pickChannel(theme.kind, chance),
    again: (theme.kind === 'HELP' || theme.kind === 'COMPLAINT') && chance.happens(AGAIN),
  }
}

function happeningDrafts(
  { days, hours, streetId, people, theme }: Happening,
  count: number,
  calendarDays: readonly Date[],
  chance: Chance,
): Unnamed[] {
  const perDay = shareOut(count, days)
  return perDay.flatMap((number, daysAgo) => {
    const day = calendarDays.at(-1 - daysAgo)
    if (!day) return []
    return Array.from({ length: number }, () => ({
      at: timeOfDay(day, hours, chance),
      theme,
      ...(streetId && { streetId }),
      channel: pickChannel(theme.kind, chance),
      again: false,
      ...(people && { citizen: `${theme.id}-${chance.whole(1, people)}` }),
    }))
  })
}

/** New citizens, and now and then one who was heard before. */
function nameCitizens(drafts: readonly Unnamed[], chance: Chance): Draft[] {
  let newest = 0
  return drafts.map((draft) => {
    const known = newest > 0 && chance.happens(KNOWN_CITIZEN)
    const number = known ? chance.whole(Math.max(1, newest - 3000), newest) : ++newest
    return { ...draft, citizen: draft.citizen ?? `citizen-${number}` }
  })
}
