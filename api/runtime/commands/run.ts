import { existsSync } from 'node:fs'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { ConfigError } from '../config.ts'

/** Exit codes of the commands: the work could not be done; it was done, but for some rows. */
export const FAILED = 1
export const IN_PART = 2

/** Runs a command with the settings of `npm start`, and ends the process with its exit code. */
export async function runCommand(usage: string, work: () => Promise<number>): Promise<never> {
  process.exit(await outcomeOf(usage, work))
}

/** Does a command's work; gives its exit code. What its user can mend is said in a sentence. */
export async function outcomeOf(usage: string, work: () => Promise<number>): Promise<number> {
  try {
    if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
      console.log(usage)
      process.exit(0)
    }
    // What the environment says already stays as it is.
    if (existsSync('.env')) process.loadEnvFile('.env')
    return await work()
  } catch (error) {
    const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    if (error instanceof DomainError || error instanceof ConfigError) console.error(error.message)
    else if (isUsage) console.error(`${misused(error as Error)}\n${usage}`)
    else console.error(error)
    return FAILED
  }
}

/** What node says of options in English, said as the rest. */
function misused({ message }: Error): string {
  const [, what = ''] = /'(-[^'\s]*|[^']*)/.exec(message) ?? []
  if (message.startsWith('Unknown option')) return `没有 ${what} 这个选项`
  if (message.startsWith('Unexpected argument')) return `多了 ${what}`
  return message.includes('argument missing') || message.includes('ambiguous')
    ? `${what} 后面缺少内容`
    : `${what} 用法不对`
}
