import type { WeiboAccount } from './account.ts'
import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import { answerHandshake, refusalOfQuery, refuse } from '../inbound/signature.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { fetchWeiboMedia } from './fetch-media.ts'
import { MENTION_LISTS, pollMentions } from './mention-lists.ts'
import { parseWeibo } from './parse.ts'
import { MAX_TEXT, sendWeibo } from './send.ts'

/** Pushes are some hundred bytes. */
const MAX_BODY = 32 * 1024

/** 新浪微博: private messages, events and mentions of the account. */
export function createWeiboChannel(account: WeiboAccount, deps: { clock: Clock; fetch: Fetch }): Channel {
  const using = { account, ...deps }
  return {
    name: 'weibo',
    capabilities: { menus: false, publicSpeech: true, maxText: MAX_TEXT, maxBody: MAX_BODY, mayWrite: 'within-window' },
    handshake: (raw) => answerHandshake(raw, account.appSecret),
    verify(raw) {
      if (raw.body.length > MAX_BODY) return refuse(413, '内容过大')
      const { signature = '' } = raw.query
      const refused = refusalOfQuery(raw, { signature, secret: account.appSecret })
      return refused ?? { ok: true, method: 'weibo-signature', body: raw.body, once: signature }
    },
    parse: parseWeibo,
    acknowledge: () => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: '' }),
    send: (message) => sendWeibo(message, using),
    fetchMedia: (mediaId) => fetchWeiboMedia(mediaId, using),
    lists: MENTION_LISTS,
    poll: (list, position) => pollMentions(list, position, using),
  }
}
