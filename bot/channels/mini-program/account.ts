import type { WechatAccount } from '../wechat-platform/settings.ts'

/** A mini-program (小程序) on the WeChat platform. */
export interface MiniProgramAccount extends WechatAccount {
  /** Which build of the mini-program a notice opens. */
  state: 'developer' | 'trial' | 'formal'
}
