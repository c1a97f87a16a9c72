import type { NoticeTemplates } from './notice-templates.rules.ts'

/** How callbacks of the account come: as the account's console is set. */
export type PushMode = 'plain' | 'compatible' | 'safe'

/** One account on the WeChat platform: a service account or a mini-program. */
export interface WechatAccount {
  appId: string
  appSecret: string
  /** The token of the callback settings, not an access token. */
  token: string
  /** EncodingAESKey, 43 characters; needed in compatible and safe mode. */
  aesKey?: string
  /** The key before the last change; the platform may still use it for a while. */
  previousAesKey?: string
  mode: PushMode
  /** https://api.weixin.qq.com, unless something stands in for it. */
  apiBase: string
  /** Subscription notices of this account, by our name for them. */
  notices?: NoticeTemplates
}
