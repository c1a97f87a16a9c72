import type { MiniProgramAccount } from './account.ts'
import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import { createPushVerifier, MAX_PUSH_BODY } from '../wechat-platform/verify-push.ts'
import type { WechatApi } from '../wechat-platform/wechat-api.ts'
import { parseMiniProgram } from './parse.ts'
import { sendMiniProgram } from './send.ts'

/** 微信小程序: message push in XML or JSON, subscription notices, customer messages. */
export function createMiniProgramChannel(account: MiniProgramAccount, api: WechatApi, clock: Clock): Channel {
  const { handshake, verify } = createPushVerifier(account)
  return {
    name: 'mini-program',
    capabilities: { menus: false, publicSpeech: false, maxText: 680, maxBody: MAX_PUSH_BODY },
    handshake,
    verify,
    parse: parseMiniProgram,
    acknowledge: () => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' }),
    send: (message) => sendMiniProgram(message, { api, account, clock }),
    fetchMedia: (mediaId) => api.media(mediaId),
  }
}
