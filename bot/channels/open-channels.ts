import type { Channel, Clock } from '../../schema/kernel/ports.ts'
import { createDeviceChannel, type DeviceSettings } from './device/channel.ts'
import { createIvrChannel, type IvrSettings } from './ivr/channel.ts'
import { createMiniProgramChannel } from './mini-program/channel.ts'
import type { MiniProgramAccount } from './mini-program/account.ts'
import { type MiniProgramIdentity, signInMiniProgram } from './mini-program/sign-in.ts'
import type { Fetch } from './outbound/call-platform.ts'
import { createWebFormChannel, type WebFormSettings } from './web-form/channel.ts'
import { createWechatChannel } from './wechat/channel.ts'
import type { ServiceAccount } from './wechat/account.ts'
import { unknownKeywords } from './wechat-platform/notice-templates.rules.ts'
import { createWeiboChannel } from './weibo/channel.ts'
import type { WeiboAccount } from './weibo/account.ts'

/** Where the platforms are, unless something stands in for them. */
export const WECHAT_API_BASE = 'https://api.weixin.qq.com'
export const WEIBO_API_BASE = 'https://m.api.weibo.com'

/** Everything the channels need to know, and nothing they read themselves. */
export interface ChannelSettings {
  wechat: ServiceAccount
  miniProgram: MiniProgramAccount
  weibo: WeiboAccount
  webForm: WebFormSettings
  ivr: IvrSettings
  device: DeviceSettings
}

export interface Channels {
  /** By name, as in `/channels/<name>`. */
  channels: ReadonlyMap<string, Channel>
  /** Exchanges a code of wx.login; throws DomainError when there is no identity for it. */
  signInMiniProgram(code: string): Promise<MiniProgramIdentity>
}

/** Opens every door. Throws Error for settings that cannot work (a key of the wrong length, an unknown keyword). */
export function openChannels(settings: ChannelSettings, deps: { clock: Clock; fetch?: Fetch }): Channels {
  const unknown = [settings.wechat, settings.miniProgram].flatMap((account) => unknownKeywords(account.notices))
  if (unknown.length > 0) throw new Error(`unsupported template keywords: ${unknown.join(', ')}`)
  const fetch: Fetch = deps.fetch ?? globalThis.fetch
  const platform = { clock: deps.clock, fetch }
  const channels = [
    createWechatChannel(settings.wechat, platform),
    createMiniProgramChannel(settings.miniProgram, platform),
    createWeiboChannel(settings.weibo, platform),
    createWebFormChannel(settings.webForm),
    createIvrChannel(settings.ivr),
    createDeviceChannel(settings.device),
  ]
  return {
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    signInMiniProgram: (code) => signInMiniProgram(settings.miniProgram, fetch, code),
  }
}
