import type { Channel } from '../../../schema/kernel/ports.ts'
import { SIGNATURE_HEADER } from '../inbound/hmac.ts'
import { parseWebForm, withSender } from './parse.ts'
import { type FormSites, SITE_HEADER, TICKET_HEADER, identifySite } from './site.ts'

/** 4,000 characters and the other fields, percent-encoded at nine bytes a character. */
const MAX_BODY = 48 * 1024

export interface WebFormSettings {
  /** The sites that embed a form of their own, by name. */
  sites: FormSites
}

/** Government sites that post their own form, from their server or from a visitor's browser. Answers go by ticket number. */
export function createWebFormChannel({ sites }: WebFormSettings): Channel {
  const origins = new Set(Object.values(sites).flatMap((site) => site.origins))
  return {
    name: 'web-form',
    capabilities: { menus: false, publicSpeech: false, maxText: 4000, maxBody: MAX_BODY, oneUseKeys: true },
    crossOrigin: {
      // A preflight does not say which site asks; whether the origin is that site's own is checked with the form.
      allows: (origin) => origins.has(origin),
      headers: ['content-type', TICKET_HEADER, SIGNATURE_HEADER, SITE_HEADER],
    },
    verify(raw) {
      const found = identifySite(raw, sites, MAX_BODY)
      if (!found.ok) return found
      return { ok: true, method: `${found.means}:${found.site}`, body: withSender(raw.body, found) }
    },
    parse: (body, raw) => parseWebForm(body, raw.receivedAt),
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
  }
}
