import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type LabelledText, withSubject } from '../../schema/classify/training-row.rules.ts'
import { dataRows } from './data.ts'

/** One message as a reader placed it in the shipped tree; see labels/README.md. */
interface LevelLabel {
  id: string
  part: 'read' | 'fit' | 'held'
  /** First sixteen digits of the text's sha256. */
  sha256: string
  l1: string
  /** Absent where the tree has no place for it. */
  l2?: string
  l3?: string
  /** Other places (`l2/l3`, or `l2`) that are right too. */
  also?: string[]
}

export type LevelRow = LevelLabel & { text: string }

const FILES = ['taidi2020c/messages_train.jsonl', 'taidi2020c/messages_dev.jsonl']

/** The labelled messages with their texts; undefined without the texts. Throws when a text is not the one that was labelled. */
export function levelRows(): LevelRow[] | undefined {
  const rows = FILES.flatMap((file) => dataRows<LabelledText & { id: string }>(file) ?? [])
  if (rows.length === 0) return undefined
  const byId = new Map(rows.map((row) => [row.id, row]))
  return readFileSync(new URL('labels/levels.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const label = JSON.parse(line) as LevelLabel
      const { text = '', subject } = byId.get(label.id) ?? {}
      const sha256 = createHash('sha256').update(text).digest('hex').slice(0, 16)
      if (sha256 !== label.sha256) throw new Error(`${label.id} is not the text that was labelled`)
      return { ...label, text: withSubject(subject, text) }
    })
}
