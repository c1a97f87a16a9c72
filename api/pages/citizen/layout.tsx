import { ALargeSmall } from 'lucide'
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'

type Here = 'home' | 'track' | 'nowhere'

/** What the city's hotline is called. */
export const Hotline = createContext('')

/** The frame of the citizen pages: whose page it is, the other page, and the 大字版 switch (scripts only). */
export function Layout({ here, children }: { here: Here; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        跳到正文
      </a>
      <header class="head">
        <a class="brand" href="/">
          <Logo /> {useContext(Hotline)}
        </a>
        <nav aria-label="页面">
          <a href="/" aria-current={here === 'home' ? 'page' : undefined}>
            提诉求
          </a>
          <a href="/track" aria-current={here === 'track' ? 'page' : undefined}>
            查进度
          </a>
        </nav>
        <button type="button" class="large-switch" data-do="large" aria-pressed="false">
          <Icon of={ALargeSmall} size={24} />
          大字版
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <p>遇到危险请直接拨打 110、119、120。12345 热线全天受理。</p>
      </footer>
    </>
  )
}

/** A value to be kept: large, and copied with one tap where scripts run. */
export function Keepsake({ label, value }: { label: string; value: string }) {
  return (
    <div class="keepsake">
      <dt>{label}</dt>
      <dd>
        <span class="value">{value}</span>
        <button type="button" class="button" data-do="copy">
          复制
        </button>
      </dd>
    </div>
  )
}
