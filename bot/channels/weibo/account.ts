/** The fan service (粉丝服务平台) of a verified account. */
export interface WeiboAccount {
  /** Signs callbacks, in the place where WeChat has a token. */
  appSecret: string
  /** From the developer mode of the console; lasts a year. */
  accessToken: string
  /** https://m.api.weibo.com, unless something stands in for it. */
  apiBase: string
}
