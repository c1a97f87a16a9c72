import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ConfigError, PARTS, type Part, readConfig } from './config.ts'
import type { Running } from './start.ts'

/** What a shell calls a program that Ctrl-C ended. */
const INTERRUPTED = 130

/** `--only=api,bot` starts some of the parts; without it, all. Throws ConfigError for a part that does not exist. */
function partsOf(args: readonly string[]): Part[] {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' } }, strict: true })
  const wanted = values.only?.split(',') ?? [...PARTS]
  const unknown = wanted.filter((name) => !PARTS.some((part) => part === name))
  if (unknown.length > 0)
    throw new ConfigError([`--only: 没有 ${unknown.join(', ')} 这一部分，可选 ${PARTS.join(', ')}`])
  return PARTS.filter((part) => wanted.includes(part))
}

/** The first signal drains, also when it comes while we are still starting; a second one does not wait. */
function stopOnSignals(starting: Promise<Running>): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(INTERRUPTED)
    stopping = true
    console.log('正在收尾 …')
    void starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

try {
  // What the environment says already stays as it is.
  if (existsSync('.env')) process.loadEnvFile('.env')
  const parts = partsOf(process.argv.slice(2))
  const config = readConfig(process.env)
  // The house is loaded last, which takes seconds: what is wrong with the settings is said at once.
  const starting = import('./start.ts').then(({ startJiesu }) =>
    startJiesu(config, { parts, print: (line) => console.log(line) }),
  )
  stopOnSignals(starting)
  await starting
} catch (error) {
  // What the operator can mend is said in one sentence; a bug shows where it is.
  const known = error instanceof Error && !(error instanceof TypeError || error instanceof ReferenceError)
  console.error(known ? error.message : error)
  process.exit(1)
}
