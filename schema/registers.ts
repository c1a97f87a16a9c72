import { buildCalendar } from './calendar/calendar.rules.ts'
import { CALENDAR_DAYS } from './calendar/calendar.seed.ts'
import { loadCalendar, saveCalendar } from './calendar/calendar.store.ts'
import type { Registers } from './city.ts'
import type { Db } from './kernel/db.ts'
import { KNOWLEDGE } from './knowledge/knowledge.seed.ts'
import { loadKnowledge, saveKnowledge } from './knowledge/knowledge.store.ts'
import { DUTIES, ORGANS } from './organ/organ.seed.ts'
import { loadOrgans, saveOrgans } from './organ/organ.store.ts'
import { buildGazetteer } from './territory/territory.rules.ts'
import { DISTRICTS, STREETS } from './territory/territory.seed.ts'
import { loadTerritory, saveTerritory } from './territory/territory.store.ts'

/** Reads the city's registers as they stand in the store. */
export async function loadRegisters(db: Db): Promise<Registers> {
  const [territory, days, organs, knowledge] = await Promise.all([
    loadTerritory(db),
    loadCalendar(db),
    loadOrgans(db),
    loadKnowledge(db),
  ])
  return {
    gazetteer: buildGazetteer(territory.districts, territory.streets),
    calendar: buildCalendar(days),
    ...organs,
    knowledge,
  }
}

/** Writes the demo city's registers; what an administrator changed under the same id is put back. */
export async function seedDemoRegisters(db: Db): Promise<void> {
  await Promise.all([
    saveTerritory(db, { districts: DISTRICTS, streets: STREETS }),
    saveCalendar(db, CALENDAR_DAYS),
    saveOrgans(db, { organs: ORGANS, duties: DUTIES }),
    saveKnowledge(db, KNOWLEDGE),
  ])
}
