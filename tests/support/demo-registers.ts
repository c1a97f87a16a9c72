import { buildCalendar } from '../../schema/calendar/calendar.rules.ts'
import { CALENDAR_DAYS } from '../../schema/calendar/calendar.seed.ts'
import type { Registers } from '../../schema/city.ts'
import { KNOWLEDGE } from '../../schema/knowledge/knowledge.seed.ts'
import { DUTIES, ORGANS } from '../../schema/organ/organ.seed.ts'
import { buildGazetteer } from '../../schema/territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../../schema/territory/territory.seed.ts'

/** The demo city's registers straight from their seeds, without a store. */
export function demoRegisters(): Registers {
  return {
    gazetteer: buildGazetteer(DISTRICTS, STREETS),
    calendar: buildCalendar(CALENDAR_DAYS),
    organs: new Map(ORGANS.map((organ) => [organ.id, organ])),
    duties: DUTIES,
    knowledge: KNOWLEDGE,
  }
}
