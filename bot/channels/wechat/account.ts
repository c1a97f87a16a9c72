import type { NoticeTemplates } from '../wechat-platform/notice-templates.rules.ts'
import type { WechatAccount } from '../wechat-platform/settings.ts'

/** A service account (服务号), and the mini-program its notices may open. */
export interface ServiceAccount extends WechatAccount {
  linkedMiniProgram?: string
  /** Template messages (模板消息) of this account, by our name for them. */
  templates?: NoticeTemplates
}
