import type { WechatAccount } from '../wechat-platform/settings.ts'

/** A service account (服务号), and the mini-program its notices may open. */
export interface ServiceAccount extends WechatAccount {
  linkedMiniProgram?: string
}
