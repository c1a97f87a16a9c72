import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import { upsertAll } from '../kernel/upsert.ts'
import type { CalendarDay } from './calendar.rules.ts'

/** One document a year, as the State Council's notice comes. */
interface CalendarYear {
  /** `2026` */
  _id: string
  days: CalendarDay[]
}

const text = { type: String, required: true } as const

export const calendarRecord = recordType<CalendarYear>(
  'calendarYears',
  new Schema(
    {
      _id: text,
      days: [
        new Schema(
          {
            date: text,
            kind: { type: String, enum: ['holiday', 'workday'], required: true },
            name: text,
            basis: { type: String, enum: ['announced', 'statutory'], required: true },
          },
          { _id: false, strict: 'throw' },
        ),
      ],
    },
    { strict: 'throw', versionKey: false },
  ),
)

/** All special days, by date; give them to `buildCalendar`. */
export async function loadCalendar(db: Db): Promise<CalendarDay[]> {
  const years = await db.of(calendarRecord).find().sort({ _id: 1 }).toArray()
  return years.flatMap((year) => year.days)
}

/** Puts whole years in place: a year given replaces what was known of it, other years stay. */
export async function saveCalendar(db: Db, days: readonly CalendarDay[]): Promise<void> {
  const years = [...new Set(days.map((day) => day.date.slice(0, 4)))]
  await upsertAll(
    db,
    calendarRecord,
    years.map((year) => ({ _id: year, days: days.filter((day) => day.date.startsWith(year)) })),
  )
}
