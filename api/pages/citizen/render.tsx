import type { ComponentChild } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Home } from './home.tsx'
import { Hotline, Layout } from './layout.tsx'
import type { HomeState, TrackState } from './state.ts'
import { Track } from './track.tsx'

/** Markup of the citizen pages' bodies; everything from outside is escaped by the renderer. */
export const home = (state: HomeState, hotline: string, solver: string): string =>
  draw(hotline, <Home state={state} solver={solver} />)

export const track = (state: TrackState, hotline: string): string => draw(hotline, <Track state={state} />)

export const notFound = (hotline: string): string =>
  draw(
    hotline,
    <Layout here="nowhere">
      <h1>没有这个页面</h1>
      <p class="lead">地址可能写错了，或者页面搬走了。</p>
      <p class="buttons">
        <a class="button primary" href="/">
          提诉求
        </a>
        <a class="button" href="/track">
          查进度
        </a>
      </p>
    </Layout>,
  )

const draw = (hotline: string, page: ComponentChild): string =>
  renderToString(<Hotline.Provider value={hotline}>{page}</Hotline.Provider>)
