import { randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { log, type Wechaty, WechatyBuilder, type WechatyPlugin } from 'wechaty'
import { citizenKey } from '../schema/citizen/citizen.store.ts'
import type { City } from '../schema/city.ts'
import type { InboundMessage } from '../schema/kernel/ports.ts'
import { recordNotice } from '../schema/notice/notice.service.ts'
import { hotlinePlugin } from './puppet/hotline-plugin.ts'
import { type Cause, PuppetHotline } from './puppet/puppet-hotline.ts'

/** Contacts wechaty keeps for ever unless they are taken from it. */
const KEEP_CONTACTS = 1000

export interface BotDeps {
  city: City
  load(inboxId: string): Promise<InboundMessage | undefined>
  /** The dialogue: hears one message and does what it asks for. */
  hear(city: City, inboxId: string, message: InboundMessage): Promise<void>
  /** Where skills write what they say, and the id it has there; the outbound ledger when not given. */
  say?(account: string, text: string, cause: Cause | undefined): Promise<string>
  /** Further wechaty plugins that answer beside the hotline. */
  skills?: readonly WechatyPlugin[]
  /** What goes wrong in a skill or in wechaty without belonging to the hearing of a message. */
  onError?(error: unknown): void
}

export interface Bot {
  /** Hears a stored message, which the caller may have at hand; settles as the dialogue does. Throws when there is no such message or the bot stopped. */
  hear(inboxId: string, loaded?: InboundMessage): Promise<void>
  stop(): Promise<void>
}

/** Starts wechaty on our own puppet: no network, no files, nothing under $HOME. */
export async function startBot(deps: BotDeps): Promise<Bot> {
  const { city } = deps
  const onError = (error: unknown) => deps.onError?.(error)
  // It prints to the console, names of accounts included.
  log.level('silent')
  const puppet = new PuppetHotline({
    accountOf: ({ channel, sender }) => `${channel}:${citizenKey(city.sealer, channel, sender)}`,
    load: deps.load,
    now: () => city.clock.now(),
    say: deps.say ?? ((account, text, cause) => writeToLedger(city, account, text, cause)),
  })
  // Without a name, because a name is the name of a file.
  const bot = WechatyBuilder.build({ puppet })
  bot.on('error', (error) => {
    if (!puppet.failed(error)) onError(error)
  })
  isolateListeners(bot as unknown as EventEmitter, onError)
  const dialogue = (inboxId: string, message: InboundMessage) => deps.hear(city, inboxId, message)
  bot.use(hotlinePlugin({ hear: ({ id }) => puppet.hear(id, dialogue), onError }), ...(deps.skills ?? []))
  await bot.start()
  mendLocations(bot)
  return {
    async hear(inboxId, loaded) {
      const message = loaded ?? (await deps.load(inboxId))
      if (!message) throw new Error('no such message')
      await puppet.deliver(inboxId, message)
      forgetContacts(bot)
    },
    stop: () => bot.stop(),
  }
}

/** In wechaty 1.20 `message.toLocation()` makes a Location outside of its bot, which then refuses to be made. */
function mendLocations(bot: Wechaty): void {
  bot.Message.prototype.toLocation = async function toLocation() {
    return new bot.Location(await bot.puppet.messageLocation(this.id))
  }
}

/** A skill that throws, at once or later, harms neither the others nor the process. */
function isolateListeners(bot: EventEmitter, onError: (error: unknown) => void): void {
  const emit = bot.emit.bind(bot)
  bot.emit = (event, ...values: unknown[]) => {
    if (event !== 'message') return emit(event, ...values)
    const listeners = bot.rawListeners(event)
    for (const listen of listeners) {
      void (async () => listen.apply(bot, values) as unknown)().catch(onError)
    }
    return listeners.length > 0
  }
}

/** What a skill says, once per message and turn; said unasked it is one of a kind. */
async function writeToLedger(city: City, account: string, text: string, cause: Cause | undefined): Promise<string> {
  const [channel = '', key = ''] = account.split(':')
  const id = cause ? `${cause.inboxId}:skill:${cause.count}` : `skill:${randomUUID()}`
  await recordNotice(city, { _id: id, kind: 'answer', citizenKey: key, channel, text })
  return id
}

/** Wechaty pools every contact it has ever met; the oldest go when there are too many. */
function forgetContacts(bot: Wechaty): void {
  const { pool } = bot.Contact as unknown as { pool: Map<string, unknown> }
  for (const id of pool.keys()) {
    if (pool.size <= KEEP_CONTACTS) return
    pool.delete(id)
  }
}
