import { type ReadonlySignal, signal } from '@preact/signals'
import { watchCase } from './case-watch.ts'
import { newLine, openConversation } from './conversation.ts'
import type { Stage } from './play-step.ts'
import { type Player, createPlayer } from './player.ts'
import type { Scenario } from './wire.ts'
import { type Line, loadScenarios, openSession } from './wire-client.ts'

export interface Demo {
  scenarios: readonly Scenario[]
  stage: ReadonlySignal<Stage>
  player: Player
  /** The next visit of this tab begins with a new phone. */
  forget(): void
}

const KEPT = 'jiesu-phone'

/** Signs in as the demo's staff, loads the stories and picks up the phone this tab had before, if any. */
export async function openDemo(): Promise<Demo> {
  const [session, scenarios] = await Promise.all([openSession(), loadScenarios()])
  let { token } = session
  const setStage = (line: Line): Stage => {
    sessionStorage.setItem(KEPT, JSON.stringify(line))
    const conversation = openConversation(line)
    return { conversation, watch: watchCase(conversation, () => token), composing: signal(undefined) }
  }
  const kept = keptLine()
  const stage = signal(setStage(kept ?? newLine('wechat')))
  // A newcomer's phone follows the account first, as a citizen's would; its welcome is the first thing to be seen.
  if (!kept) void stage.peek().conversation.say({ kind: 'follow' }).catch(keep)
  const reset = (channel: string) => {
    stage.peek().watch.end()
    stage.peek().conversation.end()
    stage.value = setStage(newLine(channel))
  }
  // The token outlives a demo; a page left open over night signs in again.
  setInterval(() => void openSession().then((fresh) => (token = fresh.token), keep), 30 * 60_000)
  const player = createPlayer(() => stage.peek(), reset)
  return { scenarios, stage, player, forget: () => sessionStorage.removeItem(KEPT) }
}

function keptLine(): Line | undefined {
  const kept = sessionStorage.getItem(KEPT)
  return kept ? (JSON.parse(kept) as Line) : undefined
}

/** Not reached this time: the page says so itself, and what it has stays good. */
function keep(): void {}
