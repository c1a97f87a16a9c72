import type { City } from '../../schema/city.ts'
import { DeliveryError, DomainError } from '../../schema/kernel/errors.ts'
import type { Clock } from '../../schema/kernel/ports.ts'
import { createTokenShelf } from '../../schema/kernel/token-shelf.store.ts'
import { hasStaff } from '../../schema/staff/staff.store.ts'
import { hotlineName } from '../../schema/territory/city-name.rules.ts'
import { createTokens } from '../auth/tokens.ts'
import { SubmitGate } from '../auth/submit-gate.ts'
import { TryLimiter } from '../auth/try-limiter.ts'
import { UploadAllowance } from '../auth/upload-allowance.ts'
import { openChangeFeed } from '../graphql/change-feed.ts'
import { buildYoga } from '../graphql/yoga.ts'
import { buildApp } from '../http/app.ts'
import { listen } from '../http/listen.ts'
import { createPages } from '../pages/pages.ts'
import { announce } from './announce.ts'
import { openBacking } from './backing.ts'
import { openCity } from './city.ts'
import { type Config, type Part, open311Clients } from './config.ts'
import { serveDemoWire } from './demo-wire.ts'
import { openDoorsOf } from './doors.ts'
import { createLog } from './log.ts'
import { startParts } from './parts.ts'
import { Teardown } from './teardown.ts'

export interface Running {
  /** Where the HTTP part listens; empty when it was not asked for. */
  url: string
  city: City
  /** Where the pretend platforms are, if any stands in. */
  simulator?: string
  /** Drains and stops everything this process started, and nothing else. */
  stop(): Promise<void>
}

export interface StartOptions {
  parts: readonly Part[]
  print(line: string): void
  clock?: Clock
}

/** Plugs the whole house together and starts the parts asked for. */
export async function startJiesu(config: Config, options: StartOptions): Promise<Running> {
  const clock = options.clock ?? { now: () => new Date() }
  const log = createLog(config.LOG_LEVEL)
  const onBug = (error: unknown, where = 'api') => log.error({ err: error, where }, 'unexpected')
  // A platform that is away or somebody who was faster is no bug: the outbox brings the job again.
  const onTrouble = (error: unknown, job: string) => {
    const isExpected = error instanceof DeliveryError || error instanceof DomainError
    if (isExpected) log.warn({ where: job, why: error.message }, 'to be tried again')
    else onBug(error, job)
  }
  const teardown = new Teardown(onBug)
  try {
    // The port comes first: when it is taken, nothing else need be started.
    const http = options.parts.includes('api') ? await listen(config.PORT, config.HOST) : undefined
    if (http) teardown.add('port', () => http.close())
    const backing = await openBacking(config, options.print, teardown)
    const { city, password } = await openCity(config, backing.db, clock, options.print)
    const doors = await openDoorsOf(config, {
      clock,
      tokens: createTokenShelf(city.db, city.sealer),
      webhookBase: http?.url ?? `http://127.0.0.1:${config.PORT}`,
      teardown,
    })
    const feed = openChangeFeed(backing.redis.url, backing.installation)
    teardown.add('change feed', () => feed.close())
    city.spine.listen(({ ticket }) => ticket && feed.announce(ticket))
    await startParts(options.parts, {
      city,
      doors,
      backing,
      config,
      print: options.print,
      onError: onTrouble,
      teardown,
    })

    if (http) {
      const tokens = createTokens(config.JWT_SECRET)
      const limiter = new TryLimiter()
      const development = config.NODE_ENV !== 'production'
      const { signInMiniProgram, exchangePhoneNumber, channels, simulator } = doors
      const signIn = { signInMiniProgram, exchangePhoneNumber }
      const yoga = buildYoga({ city, tokens, limiter, feed, development, ...signIn, onBug })
      const wire = config.SEED === 'demo' && simulator ? { city, tokens, simulator } : undefined
      const clients = open311Clients(config)
      const app = buildApp({
        ...(clients && {
          open311: { clients, jurisdiction: config.OPEN311_JURISDICTION, production: !development },
        }),
        city,
        channels,
        yoga,
        tokens,
        limiter,
        gate: new SubmitGate(city, limiter),
        uploads: new UploadAllowance(),
        pages: await createPages({ development, hotline: hotlineName(city.registers.gazetteer.districts.values()) }),
        editor: development,
        trustProxy: config.TRUST_PROXY === 'true',
        ready: async () => ({ store: await city.db.answers(), redis: await feed.answers() }),
        ...(wire && { demo: (context) => serveDemoWire(context, wire) }),
        onBug,
      })
      const answer = app.callback()
      http.serve((request, response) => void answer(request, response))
      // Drained first of all: what is being answered still needs everything below it.
      teardown.add('http', () => http.close())
    }
    announce(options.print, config, {
      url: http?.url,
      password,
      backing,
      simulator: doors.simulator,
      organs: city.registers.organs.size,
      staff: await hasStaff(city.db),
    })
    return {
      url: http?.url ?? '',
      city,
      ...(doors.simulator && { simulator: doors.simulator }),
      stop: () => teardown.run(),
    }
  } catch (error) {
    await teardown.run()
    throw error
  }
}
