import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** `npm run build`: what models learned stands beside the code that reads it, in the built house too. */
const FROM = 'schema'
const TO = join('dist', 'schema')

const weights = readdirSync(FROM, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name === 'weights',
)
for (const { parentPath, name } of weights) {
  const folder = join(parentPath, name)
  cpSync(folder, join(TO, folder.slice(FROM.length + 1)), { recursive: true })
}
if (weights.length === 0) throw new Error('no weights were found')
