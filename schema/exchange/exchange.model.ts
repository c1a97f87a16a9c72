import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'

/** How far the import of one file has got. */
export interface ImportRecord {
  /** SHA-256 of the file. */
  _id: string
  name: string
  startedAt: Date
  finishedAt?: Date
  /** Columns that no field stands for, in the order of the file. */
  extraColumns: string[]
  /** Rows of data that are done with. */
  rows: number
  added: number
  there: number
  bad: number
  /** How long the report of bad rows was then; absent where none was asked for. */
  reportBytes?: number
}

const text = { type: String, required: true } as const
const count = { type: Number, min: 0, required: true } as const

export const importRecord = recordType<ImportRecord>(
  'imports',
  new Schema(
    {
      _id: text,
      name: text,
      startedAt: { type: Date, required: true },
      finishedAt: Date,
      extraColumns: [String],
      rows: count,
      added: count,
      there: count,
      bad: count,
      reportBytes: Number,
    },
    { strict: 'throw', versionKey: false },
  )
    // The order in which extra columns are written.
    .index({ startedAt: 1 }),
)
