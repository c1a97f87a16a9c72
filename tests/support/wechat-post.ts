import { createHash, randomInt } from 'node:crypto'

/** Posts a callback as the WeChat platform would, or as somebody who pretends to be it. */
export async function postWechat(
  url: string,
  body: string,
  how: { token?: string; at?: Date; nonce?: string; signature?: string | null } = {},
): Promise<{ status: number; text: string }> {
  const timestamp = String(Math.floor((how.at ?? new Date()).getTime() / 1000))
  const nonce = how.nonce ?? String(randomInt(1e9))
  const signature = how.signature === undefined ? sign(how.token ?? 'demo-token', timestamp, nonce) : how.signature
  const query = new URLSearchParams({ timestamp, nonce, ...(signature !== null && { signature }) }).toString()
  const response = await fetch(`${url}/channels/wechat?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body,
  })
  return { status: response.status, text: await response.text() }
}

export function sign(token: string, timestamp: string, nonce: string): string {
  const parts = [token, timestamp, nonce].toSorted((a, b) => (a < b ? -1 : 1))
  return createHash('sha1').update(parts.join('')).digest('hex')
}

/** A text message as the platform writes it. */
export function textXml(openid: string, content: string, msgId: string, at = new Date()): string {
  const time = Math.floor(at.getTime() / 1000)
  return `<xml><ToUserName><![CDATA[gh_test]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${time}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${msgId}</MsgId></xml>`
}
