import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signBody } from '../../bot/channels/inbound/hmac.ts'
import { createWebFormChannel } from '../../bot/channels/web-form/channel.ts'
import type { RawRequest } from '../../schema/kernel/ports.ts'
import { openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import { knock } from '../support/simulator-fixtures.ts'

const PORTAL = { key: 'key-of-the-portal-16', origins: ['https://www.example.gov.cn', 'http://127.0.0.1:8080'] }
const DISTRICT = {
  key: ['key-of-the-district-new', 'key-of-the-district-old'],
  origins: ['https://district.example.gov.cn'],
}
const PAGE = 'https://www.example.gov.cn'
const NONCE = 'nonce-0123456789abcdef'

const now = new Date('2026-11-30T01:00:00Z')
const seconds = (minutes: number) => Math.floor(now.getTime() / 1000) + minutes * 60

function ticketOf(site: string, key: string, origin: string, expires = seconds(60), nonce = NONCE): string {
  const head = `${site}.${expires}.${nonce}`
  return `${head}.${createHmac('sha256', key).update(`ticket.${head}.${origin}`).digest('hex')}`
}

describe('who may post a form', () => {
  const channel = createWebFormChannel({ sites: { portal: PORTAL, district: DISTRICT, constructor: PORTAL } })
  const body = Buffer.from('{"text":"公园里的长椅坏了"}')
  const post = (headers: Record<string, string>, more: Partial<RawRequest> = {}) =>
    knock(channel, { method: 'POST', query: {}, headers, body, receivedAt: now, ...more })
  const signed = (key: string) => signBody(key, body, now)

  it.each<[string, Record<string, string>, number, string?]>([
    ['a server with its key', { 'x-jiesu-signature': signed(PORTAL.key), 'x-jiesu-site': 'portal' }, 200, 'portal'],
    [
      'a server that does not say its name',
      { 'x-jiesu-signature': signed('key-of-the-district-old') },
      200,
      'district',
    ],
    ['a server under another’s name', { 'x-jiesu-signature': signed(PORTAL.key), 'x-jiesu-site': 'district' }, 403],
    ['a server nobody knows', { 'x-jiesu-signature': signed(PORTAL.key), 'x-jiesu-site': 'stranger' }, 401],
    ['a name that every object has', { 'x-jiesu-signature': signed(PORTAL.key), 'x-jiesu-site': 'toString' }, 401],
    ['a key nobody has', { 'x-jiesu-signature': signed('key-of-nobody-at-all') }, 403],
    ['a signed form from a page of the site', { 'x-jiesu-signature': signed(PORTAL.key), origin: PAGE }, 200, 'portal'],
    ['a signed form from elsewhere', { 'x-jiesu-signature': signed(PORTAL.key), origin: 'https://evil.example' }, 403],
    ['a page with a ticket', { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, PAGE), origin: PAGE }, 200, 'portal'],
    [
      'a ticket signed with the old key',
      {
        'x-jiesu-ticket': ticketOf('district', 'key-of-the-district-old', 'https://district.example.gov.cn'),
        origin: 'https://district.example.gov.cn',
      },
      200,
      'district',
    ],
    [
      'a ticket on another origin of the same site',
      { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, PAGE), origin: 'http://127.0.0.1:8080' },
      403,
    ],
    [
      'a ticket for an origin that is not listed',
      { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, 'https://evil.example'), origin: 'https://evil.example' },
      403,
    ],
    ['a ticket from no page at all', { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, '') }, 403],
    [
      'a ticket of a site nobody knows',
      { 'x-jiesu-ticket': ticketOf('stranger', PORTAL.key, PAGE), origin: PAGE },
      401,
    ],
    [
      'a ticket signed with another’s key',
      { 'x-jiesu-ticket': ticketOf('portal', 'key-of-the-district-new', PAGE), origin: PAGE },
      403,
    ],
    [
      'a ticket that has run out',
      { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, PAGE, seconds(-1)), origin: PAGE },
      403,
    ],
    [
      'a ticket for a year',
      { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, PAGE, seconds(525_600)), origin: PAGE },
      403,
    ],
    ['half a ticket', { 'x-jiesu-ticket': 'portal.1796000000', origin: PAGE }, 401],
    ['a page with nothing', { origin: PAGE }, 401],
  ])('%s: %o → %d', (_, headers, status, site) => {
    const answer = post(headers)
    expect(answer.status).toBe(status)
    if (site) expect(answer.messages[0]?.site).toBe(site)
  })

  it('a ticket is one form, whatever is sent with it', () => {
    const headers = { 'x-jiesu-ticket': ticketOf('portal', PORTAL.key, PAGE), origin: PAGE }
    const keys = [body, Buffer.from('{"text":"路灯也坏了","idempotencyKey":"another-key-of-a-form"}')].map(
      (other) => post(headers, { body: other }).messages[0]?.dedupeKey,
    )
    expect(keys).toEqual([`ticket:portal:${NONCE}`, `ticket:portal:${NONCE}`])
  })
})

