import type { Registers } from '../city.ts'

/** What a city needs before it can work, in the order in which it is put in. */
export const FIRST_NEEDS = ['STAFF', 'TERRITORY', 'ORGANS', 'DUTIES', 'CALENDAR', 'KNOWLEDGE'] as const
export type FirstNeed = (typeof FIRST_NEEDS)[number]

type Known = Pick<Registers, 'gazetteer' | 'organs' | 'duties' | 'calendar' | 'knowledge'>

/** What is not there yet: the service runs without any of it, but does less. */
export function missingNeeds(registers: Known, hasStaff: boolean): FirstNeed[] {
  const there: Readonly<Record<FirstNeed, boolean>> = {
    STAFF: hasStaff,
    TERRITORY: registers.gazetteer.streets.size > 0,
    ORGANS: registers.organs.size > 0,
    DUTIES: registers.duties.length > 0,
    CALENDAR: registers.calendar.days.size > 0,
    KNOWLEDGE: registers.knowledge.length > 0,
  }
  return FIRST_NEEDS.filter((need) => !there[need])
}
