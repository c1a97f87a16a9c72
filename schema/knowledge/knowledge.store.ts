import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import { upsertAll } from '../kernel/upsert.ts'
import type { KnowledgeEntry } from './knowledge.rules.ts'

const text = { type: String, required: true } as const

export const knowledgeRecord = recordType<Omit<KnowledgeEntry, 'id'> & { _id: string }>(
  'knowledge',
  new Schema(
    {
      _id: text,
      title: text,
      questions: [String],
      answer: text,
      source: text,
      organId: text,
      updatedOn: text,
      reviewBy: text,
    },
    { strict: 'throw', versionKey: false },
  )
    .index({ organId: 1 })
    .index({ reviewBy: 1 }),
)

/** The whole knowledge base, by id. */
export async function loadKnowledge(db: Db): Promise<KnowledgeEntry[]> {
  const entries = await db.of(knowledgeRecord).find().sort({ _id: 1 }).toArray()
  return entries.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
}

/** Puts entries in place of those with the same id; leaves others alone. */
export async function saveKnowledge(db: Db, entries: readonly KnowledgeEntry[]): Promise<void> {
  await upsertAll(
    db,
    knowledgeRecord,
    entries.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
}
