import type { Channel } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import { parseWebForm } from './parse.ts'

/** 4,000 characters and the other fields, percent-encoded at nine bytes a character. */
const MAX_BODY = 48 * 1024

export interface WebFormSettings {
  /** A key for each site that embeds its own form. */
  sites: KeyRing
}

/** Government sites that post their own form from their own server. Answers go by ticket number, not back here. */
export function createWebFormChannel(settings: WebFormSettings): Channel {
  return {
    name: 'web-form',
    capabilities: { menus: false, publicSpeech: false, maxText: 4000, maxBody: MAX_BODY },
    verify(raw) {
      const checked = verifyHmac(raw, settings.sites, MAX_BODY)
      return checked.ok ? { ok: true, method: `hmac:${checked.holder}`, body: raw.body } : checked
    },
    parse: parseWebForm,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
  }
}
