import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ChannelSettings, openChannels } from '../../bot/channels/open-channels.ts'
import { credentialsOf } from '../../bot/channels/simulator/credentials.ts'
import { type Simulator, startSimulator } from '../../bot/channels/simulator/simulator.ts'
import type { PushMode } from '../../bot/channels/wechat-platform/settings.ts'
import type { Channel, InboundMessage } from '../../schema/kernel/ports.ts'
import { knock } from './simulator-fixtures.ts'
import { demoSettings } from './simulator-settings.ts'

/** A clock that only moves when it is told to. */
class MovedClock {
  #now = new Date('2026-11-30T01:00:00Z').getTime()
  now = (): Date => new Date(this.#now)
  pass(ms: number): void {
    this.#now += ms
  }
}

/** The pretend platforms with the city's channels before them: callbacks arrive, messages go out, time is ours. */
export interface PretendCity extends AsyncDisposable {
  clock: MovedClock
  simulator: Simulator
  settings: ChannelSettings
  channel(name: string): Channel & Required<Pick<Channel, 'send'>>
  signIn: ReturnType<typeof openChannels>['signInMiniProgram']
  exchangePhone: ReturnType<typeof openChannels>['exchangePhoneNumber']
  /** Messages that came in, in order, repeated ones as often as they came. */
  heard: InboundMessage[]
  /** Makes the door answer the next callbacks with these statuses; 0 never answers. */
  answerWith(...statuses: number[]): void
}

export async function startPretendCity(
  given: {
    mode?: PushMode
    callbackTimeoutMs?: number
    /** How long the city waits for an answer; five seconds when not given. */
    patienceMs?: number
    change?: (settings: ChannelSettings) => ChannelSettings
  } = {},
): Promise<PretendCity> {
  const clock = new MovedClock()
  const change = given.change ?? ((settings: ChannelSettings) => settings)
  const heard: InboundMessage[] = []
  const statuses: number[] = []
  let channels: ReadonlyMap<string, Channel> = new Map()

  const door = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://door')
      const channel = channels.get(url.pathname.replace('/channels/', ''))
      if (!channel) return void response.writeHead(404).end()
      const status = statuses.shift()
      const answer = knock(channel, {
        method: 'POST',
        query: Object.fromEntries(url.searchParams),
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks),
        receivedAt: clock.now(),
      })
      heard.push(...answer.messages)
      if (status === 0) return
      const acknowledged = channel.acknowledge(answer.messages)
      response.writeHead(status ?? answer.status).end(acknowledged.body)
    })
  })
  await new Promise<void>((done) => {
    door.listen(0, '127.0.0.1', done)
  })
  const mode = given.mode ?? 'safe'
  const simulator = await startSimulator({
    port: 0,
    webhookBase: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    credentials: credentialsOf(change(demoSettings({ mode }))),
    now: clock.now,
    ...(given.callbackTimeoutMs && { callbackTimeoutMs: given.callbackTimeoutMs }),
  })
  const settings = change(
    demoSettings({
      mode,
      wechatBase: simulator.wechatBase,
      weiboBase: simulator.weiboBase,
      gatewayBase: simulator.gatewayBase,
    }),
  )
  const opened = openChannels(settings, { clock, fetch: impatient(given.patienceMs ?? 5000) })
  channels = opened.channels
  return {
    clock,
    simulator,
    settings,
    signIn: opened.signInMiniProgram,
    exchangePhone: opened.exchangePhoneNumber,
    heard,
    answerWith: (...next) => void statuses.push(...next),
    channel(name) {
      const channel = channels.get(name)
      if (!channel?.send) throw new Error(`${name} cannot send`)
      return { ...channel, send: channel.send }
    },
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      door.closeAllConnections()
      await new Promise((done) => {
        door.close(done)
      })
    },
  }
}

function impatient(patienceMs: number): typeof fetch {
  return (input, init) => {
    const signals = [AbortSignal.timeout(patienceMs), ...(init?.signal ? [init.signal] : [])]
    return fetch(input, { ...init, signal: AbortSignal.any(signals) })
  }
}

/** The DeliveryError or DomainError a promise ends in, as far as a test looks at it. */
export async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('was not refused')
}
