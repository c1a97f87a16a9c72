import { createHmac } from 'node:crypto'
import type { RawRequest, Verification } from '../../../schema/kernel/ports.ts'
import { SIGNATURE_HEADER, verifyHmac } from '../inbound/hmac.ts'
import { refuse, sameText } from '../inbound/signature.ts'

/** A government site with a form of its own. */
export interface FormSite {
  /** Agreed on by hand; two of them during a change. */
  key: string | readonly string[]
  /** Where its pages come from (`https://www.example.gov.cn`); browsers may post from there and from nowhere else. */
  origins: readonly string[]
}

export type FormSites = Readonly<Record<string, FormSite>>

/** What a browser holds instead of the key. */
export const TICKET_HEADER = 'x-jiesu-ticket'
/** Names the site whose key signed; without it the keys are tried. */
export const SITE_HEADER = 'x-jiesu-site'

/** Longer lived tickets are refused: a form is opened and sent within a day. */
const LONGEST_TICKET_S = 24 * 3600

export type Identified = { ok: true; site: string; means: 'hmac' | 'ticket'; nonce?: string } | Refusal
type Refusal = Extract<Verification, { ok: false }>

/** Tells which site a form comes from, by the signature of its server or by the ticket its server gave to the browser. */
export function identifySite(raw: RawRequest, sites: FormSites, maxBody: number): Identified {
  if (raw.body.length > maxBody) return refuse(413, '内容过大')
  const found = raw.headers[SIGNATURE_HEADER] ? bySignature(raw, sites, maxBody) : byTicket(raw, sites)
  if (!found.ok) return found
  const { origin } = raw.headers
  if (origin === undefined && found.means === 'hmac') return found
  return origin !== undefined && sites[found.site]?.origins.includes(origin) ? found : refuse(403, '来源网站不在名单中')
}

function bySignature(raw: RawRequest, sites: FormSites, maxBody: number): Identified {
  const named = raw.headers[SITE_HEADER]
  if (named !== undefined && !siteOf(sites, named)) return refuse(401, '没有这个站点')
  const keys = Object.entries(sites).filter(([name]) => named === undefined || name === named)
  const ring = Object.fromEntries(keys.map(([name, { key }]) => [name, key]))
  const checked = verifyHmac(raw, ring, maxBody)
  return checked.ok ? { ok: true, site: checked.holder, means: 'hmac' } : checked
}

/** `site.expires.nonce.mac`: expires in Unix seconds, mac over the rest and the page's origin. */
function byTicket(raw: RawRequest, sites: FormSites): Identified {
  const [, name = '', expires = '', nonce = '', mac = ''] =
    /^([\w-]{1,40})\.(\d{10})\.([\w-]{16,64})\.([0-9a-f]{64})$/.exec(raw.headers[TICKET_HEADER] ?? '') ?? []
  if (!mac) return refuse(401, '缺少签名或票据')
  const site = siteOf(sites, name)
  if (!site) return refuse(401, '没有这个站点')
  const head = `${name}.${expires}.${nonce}`
  const signed = `${head}.${raw.headers['origin'] ?? ''}`
  if (![site.key].flat().some((key) => sameText(mac, macOf(key, signed)))) return refuse(403, '票据不符')
  const left = Number(expires) - raw.receivedAt.getTime() / 1000
  if (left <= 0) return refuse(403, '票据已过期，请刷新页面')
  if (left > LONGEST_TICKET_S) return refuse(403, '票据的有效期过长')
  return { ok: true, site: name, means: 'ticket', nonce }
}

const siteOf = (sites: FormSites, name: string): FormSite | undefined =>
  Object.hasOwn(sites, name) ? sites[name] : undefined

/** The word keeps a ticket from ever being taken for a signed body. */
const macOf = (key: string, signed: string) => createHmac('sha256', key).update(`ticket.${signed}`).digest('hex')
