import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kindsByCity, kindsBySubject } from './kind-rows.ts'

/** `node --import tsx tests/evaluate/write-kind-rows.ts DIR`: the rows that the kind's weights were learned from. */
const [dir] = process.argv.slice(2)
const files = { 'kinds-by-subject.jsonl': kindsBySubject(), 'kinds-by-city.jsonl': kindsByCity() }
for (const [name, rows] of Object.entries(files)) {
  if (!dir || !rows) throw new Error('needs a folder to write to, and the texts (JIESU_DATA)')
  writeFileSync(join(dir, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
