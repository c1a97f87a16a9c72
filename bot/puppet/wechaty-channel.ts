import { maskNumbers } from '../../schema/personal/mask.rules.ts'
import { DeliveryError } from '../../schema/kernel/errors.ts'
import type { Channel, DeliveryReceipt } from '../../schema/kernel/ports.ts'
import { refuse } from '../channels/inbound/signature.ts'
import { characters, cutPolitely } from '../channels/outbound/cut.ts'
import { numberedMenu } from '../channels/outbound/numbered-menu.ts'
import { type ForeignAccount, parseFacts, readAccount } from './foreign-facts.ts'

/** WeChat takes about 2,000 characters in a message. */
const MAX_TEXT = 2000
const MORE = '…（内容较长，请凭工单号查询全文）'
/** A login by QR code takes a person; until then nothing is lost, it only waits. */
const AGAIN_MS = 10_000

/** The running puppet, as far as the channel needs it. */
export interface Speaker {
  isLoggedIn(): boolean
  /** In a room it mentions the talker. Gives the message's id where the puppet has one. */
  say(account: ForeignAccount, text: string): Promise<string | undefined>
  fetchFile(messageId: string): Promise<Buffer>
}

export interface WechatyChannel extends Channel {
  /** From now on this process speaks; undefined when it no longer does. */
  attach(speaker: Speaker | undefined): void
}

/**
 * The account of a puppet (WeChat groups, WeCom): not reached by callbacks, but through the one process that is logged
 * in. In every other process the channel is there and silent, so that what is due waits. Knows nothing of wechaty.
 */
export function createWechatyChannel(): WechatyChannel {
  let speaker: Speaker | undefined
  const logged = () => {
    if (speaker?.isLoggedIn()) return speaker
    throw new DeliveryError('wechaty', 'retry', undefined, '机器人账号没有登录', AGAIN_MS)
  }
  return {
    name: 'wechaty',
    capabilities: { menus: false, publicSpeech: false, maxText: MAX_TEXT, maxBody: 1024 },
    attach: (next) => void (speaker = next),
    verify: () => refuse(403, '这个渠道不接收回调'),
    parse: parseFacts,
    acknowledge: () => ({ status: 403, contentType: 'text/plain; charset=utf-8', body: '' }),
    ready: () => speaker?.isLoggedIn() ?? false,
    async send(message): Promise<DeliveryReceipt> {
      const account = readAccount(message.recipient)
      const text = message.menu ? numberedMenu(message.menu) : message.text
      const said = cutPolitely(account.roomId ? maskNumbers(text) : text, MAX_TEXT, characters, MORE)
      const id = await surely(() => logged().say(account, said))
      return { means: account.roomId ? 'room' : 'chat', ...(id && { platformId: id }) }
    },
    fetchMedia: async (mediaId) => logged().fetchFile(mediaId),
  }
}

/** A puppet says little about what went wrong: whatever broke on the way may have arrived. */
async function surely<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    throw new DeliveryError('wechaty', 'unknown', undefined, '机器人发送中断，是否送达不明')
  }
}
