import type { City } from '../../schema/city.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import type { JobContext } from '../../jobs/job.ts'
import { startRunner } from '../../jobs/runner.ts'
import type { Backing } from './backing.ts'
import type { Doors } from './doors.ts'
import type { Teardown } from './teardown.ts'

export const PARTS = ['api', 'bot', 'jobs'] as const
export type Part = (typeof PARTS)[number]

interface PartDeps {
  city: City
  doors: Doors
  backing: Backing
  onError(error: unknown, where: string): void
  teardown: Teardown
}

/** Starts the workers of the bot and of the jobs, as far as they are asked for. */
export async function startParts(parts: readonly Part[], deps: PartDeps): Promise<void> {
  const { city, doors, backing, onError, teardown } = deps
  const run = (part: 'bot' | 'jobs', hear: JobContext['hear']) => {
    const { installation, redis } = backing
    const runner = startRunner(
      { city, channels: doors.channels, hear },
      { part, redisUrl: redis.url, installation, onError },
    )
    teardown.add(`${part} workers`, () => runner.stop())
  }
  if (parts.includes('jobs')) {
    run('jobs', () => Promise.reject(new Error('hearing is the part of the bot')))
  }
  if (parts.includes('bot')) {
    // Loaded only here: wechaty costs the other parts nothing.
    const [{ startBot }, { converse }] = await Promise.all([
      import('../../bot/bot.ts'),
      import('../../bot/dialog/converse.ts'),
    ])
    const bot = await startBot({
      city,
      load: (id) => loadMessage(city, id),
      hear: converse,
      onError: (error) => onError(error, 'bot'),
    })
    teardown.add('bot', () => bot.stop())
    run('bot', (inboxId) => bot.hear(inboxId))
  }
}
