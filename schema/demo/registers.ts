import { buildCalendar } from '../calendar/calendar.rules.ts'
import { CALENDAR_DAYS } from '../calendar/calendar.seed.ts'
import type { Registers } from '../city.ts'
import { KNOWLEDGE } from '../knowledge/knowledge.seed.ts'
import { DUTIES, ORGANS } from '../organ/organ.seed.ts'
import { buildGazetteer } from '../territory/territory.rules.ts'
import { DISTRICTS, STREETS } from '../territory/territory.seed.ts'

/** The demo city's registers straight from their seeds: for commands and tests that need no store. */
export function demoRegisters(): Registers {
  return {
    gazetteer: buildGazetteer(DISTRICTS, STREETS),
    calendar: buildCalendar(CALENDAR_DAYS),
    organs: new Map(ORGANS.map((organ) => [organ.id, organ])),
    duties: DUTIES,
    knowledge: KNOWLEDGE,
  }
}
