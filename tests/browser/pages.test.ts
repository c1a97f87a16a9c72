import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { COUNTERS } from '../../api/pages/console/views.ts'
import * as documents from '../../api/pages/graph/documents.ts'
import { type HomeState, type Pages, type TrackState, createPages } from '../../api/pages/pages.ts'

/** First load of JavaScript, gzip; the screens allow 250 KB, these pages are to stay far below. */
const MOST_SCRIPT_BYTES = 60 * 1024

let pages: Pages

beforeAll(async () => {
  pages = await createPages({ development: false, hotline: '澜城12345' })
})

const html = (path: string) => pages.get(path)?.body.toString() ?? ''
const assetsOf = (page: string) =>
  [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')

const EMPTY: HomeState = { values: { idempotencyKey: 'k' }, errors: {} }
const FOUND: TrackState = {
  values: { number: '20261124-000123', phone: '13800138000' },
  ticket: {
    number: '20261124-000123',
    state: 'CLOSED',
    text: '路灯坏了',
    organName: '光华街道办事处',
    dueAt: '2026-12-02T10:00:00Z',
    reply: '已经修好。',
    surveyQuestion: 'solved',
    timeline: [{ id: '0', at: '2026-11-24T02:00:00Z', event: 'opened', text: '热线已受理' }],
    createdAt: '2026-11-24T02:00:00Z',
  },
}

const documentsOf = () => ({
  '/phone': html('/phone'),
  '/console': html('/console'),
  '/': pages.renderHome(EMPTY),
  '/track': pages.renderTrack(FOUND),
  'no page': pages.renderNotFound(),
})

describe('the pages', () => {
  it('load only what the server has, and nothing from elsewhere', () => {
    for (const [path, page] of Object.entries(documentsOf())) {
      expect(assetsOf(page).length, path).toBeGreaterThan(1)
      for (const asset of assetsOf(page)) expect(pages.get(asset), `${path} → ${asset}`).toBeDefined()
      expect(page, path).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
    }
  })

  it('carry no inline script, style or handler, which the content security policy would refuse', () => {
    for (const [path, page] of Object.entries(documentsOf())) {
      expect(page, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/)
    }
  })

  it.each(['/phone', '/console', '/', '/track'] as const)('%s needs less script than its budget', (path) => {
    const scripts = assetsOf(documentsOf()[path]).filter((asset) => asset.endsWith('.js'))
    const bytes = scripts.reduce((sum, asset) => sum + (pages.get(asset)?.gzip?.length ?? 0), 0)
    expect(bytes).toBeGreaterThan(5000)
    expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES)
  })

  it('tell browsers to keep assets for ever and to ask for shells each time', () => {
    const [asset = ''] = assetsOf(html('/phone')).filter((path) => path.endsWith('.js'))
    expect(pages.get(asset)?.cacheControl).toContain('immutable')
    expect(pages.get('/phone')?.cacheControl).toBe('no-cache')
    expect(pages.get('/phone')?.etag).toMatch(/^".+"$/)
  })

  it.each(['/', '/track', '/nowhere', '/assets/', '/assets/../pages.ts'])('have no fixed page at %s', (path) => {
    expect(pages.get(path)).toBeUndefined()
  })
})

describe('the citizen pages', () => {
  const HOSTILE = `"><script>alert(1)</script>'&`

  it('show what came from outside as text and nothing else', () => {
    const home = pages.renderHome({
      values: { idempotencyKey: HOSTILE, text: HOSTILE, address: HOSTILE, name: HOSTILE, phone: HOSTILE },
      errors: { text: HOSTILE, form: HOSTILE },
    })
    const track = pages.renderTrack({
      values: { number: HOSTILE, phone: HOSTILE },
      ticket: { ...FOUND.ticket!, text: HOSTILE, reply: HOSTILE, organName: HOSTILE },
    })
    const done = pages.renderHome({ ...EMPTY, done: { trackingCode: HOSTILE, number: HOSTILE } })
    for (const page of [home, track, done]) {
      expect(page).not.toContain('<script>alert')
      expect(page).toContain('&lt;script>alert')
    }
  })

  it('put what is wrong beside the field it is about', () => {
    const page = pages.renderHome({
      values: { idempotencyKey: 'k', phone: '138' },
      errors: { phone: '手机号应为 11 位数字。' },
    })
    expect(page).toMatch(/<input id="phone"[^>]*aria-invalid="true"/)
    expect(page).toMatch(/id="phone-error"[^>]*>手机号应为 11 位数字。/)
    expect(page).toContain('data-step="3"')
  })

  it.each([
    ['DISPATCHED', '已转给光华街道办事处，等他们签收，12月2日 周三 18:00 前答复您。'],
    ['SIGNED', '光华街道办事处正在办理，12月2日 周三 18:00 前答复您。'],
    ['REPLIED', '光华街道办事处已经答复。办结后会请您评价。'],
  ] as const)('say what happens next, and by when: %s', (state, words) => {
    expect(pages.renderTrack({ ...FOUND, ticket: { ...FOUND.ticket!, state, surveyQuestion: null } })).toContain(words)
  })

  it('ask the survey with buttons that work without scripts', () => {
    const page = pages.renderTrack(FOUND)
    for (const [value, label] of [
      ['SOLVED', '已解决'],
      ['PARTLY', '部分解决'],
      ['UNSOLVED', '未解决'],
    ]) {
      expect(page).toMatch(new RegExp(`<button type="submit"[^>]* name="solved" value="${value}"[^>]*>${label}`))
    }
  })
})

describe('what the pages ask of GraphQL', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema/schema.generated.graphql', import.meta.url), 'utf8'))

  it.each(Object.entries({ ...documents, COUNTERS }))('%s fits the schema', (_, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
  })
})
