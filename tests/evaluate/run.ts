import { parseArgs } from 'node:util'
import { type BenchRow, meets } from '../bench/row.ts'

/**
 * `npm run evaluate [-- --only=category,…]`: measures what the models and rules understand on texts that are not part of
 * the project, prints figures against their bars, and ends with code 1 when one is missed. Without the texts a part says
 * that it was skipped: a skipped bar was not met.
 */
const PARTS: Readonly<Record<string, () => Promise<BenchRow[] | 'no data'>>> = {
  place: async () => (await import('./place.evaluate.ts')).evaluatePlace(),
  replies: async () => (await import('./replies.evaluate.ts')).evaluateReplies(),
  duplicates: async () => (await import('./duplicates.evaluate.ts')).evaluateDuplicates(),
  drift: async () => (await import('./drift.evaluate.ts')).evaluateDrift(),
  urgency: async () => (await import('./urgency.evaluate.ts')).evaluateUrgency(),
  topics: async () => (await import('./topics.evaluate.ts')).evaluateTopics(),
  sentiment: async () => (await import('./sentiment.evaluate.ts')).evaluateSentiment(),
  category: async () => (await import('./category.evaluate.ts')).evaluateCategory(),
  kind: async () => (await import('./kind.evaluate.ts')).evaluateKind(),
  levels: async () => (await import('./levels.evaluate.ts')).evaluateLevels(),
}

/** What a part lacks that measures on something else than the texts. */
const MISSING: Readonly<Record<string, string>> = {
  drift: 'nobody has corrected or confirmed a ticket in this store yet (DATA_DIR or MONGODB_URI say which it is)',
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',') ?? Object.keys(PARTS)
let missed = 0
let figures = 0
const skipped: string[] = []
for (const name of wanted) {
  const part = PARTS[name]
  if (!part) throw new Error(`no such evaluation: ${name} (there are ${Object.keys(PARTS).join(', ')})`)
  console.log(`— ${name}`)
  const rows = await part()
  if (rows === 'no data') {
    skipped.push(name)
    console.log(
      `  !! SKIPPED: ${MISSING[name] ?? 'the texts to measure on are not here (set JIESU_DATA to their folder)'}`,
    )
    continue
  }
  for (const row of rows) {
    figures += 1
    if (meets(row) === false) missed += 1
    console.log(`  ${line(row)}`)
  }
}
console.log(
  `\n${figures} figures, ${missed} bars missed${skipped.length > 0 ? `, SKIPPED: ${skipped.join(', ')}` : ''}`,
)
process.exit(missed > 0 ? 1 : 0)

function line(row: BenchRow): string {
  const { name, value, unit, bar, note } = row
  const wantedText = bar ? `  (${bar.max === undefined ? `≥ ${bar.min}` : `≤ ${bar.max}`})` : ''
  const mark = { true: ' ✓', false: ' ✗', undefined: '' }[String(meets(row))]
  return `${name.padEnd(60)} ${value.toPrecision(4).padStart(9)} ${unit}${wantedText}${mark}${note ? `  ${note}` : ''}`
}
