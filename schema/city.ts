import type { WorkingCalendar } from './calendar/calendar.rules.ts'
import type { Db } from './kernel/db.ts'
import type { Clock, LanguageModel } from './kernel/ports.ts'
import type { Sealer } from './kernel/seal.ts'
import type { Spine } from './kernel/spine.ts'
import type { KnowledgeEntry } from './knowledge/knowledge.rules.ts'
import type { Duty, Organ } from './organ/organ.rules.ts'
import type { Gazetteer } from './territory/territory.rules.ts'

/** The city's registers, loaded once at start: they change by an administrator's act, not by a request. */
export interface Registers {
  gazetteer: Gazetteer
  calendar: WorkingCalendar
  organs: ReadonlyMap<string, Organ>
  duties: readonly Duty[]
  knowledge: readonly KnowledgeEntry[]
}

/** What every use case may use. */
export interface City {
  db: Db
  spine: Spine
  clock: Clock
  sealer: Sealer
  registers: Registers
  /** Where one is configured. */
  languageModel?: LanguageModel
}
