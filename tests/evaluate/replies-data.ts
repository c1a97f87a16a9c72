import { readFileSync } from 'node:fs'
import { dataRows } from './data.ts'

/** What a reader said of a pair; labels/README.md tells what counts. */
export interface ReplyLabel {
  /** Id of the row in the data; the texts are not part of the project. */
  id: number
  /** tune, aimed: what rules and weights were made on; held: read after they were fixed. */
  part: 'tune' | 'aimed' | 'held'
  answers: 0 | 1 | 2
  overPromises: 0 | 1
  leaks: 0 | 1
  passesTheBuck: 0 | 1
  citesBasis: 0 | 1
}

export interface LabelledPair {
  label: ReplyLabel
  request: string
  reply: string
}

/** The labelled pairs of these parts with their texts; undefined where the texts are not. */
export function labelledPairs(parts: readonly ReplyLabel['part'][]): LabelledPair[] | undefined {
  const rows = dataRows<{ id: number; subject: string; detail: string; reply: string }>('taidi2020c/replies.jsonl')
  if (!rows) return undefined
  const byId = new Map(rows.map((row) => [row.id, row]))
  const labels = readFileSync(new URL('labels/replies.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return labels
    .map((line) => JSON.parse(line) as ReplyLabel)
    .filter(({ part }) => parts.includes(part))
    .map((label) => {
      const row = byId.get(label.id)
      if (!row) throw new Error(`no row ${label.id} in the data: the labels belong to another edition of it`)
      return { label, request: `${row.subject}。${row.detail}`, reply: row.reply }
    })
}
