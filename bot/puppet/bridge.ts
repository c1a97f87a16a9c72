import { setTimeout as sleep } from 'node:timers/promises'
import { log, type Wechaty, WechatyBuilder } from 'wechaty'
import type { Puppet } from 'wechaty-puppet'
import type { City } from '../../schema/city.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import { DeliveryError } from '../../schema/kernel/errors.ts'
import { parseFacts } from './foreign-facts.ts'
import { factsOf } from './foreign-message.ts'
import { hotlinePlugin } from './hotline-plugin.ts'
import type { Speaker, WechatyChannel } from './wechaty-channel.ts'

/** Larger than photos and voice messages are. */
const MAX_FILE = 10 * 1024 * 1024
/** How long a puppet may take to hand out a file. */
const FILE_MS = 30_000
/** A puppet that still waits for its server may never end: the rest of the process need not wait with it. */
const STOP_MS = 5000

export interface BridgeDeps {
  city: City
  puppet: Puppet
  channel: WechatyChannel
  /** The content of the QR code that the account's owner has to scan. */
  onScan?(qrcode: string): void
  onError(error: unknown): void
  /** Where the puppet keeps its login, without ending; in memory when not given. */
  memory?: string
}

export interface Bridge {
  /** Settles when the puppet has started; it may still wait for its login. */
  started: Promise<void>
  stop(): Promise<void>
}

/**
 * The hotline on somebody else's puppet: what is said to its account, alone or by mention in a room, goes into the same
 * inbox as everything else, and what the ledger holds for it is said through it. Nothing lives in here: a message is
 * stored before anything happens with it, and answers are notices.
 */
export function startBridge({ city, puppet, channel, onScan, onError, memory }: BridgeDeps): Bridge {
  log.level('silent')
  const bot = WechatyBuilder.build({ puppet, ...(memory && { name: memory }) })
  const since = city.clock.now()
  bot.on('error', onError)
  bot.on('scan', (qrcode) => onScan?.(qrcode))
  const hear = async ({ id }: { id: string }) => {
    const facts = await factsOf(bot.puppet, id, since)
    if (!facts) return
    const raw = Buffer.from(JSON.stringify(facts))
    for (const message of parseFacts(raw)) await receiveMessage(city, message, raw, 'wechaty-puppet')
  }
  bot.use(hotlinePlugin({ hear, onError }))
  channel.attach(speakerOf(bot))
  // A puppet may wait for its server or its owner for hours: that is its affair, not the start's.
  const started = bot.start()
  started.catch(onError)
  return {
    started,
    async stop() {
      channel.attach(undefined)
      await Promise.race([bot.stop().catch(onError), sleep(STOP_MS, undefined, { ref: false })])
    },
  }
}

const forGood = (reason: string) => new DeliveryError('wechaty', 'stop', undefined, reason)

function speakerOf(bot: Wechaty): Speaker {
  return {
    isLoggedIn: () => bot.isLoggedIn,
    async say({ talkerId, roomId }, text) {
      const contact = await bot.Contact.find({ id: talkerId }).catch(() => undefined)
      if (!contact) throw forGood('找不到收信人，可能已退群或删除好友')
      if (!roomId) return idOf(await contact.say(text))
      const room = await bot.Room.find({ id: roomId }).catch(() => undefined)
      if (!room) throw forGood('找不到收信人，可能已退群或删除好友')
      return idOf(await room.say(text, contact))
    },
    fetchFile: (messageId) => fileOf(bot, messageId),
  }
}

const idOf = (said: unknown): string | undefined => (said as { id?: string } | undefined)?.id

/** The bytes of a picture or voice; cut off where it is larger than such things are. Throws DeliveryError. */
async function fileOf(bot: Wechaty, messageId: string): Promise<Buffer> {
  const file = await bot.puppet.messageFile(messageId).catch(() => {
    throw forGood('机器人已经没有这个附件')
  })
  const stream = await file.toStream()
  const timer = setTimeout(() => stream.destroy(new Error('took too long')), FILE_MS)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_FILE) throw forGood('附件过大')
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    throw new DeliveryError('wechaty', 'retry', undefined, '附件下载中断', 10_000)
  } finally {
    clearTimeout(timer)
    stream.destroy()
  }
  return Buffer.concat(chunks)
}
