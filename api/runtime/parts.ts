import { join } from 'node:path'
import type { City } from '../../schema/city.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import type { JobContext } from '../../jobs/job.ts'
import { startRunner } from '../../jobs/runner.ts'
import type { Backing } from './backing.ts'
import type { Config, Part } from './config.ts'
import type { Doors } from './doors.ts'
import type { Teardown } from './teardown.ts'

interface PartDeps {
  city: City
  doors: Doors
  backing: Backing
  config: Pick<Config, 'WECHATY_PUPPET' | 'WECHATY_PUPPET_OPTIONS'>
  print(line: string): void
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
    teardown.add(`${part} workers`, () => {
      city.languageModel?.close()
      return runner.stop()
    })
  }
  // First, because a puppet that is not installed is found out here.
  if (parts.includes('bot')) await startPuppet(deps)
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
    run('bot', (inboxId, message) => bot.hear(inboxId, message))
  }
}

/** Logs in the account of a further puppet, where one is configured. */
async function startPuppet({ city, doors, backing, config, print, onError, teardown }: PartDeps): Promise<void> {
  const { WECHATY_PUPPET: name, WECHATY_PUPPET_OPTIONS: options = {} } = config
  if (!name) return
  const [{ startBridge }, { loadPuppet }] = await Promise.all([
    import('../../bot/puppet/bridge.ts'),
    import('../../bot/puppet/load-puppet.ts'),
  ])
  const bridge = startBridge({
    city,
    puppet: await loadPuppet(name, options),
    channel: doors.wechaty,
    memory: join(backing.dir, 'wechaty'),
    onScan: (qrcode) => print(`请把下面的内容生成二维码，用机器人账号扫码登录：${qrcode}`),
    onError: (error) => onError(error, 'puppet'),
  })
  teardown.add('puppet', () => bridge.stop())
}
