import type { Signal } from '@preact/signals'
import { hangUp, speak, startCall } from './call.ts'
import type { CaseWatch } from './case-watch.ts'
import type { Conversation } from './conversation.ts'
import type { CallTurn, SayBody, ScenarioStep } from './wire.ts'

/** What a story plays upon: the phone and the case beside it, as they are at that moment. */
export interface Stage {
  conversation: Conversation
  watch: CaseWatch
  /** The staff composer: its draft, or undefined when closed. */
  composing: Signal<string | undefined>
}

/** How one step is to be played. Times are milliseconds at normal speed; `rest` shortens them and throws when stopped. */
export interface Tempo {
  rest(milliseconds: number): Promise<void>
  /** True when there is no time to watch letters appear. */
  hurried(): boolean
  /** The step's deed is done and must not be done again; what is left of the step is waiting. */
  acted(): void
}

const PER_LETTER = 45
const LONGEST_TYPING = 2200
const PER_SPOKEN_LETTER = 70
const SHORTEST_TURN = 600
const LOOK = 600
const PATIENCE = 20_000

/** Plays one step. Throws words for the screen when what the step needs does not come, or when the tempo is stopped. */
export async function playStep(step: ScenarioStep, stage: Stage, tempo: Tempo): Promise<void> {
  if (step.actor === 'staff') return playStaff(step, stage, tempo)
  const { conversation } = stage
  const body = 'tap' in step ? await menuClick(step.tap, conversation, tempo) : step.say
  if (body.kind === 'call') return playCall(conversation, body.transcript ?? [], tempo)
  if (body.kind === 'text' && body.text) await type(body.text, conversation.draft, tempo)
  const heard = conversation.messages.peek().length
  await conversation.say(body)
  tempo.acted()
  conversation.draft.value = ''
  await until(() => conversation.messages.peek().length > heard && !conversation.waiting.peek(), '回音', tempo)
}

const NEEDED = { sign: 'DISPATCHED', reply: 'SIGNED', close: 'REPLIED' } as const

async function playStaff(step: ScenarioStep & { actor: 'staff' }, { watch, composing }: Stage, tempo: Tempo) {
  await until(() => watch.ticket.peek()?.state === NEEDED[step.act], '工单走到这一步', tempo)
  await tempo.rest(LOOK)
  if (step.act === 'reply') {
    await type(step.text, composing, tempo)
    await tempo.rest(LOOK)
    await watch.acts.reply(step.text)
    composing.value = undefined
  } else {
    await watch.acts[step.act]()
  }
  tempo.acted()
}

async function playCall(conversation: Conversation, turns: readonly CallTurn[], tempo: Tempo): Promise<void> {
  startCall(conversation, new Date(), [])
  for (const turn of turns) {
    await tempo.rest(Math.max(SHORTEST_TURN, turn.text.length * PER_SPOKEN_LETTER))
    speak(conversation, turn.speaker, turn.text, new Date())
  }
  await tempo.rest(LOOK)
  await hangUp(conversation, new Date(), turns)
  tempo.acted()
}

/** The tap on the newest menu option with this label, once there is one. */
async function menuClick(label: string, conversation: Conversation, tempo: Tempo): Promise<SayBody> {
  const option = () =>
    conversation.messages
      .peek()
      .flatMap((message) => message.menu?.options ?? [])
      .findLast((candidate) => candidate.label === label)
  await until(() => option() !== undefined, `“${label}”这个选项`, tempo)
  await tempo.rest(LOOK)
  return { kind: 'menu-click', text: label, menuId: option()?.id ?? '' }
}

async function type(text: string, into: Signal<string> | Signal<string | undefined>, tempo: Tempo): Promise<void> {
  if (!tempo.hurried()) {
    const wait = Math.min(PER_LETTER, LONGEST_TYPING / text.length)
    for (let end = 1; end < text.length; end++) {
      into.value = text.slice(0, end)
      await tempo.rest(wait)
    }
  }
  into.value = text
  await tempo.rest(PER_LETTER)
}

async function until(holds: () => boolean, what: string, tempo: Tempo): Promise<void> {
  for (const end = Date.now() + PATIENCE; !holds();) {
    if (Date.now() > end) throw new Error(`没有等到${what}，请点“下一步”再试。`)
    await tempo.rest(100)
  }
}
