import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { compileFunction } from 'node:vm'
import { gzipSync } from 'node:zlib'
import type { Bundle, EntryFiles } from './bundle.ts'
import type { HomeState, TrackState } from './citizen/state.ts'
import { ASSETS, ICON, appShell, documentOf, headLinks } from './shell.ts'

export type { HomeState, TrackState } from './citizen/state.ts'

/** One fixed answer: a page shell or an asset. */
export interface Page {
  contentType: string
  body: Buffer
  /** Present where compressing pays. */
  gzip?: Buffer
  etag: string
  cacheControl: string
}

export interface Pages {
  /** The page or asset at this path; undefined where there is none. `/` and `/track` are drawn, not fixed. */
  get(path: string): Page | undefined
  /** The form at `/`, with what was wrong with it, or what it led to. Whole HTML document. */
  renderHome(state: HomeState): string
  /** The page at `/track`. Whole HTML document. */
  renderTrack(state: TrackState): string
  renderNotFound(): string
}

/** What citizen/render.tsx exports once bundled: markup of a page's body. */
interface Renderer {
  home(state: HomeState, hotline: string, solver: string): string
  track(state: TrackState, hotline: string): string
  notFound(hotline: string): string
}

const BUILT = new URL('./assets/', import.meta.url)

/**
 * Loads the pages: built ones where `npm run build` put them beside this file, otherwise bundled from the sources now.
 * In development browsers are told to ask again each time. `hotline` is what the city's hotline is called, e.g. 澜城12345.
 * Throws when a source does not compile.
 */
export async function createPages(options: { development: boolean; hotline: string }): Promise<Pages> {
  const bundle = (await readBuilt()) ?? (await (await import('./bundle.ts')).bundlePages())
  const { entries } = bundle
  const fixed = new Map<string, Page>()
  const keep = options.development ? 'no-cache' : 'public, max-age=31536000, immutable'
  for (const [name, contents] of bundle.assets) fixed.set(`${ASSETS}${name}`, toPage(name, Buffer.from(contents), keep))
  fixed.set(`${ASSETS}icon.svg`, toPage('icon.svg', Buffer.from(ICON), 'public, max-age=86400'))
  const hotline = escaped(options.hotline)
  fixed.set('/phone', htmlPage(appShell('接诉 · 一句话的旅程', hotline, entryOf(entries, 'phone'))))
  fixed.set('/console', htmlPage(appShell(`工作台 · ${hotline}`, hotline, entryOf(entries, 'console'))))

  const renderer = evaluate(bundle.server)
  const links = headLinks(entryOf(entries, 'citizen'), entryOf(entries, 'early'))
  const solver = `${ASSETS}${entryOf(entries, 'solve').script}`
  const drawn = (what: string, body: string) => documentOf({ title: `${what} · ${hotline}`, hotline, links, body })
  return {
    get: (path) => fixed.get(path),
    renderHome: (state) => drawn('提交诉求', renderer.home(state, options.hotline, solver)),
    renderTrack: (state) => drawn('查进度', renderer.track(state, options.hotline)),
    renderNotFound: () => drawn('没有这个页面', renderer.notFound(options.hotline)),
  }
}

/** Runs the bundled renderer under a name of its own, so that an error in it shows where it was. */
function evaluate(source: string): Renderer {
  const module = { exports: {} }
  compileFunction(source, ['module'], { filename: 'citizen/render.cjs' })(module)
  return module.exports as Renderer
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A name out of the city's registers as it may stand in a document's head. */
const escaped = (name: string): string => name.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark)

function entryOf(entries: Readonly<Record<string, EntryFiles>>, name: string): EntryFiles {
  const entry = entries[name]
  if (!entry) throw new Error(`the bundle lacks ${name}`)
  return entry
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
}

function toPage(name: string, body: Buffer, cacheControl: string): Page {
  return {
    contentType: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    body,
    gzip: gzipSync(body, { level: 9 }),
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    cacheControl,
  }
}

/** Shells name hashed assets, so a new version must be asked for each time. */
const htmlPage = (html: string): Page => toPage('index.html', Buffer.from(html), 'no-cache')

async function readBuilt(): Promise<Bundle | undefined> {
  const names = await readdir(BUILT).catch(() => undefined)
  if (!names?.includes('entries.json')) return undefined
  const files = names.filter((name) => /\.(js|css)$/.test(name))
  const contents = await Promise.all(files.map((name) => readFile(new URL(name, BUILT))))
  return {
    assets: new Map(files.map((name, index) => [name, contents[index] ?? Buffer.alloc(0)])),
    entries: JSON.parse(await readFile(new URL('entries.json', BUILT), 'utf8')) as Bundle['entries'],
    server: await readFile(new URL('render.cjs', BUILT), 'utf8'),
  }
}
