import { existsSync } from 'node:fs'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { ConfigError } from '../config.ts'

/** Exit codes of the commands: the work could not be done; it was done, but for some rows. */
export const FAILED = 1
export const IN_PART = 2

/**
 * Runs a command with the settings of `npm start`, and ends the process with the code
 * it gives. What its user can mend is said in a sentence.
 */
export async function runCommand(usage: string, work: () => Promise<number>): Promise<never> {
  try {
    // What the environment says already stays as it is.
    if (existsSync('.env')) process.loadEnvFile('.env')
    process.exit(await work())
  } catch (error) {
    const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    if (error instanceof DomainError || error instanceof ConfigError) console.error(error.message)
    else if (isUsage) console.error(`${(error as Error).message}\n${usage}`)
    else console.error(error)
    process.exit(FAILED)
  }
}
