import { useSignal, useSignalEffect } from '@preact/signals'
import { MonitorCog, Smartphone, WifiOff } from 'lucide'
import { CaseView } from '../case/case-view.tsx'
import { hotline } from '../design/hotline.ts'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'
import { CallScreen } from './call-screen.tsx'
import { Chat } from './chat.tsx'
import type { Demo } from './demo.ts'
import { Frame, TitleBar } from './frame.tsx'
import { InputBar } from './input-bar.tsx'
import { PlayerBar, ScenarioTabs } from './player-bar.tsx'
import { Welcome } from './welcome.tsx'

type Side = 'phone' | 'city'

/** A citizen's phone on the left, the same case as the city sees it on the right; on a narrow window, tabs. */
export function PhonePage({ demo }: { demo: Demo }) {
  const side = useSignal<Side>('phone')
  const news = useSignal<Side | undefined>(undefined)
  useNews(demo, side, news)
  return (
    <div class="page" data-side={side.value}>
      <header class="top">
        <h1 class="unseen">接诉演示：一句话的旅程</h1>
        <a class="brand" href="/phone" title="换一部新手机，从头开始" onClick={demo.forget}>
          <Logo /> 接诉
        </a>
        <ScenarioTabs scenarios={demo.scenarios} player={demo.player} />
        <nav aria-label="其他页面">
          <a href="/">网页提交</a>
          <a href="/console">工作台</a>
        </nav>
      </header>
      <div class="tabs" role="group" aria-label="看哪一边">
        <SideTab side="phone" shown={side} news={news} label="市民的手机" icon={Smartphone} />
        <SideTab side="city" shown={side} news={news} label="城市这边" icon={MonitorCog} />
      </div>
      <main>
        <section class="side-phone" aria-label="市民的手机">
          <PhoneSide demo={demo} />
        </section>
        <PlayerBar player={demo.player} />
        <section class="side-city" aria-label="城市这边">
          <CitySide demo={demo} />
        </section>
      </main>
    </div>
  )
}

const GREETINGS: Readonly<Record<string, string>> = {
  wechat: `和“${hotline()}”说一件事：什么事、在哪里。`,
  weibo: `私信“${hotline()}”，说一件事：什么事、在哪里。`,
}

function PhoneSide({ demo }: { demo: Demo }) {
  const { conversation } = demo.stage.value
  const { channel } = conversation.line
  const trouble = conversation.trouble.value
  return (
    <Frame channel={channel}>
      {channel === 'ivr' ? (
        <CallScreen conversation={conversation} />
      ) : (
        <>
          <TitleBar channel={channel} name={hotline()} />
          <Chat conversation={conversation} greeting={GREETINGS[channel] ?? ''} />
          {trouble && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
          <InputBar conversation={conversation} />
        </>
      )}
    </Frame>
  )
}

function CitySide({ demo }: { demo: Demo }) {
  const { watch, composing } = demo.stage.value
  const ticket = watch.ticket.value
  if (!ticket) return <Welcome player={demo.player} first={demo.scenarios[0]} />
  return (
    <CaseView
      ticket={ticket}
      acts={watch.acts}
      token={watch.token}
      composing={composing}
      score={{ before: watch.before.value, after: watch.after.value }}
    >
      {watch.broken.value && (
        <p class="notice-line" role="status">
          <Icon of={WifiOff} /> 实时连接断了，正在重连。看到的可能不是最新。
        </p>
      )}
    </CaseView>
  )
}

function SideTab(props: {
  side: Side
  shown: { value: Side }
  news: { value: Side | undefined }
  label: string
  icon: typeof Smartphone
}) {
  const { side, shown, news } = props
  return (
    <button
      type="button"
      aria-pressed={shown.value === side}
      onClick={() => {
        shown.value = side
        if (news.value === side) news.value = undefined
      }}
    >
      <Icon of={props.icon} /> {props.label}
      {news.value === side && <span class="dot" role="img" aria-label="有新动静" />}
    </button>
  )
}

/** Marks the half that changed while the other one was looked at. */
function useNews(demo: Demo, side: { peek(): Side }, news: { value: Side | undefined }): void {
  useSignalEffect(() => {
    const heard = demo.stage.value.conversation.messages.value.filter(({ from }) => from === 'city').length
    if (heard > 0 && side.peek() === 'city') news.value = 'phone'
  })
  useSignalEffect(() => {
    if (demo.stage.value.watch.ticket.value && side.peek() === 'phone') news.value = 'city'
  })
}