describe('over HTTP', () => {
  let jiesu: TestJiesu
  beforeAll(async () => {
    jiesu = await startTestJiesu({
      env: { WEB_FORM_SITES: JSON.stringify({ portal: PORTAL, district: DISTRICT }), WEB_FORM_KEY: 'off' },
    })
  })
  afterAll(() => jiesu.stop())

  const knockAt = (method: string, headers: Record<string, string>, channel = 'web-form') =>
    fetch(`${jiesu.url}/channels/${channel}`, { method, headers, ...(method === 'POST' && { body: '{}' }) })

  it.each<[string, string, string | undefined, number, string | null]>([
    ['a page of a site asks', 'OPTIONS', PAGE, 204, PAGE],
    [
      'a page of another site asks',
      'OPTIONS',
      'https://district.example.gov.cn',
      204,
      'https://district.example.gov.cn',
    ],
    ['a stranger asks', 'OPTIONS', 'https://evil.example', 403, null],
    ['a page without an origin asks', 'OPTIONS', 'null', 403, null],
    ['a listed name over the wrong scheme asks', 'OPTIONS', 'http://www.example.gov.cn', 403, null],
    ['a name that only begins like a listed one asks', 'OPTIONS', 'https://www.example.gov.cn.evil.example', 403, null],
    ['a program asks', 'OPTIONS', undefined, 403, null],
    ['a page of a site may read why it is refused', 'POST', PAGE, 401, PAGE],
    ['a stranger may not', 'POST', 'https://evil.example', 401, null],
  ])('%s', async (_, method, origin, status, allowed) => {
    const answer = await knockAt(method, { ...(origin && { origin }), 'access-control-request-method': 'POST' })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
    expect(answer.headers.get('vary')).toMatch(/origin/i)
    if (status !== 204) return
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-jiesu-ticket')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('other doors are open to no page', async () => {
    expect((await knockAt('OPTIONS', { origin: PAGE }, 'ivr')).status).toBe(405)
  })

  describe('the examples of the README', () => {
    interface Examples {
      postForm(hotline: string, site: string, key: string, form: object): Promise<void>
      signTicket(site: string, key: string, origin: string): string
      sendForm(hotline: string, ticket: string, form: object): Promise<void>
    }
    let examples: Examples
    let dir = ''

    beforeAll(async () => {
      const readme = readFileSync('bot/channels/web-form/README.md', 'utf8')
      const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
      dir = mkdtempSync(join(tmpdir(), 'jiesu-readme-'))
      const modules = await Promise.all(
        blocks.map(async (block, index) => {
          const file = join(dir, `${index}.mjs`)
          writeFileSync(file, block)
          return (await import(file)) as Partial<Examples>
        }),
      )
      examples = Object.assign({}, ...modules) as Examples
    })
    afterAll(() => rmSync(dir, { recursive: true, force: true }))

    /** As a browser would: with the origin of its page. */
    const asPage = async <T>(origin: string, work: () => Promise<T>): Promise<T> => {
      const real = globalThis.fetch
      globalThis.fetch = (url, init = {}) => real(url, { ...init, headers: { ...(init.headers as object), origin } })
      return work().finally(() => (globalThis.fetch = real))
    }

    it('work: from the server', async () => {
      await examples.postForm(jiesu.url, 'district', 'key-of-the-district-new', {
        text: '滨江公园门口的长椅坏了，请派人来修',
      })
      await expect(
        examples.postForm(jiesu.url, 'district', 'a-key-of-somebody-else', { text: '滨江公园门口的长椅坏了' }),
      ).rejects.toThrow('403')
      const ticket = await siteOf('长椅')
      expect(ticket?.site).toBe('district')
    })

    it('work: from the browser, once', async () => {
      const ticket = examples.signTicket('portal', PORTAL.key, PAGE)
      const form = { text: '光华路188号门口的路灯坏了三天' }
      await asPage(PAGE, () => examples.sendForm(jiesu.url, ticket, form))
      await asPage(PAGE, () => examples.sendForm(jiesu.url, ticket, form))
      await expect(
        asPage(PAGE, () => examples.sendForm(jiesu.url, ticket, { text: '同一张票据，另一件事情' })),
      ).rejects.toThrow('409')
      await expect(asPage('https://evil.example', () => examples.sendForm(jiesu.url, ticket, form))).rejects.toThrow(
        '403',
      )
      expect((await siteOf('路灯'))?.site).toBe('portal')
    })

    async function siteOf(words: string) {
      const { token } = await openDesk(jiesu)
      const query = '{ tickets(filter: { channel: "web-form" }) { edges { node { text site } } } }'
      return until(`a ticket about ${words}`, async () => {
        const { data } = await jiesu.ask<{ tickets: { edges: { node: { text: string; site: string } }[] } }>(
          query,
          {},
          token,
        )
        const found = data.tickets.edges.filter(({ node }) => node.text.includes(words))
        return found.length === 1 ? found[0]?.node : undefined
      })
    }
  })
})
