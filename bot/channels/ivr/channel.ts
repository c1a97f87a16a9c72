import type { Channel } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import { parseIvr } from './parse.ts'

/** An hour of talk with its times is about 80 KB; recordings are linked, not sent. */
const MAX_BODY = 128 * 1024

export interface IvrSettings {
  /** A key for each call centre. */
  centres: KeyRing
}

/** 热线电话: finished calls of call centres and voice robots, as vCon, WebVTT or plain JSON. */
export function createIvrChannel(settings: IvrSettings): Channel {
  return {
    name: 'ivr',
    capabilities: { menus: false, publicSpeech: false, maxText: 0, maxBody: MAX_BODY },
    verify(raw) {
      const checked = verifyHmac(raw, settings.centres, MAX_BODY)
      return checked.ok ? { ok: true, method: `hmac:${checked.holder}`, body: raw.body } : checked
    },
    parse: parseIvr,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
  }
}
