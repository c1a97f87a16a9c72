import type { Channel, Clock, TokenShelf } from '../../schema/kernel/ports.ts'
import { createEmailChannel } from './email/channel.ts'
import { createDeviceChannel, type DeviceSettings } from './device/channel.ts'
import { createIvrChannel, type IvrSettings } from './ivr/channel.ts'
import { createMiniProgramChannel } from './mini-program/channel.ts'
import type { MiniProgramAccount } from './mini-program/account.ts'
import { exchangePhoneNumber } from './mini-program/phone-number.ts'
import { type MiniProgramIdentity, signInMiniProgram } from './mini-program/sign-in.ts'
import type { Fetch } from './outbound/call-platform.ts'
import type { GatewaySettings } from './outbound/gateway-channel.ts'
import { createSmsChannel } from './sms/channel.ts'
import { createWebFormChannel, type WebFormSettings } from './web-form/channel.ts'
import { createWechatChannel } from './wechat/channel.ts'
import type { ServiceAccount } from './wechat/account.ts'
import { unknownKeywords } from './wechat-platform/notice-templates.rules.ts'
import { createWechatApi } from './wechat-platform/wechat-api.ts'
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
  email: GatewaySettings
  sms: GatewaySettings
}

export interface Channels {
  /** By name, as in `/channels/<name>`. */
  channels: ReadonlyMap<string, Channel>
  /** Exchanges a code of wx.login; throws DomainError when there is no identity for it. */
  signInMiniProgram(code: string): Promise<MiniProgramIdentity>
  /** Exchanges a code of the phone number button for the verified number; throws DomainError. */
  exchangePhoneNumber(code: string): Promise<string>
}

export interface ChannelDeps {
  clock: Clock
  fetch?: Fetch
  /** Where the platforms' access tokens are shared between processes. */
  tokens?: TokenShelf
}

/** Opens every door. Throws Error for settings that cannot work (a key of the wrong length, an unknown keyword). */
export function openChannels(settings: ChannelSettings, deps: ChannelDeps): Channels {
  const { wechat, miniProgram } = settings
  const unknown = [wechat.notices, wechat.templates, miniProgram.notices].flatMap(unknownKeywords)
  if (unknown.length > 0) throw new Error(`unsupported template keywords: ${unknown.join(', ')}`)
  const fetch: Fetch = deps.fetch ?? globalThis.fetch
  const platform = { clock: deps.clock, fetch, ...(deps.tokens && { tokens: deps.tokens }) }
  const miniProgramApi = createWechatApi('mini-program', miniProgram, platform)
  const channels = [
    createWechatChannel(settings.wechat, platform),
    createMiniProgramChannel(settings.miniProgram, miniProgramApi, deps.clock),
    createWeiboChannel(settings.weibo, platform),
    createWebFormChannel(settings.webForm),
    createIvrChannel(settings.ivr),
    createDeviceChannel(settings.device),
    createEmailChannel(settings.email, platform),
    createSmsChannel(settings.sms, platform),
  ]
  return {
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    signInMiniProgram: (code) => signInMiniProgram(miniProgram, fetch, code),
    exchangePhoneNumber: (code) => exchangePhoneNumber(miniProgramApi, miniProgram.appId, code),
  }
}
