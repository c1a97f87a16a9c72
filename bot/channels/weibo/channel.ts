import type { WeiboAccount } from './account.ts'
import type { Channel } from '../../../schema/kernel/ports.ts'
import { answerHandshake, refusalOfQuery, refuse } from '../inbound/signature.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { parseWeibo } from './parse.ts'
import { MAX_TEXT, sendWeibo } from './send.ts'

/** Pushes are some hundred bytes. */
const MAX_BODY = 32 * 1024

/** 新浪微博: private messages, events and mentions of the account. */
export function createWeiboChannel(account: WeiboAccount, deps: { fetch: Fetch }): Channel {
  return {
    name: 'weibo',
    capabilities: { menus: false, publicSpeech: true, maxText: MAX_TEXT, maxBody: MAX_BODY },
    handshake: (raw) => answerHandshake(raw, account.appSecret),
    verify(raw) {
      if (raw.body.length > MAX_BODY) return refuse(413, '内容过大')
      const refused = refusalOfQuery(raw, { signature: raw.query['signature'], secret: account.appSecret })
      return refused ?? { ok: true, method: 'weibo-signature', body: raw.body }
    },
    parse: parseWeibo,
    acknowledge: () => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: '' }),
    send: (message) => sendWeibo(message, { account, fetch: deps.fetch }),
  }
}
