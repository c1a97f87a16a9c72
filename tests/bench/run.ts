import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type BenchRow, meets } from './row.ts'

/**
 * `npm run bench [-- --only=start,callback,…]`: measures, prints a table and writes it to var/bench.json. Exit code 1
 * when a bar is missed. One run on a shared machine is one run: look at ratios, and run it again before you believe it.
 */
const SUITES: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  start: async () => (await import('./start.bench.ts')).benchStart(),
  callback: async () => (await import('./callback.bench.ts')).benchCallback(),
  dialogue: async () => (await import('./dialogue.bench.ts')).benchDialogue(),
  normalise: async () => (await import('./normalise.bench.ts')).benchNormalise(),
  proof: async () => (await import('./proof.bench.ts')).benchProof(),
  seed: async () => (await import('./seed.bench.ts')).benchSeed(),
  exchange: async () => (await import('./exchange.bench.ts')).benchExchange(),
  likeness: async () => (await import('./likeness.bench.ts')).benchLikeness(),
  topics: async () => (await import('./topics.bench.ts')).benchTopics(),
  store: async () => (await import('./store.bench.ts')).benchStore(),
  wechat: async () => (await import('./wechat.bench.ts')).benchWechat(),
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',') ?? Object.keys(SUITES)
const rows: BenchRow[] = []
for (const name of wanted) {
  const suite = SUITES[name]
  if (!suite) throw new Error(`no such bench: ${name} (there are ${Object.keys(SUITES).join(', ')})`)
  console.log(`— ${name}`)
  for (const row of await suite()) {
    rows.push(row)
    console.log(`  ${line(row)}`)
  }
}
mkdirSync('var', { recursive: true })
const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model.trim() }
writeFileSync('var/bench.json', `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`)
const missed = rows.filter((row) => meets(row) === false)
console.log(`\n${rows.length} figures in var/bench.json, ${missed.length} bars missed`)
process.exit(missed.length > 0 ? 1 : 0)

function line(row: BenchRow): string {
  const { name, value, unit, bar, note } = row
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
  const wantedText = bar ? `  (${bar.max === undefined ? `≥ ${bar.min}` : `≤ ${bar.max}`})` : ''
  const mark = { true: ' ✓', false: ' ✗', undefined: '' }[String(meets(row))]
  return `${name.padEnd(52)} ${shown.padStart(9)} ${unit}${wantedText}${mark}${note ? `  ${note}` : ''}`
}
