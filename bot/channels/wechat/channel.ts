import type { ServiceAccount } from './account.ts'
import type { Channel } from '../../../schema/kernel/ports.ts'
import { createPushVerifier, MAX_PUSH_BODY } from '../wechat-platform/verify-push.ts'
import { createWechatApi, type WechatDeps } from '../wechat-platform/wechat-api.ts'
import { parseWechat } from './parse.ts'
import { sendWechat } from './send.ts'

/** 微信服务号: callbacks in all three modes, customer messages, menus and subscription notices. */
export function createWechatChannel(account: ServiceAccount, deps: WechatDeps): Channel {
  const { handshake, verify } = createPushVerifier(account)
  const api = createWechatApi('wechat', account, deps)
  return {
    name: 'wechat',
    capabilities: { menus: true, publicSpeech: false, maxText: 680, maxBody: MAX_PUSH_BODY },
    handshake,
    verify,
    parse: parseWechat,
    // Answers go out as messages of their own: a passive one would have to be ready within five seconds.
    acknowledge: () => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' }),
    send: (message) => sendWechat(message, { api, account, clock: deps.clock }),
    fetchMedia: (mediaId) => api.media(mediaId),
  }
}
