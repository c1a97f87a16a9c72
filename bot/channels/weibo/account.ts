/** The fan service (粉丝服务平台) of a verified account. */
export interface WeiboAccount {
  /** Signs callbacks, in the place where WeChat has a token. */
  appSecret: string
  /** From the developer mode of the console; lasts a year. */
  accessToken: string
  /** https://m.api.weibo.com, unless something stands in for it. */
  apiBase: string
  /** The address our calls come from, which the platform wants to be told with what is said in public. */
  serverIp?: string
}

const REAL_BASE = /^(https:\/\/)m\.(api\.weibo\.com)$/

/** The platform's commercial interfaces (`…/biz`) and its media have hosts of their own; a stand-in has one for all. */
export const businessBase = ({ apiBase }: WeiboAccount) => apiBase.replace(REAL_BASE, '$1c.$2')
export const uploadBase = ({ apiBase }: WeiboAccount) => apiBase.replace(REAL_BASE, '$1upload.$2')
