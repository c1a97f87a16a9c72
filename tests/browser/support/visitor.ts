import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page on the screen, and whatever it complained of while it was open. */
export interface Visit {
  page: Page
  complaints: string[]
}

export interface Visitor {
  /** The system's own address. */
  url: string
  /** A path of the system, or an address elsewhere. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>
  /** Closes every page: one that stays open follows the city's changes, and costs those after it time. */
  closePages(): Promise<void>
  leave(): Promise<void>
}

/** A desk's screen unless told otherwise; everything in Chinese and on the city's time. */
const SCREEN: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  permissions: ['clipboard-read', 'clipboard-write'],
}

export const A_PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Every visit is a fresh profile from a network of its own: no storage, no cookies, no count of the one before. */
export async function openVisitor(executablePath: string, url: string): Promise<Visitor> {
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS })
  let visits = 0
  return {
    url,
    async visit(path, options = {}) {
      const extraHTTPHeaders = { 'x-forwarded-for': `203.0.113.${++visits}` }
      const context = await browser.newContext({ ...SCREEN, extraHTTPHeaders, ...options })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(path.startsWith('http') ? path : url + path)
      return { page, complaints }
    },
    closePages: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    leave: () => browser.close(),
  }
}

/** What axe finds serious or worse, as `rule: selector`; empty is good. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Colours are judged as they stand, not in the middle of a transition.
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((one) => one.effect.getTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => {})))`)
  await page.evaluate(axe.source)
  const found = await page.evaluate<axe.AxeResults>('axe.run()')
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** How much the page's content jumped since it was loaded (cumulative layout shift without the visitor's own doing). */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 300)
  })`)
}
