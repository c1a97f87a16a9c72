import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals'
import { type Stage, playStep } from './play-step.ts'
import type { Scenario } from './wire.ts'

export type Speed = 1 | 4 | 'step'

/** The story player: which story, how far, and the buttons of a player. */
export interface Player {
  scenario: ReadonlySignal<Scenario | undefined>
  /** Steps done so far. */
  done: ReadonlySignal<number>
  playing: ReadonlySignal<boolean>
  caption: ReadonlySignal<string>
  speed: Signal<Speed>
  choose(scenario: Scenario): void
  play(): void
  pause(): void
  /** Plays one step and stops. */
  next(): void
  restart(): void
  /** Leaves the story; the phone is the visitor's again. */
  leave(): void
}

const BETWEEN_STEPS = 1400
const FASTER = 4

export function createPlayer(stage: () => Stage, reset: (channel: string) => void): Player {
  const scenario = signal<Scenario | undefined>(undefined)
  const done = signal(0)
  const playing = signal(false)
  const trouble = signal<string | undefined>(undefined)
  const speed = signal<Speed>(1)
  let run = new AbortController()
  /** A story told anew is another story: what is left of the old one may not count its steps. */
  let telling = {}

  const stop = () => {
    run.abort()
    playing.value = false
  }
  const playOn = async (steps: number): Promise<void> => {
    const current = scenario.peek()
    if (!current) return
    stop()
    const { signal: stopped } = (run = new AbortController())
    const told = telling
    playing.value = true
    trouble.value = undefined
    const pause = (milliseconds: number) =>
      rest(speed.peek() === FASTER ? milliseconds / FASTER : milliseconds, stopped)
    const tempo = (index: number) => ({
      rest: pause,
      hurried: () => speed.peek() === FASTER || matchMedia('(prefers-reduced-motion: reduce)').matches,
      acted: () => {
        if (told === telling) done.value = index + 1
      },
    })
    try {
      for (let left = steps; left > 0; left--) {
        const index = done.peek()
        const step = current.steps[index]
        if (!step) break
        await playStep(step, stage(), tempo(index))
        if (speed.peek() === 'step') break
        if (left > 1 && current.steps[index + 1]) await pause(BETWEEN_STEPS)
      }
    } catch (error) {
      if (stopped.aborted) return
      trouble.value = error instanceof Error ? error.message : '这一步没有成功，请再试。'
    }
    if (!stopped.aborted) playing.value = false
  }
  const choose = (chosen: Scenario) => {
    stop()
    telling = {}
    scenario.value = chosen
    done.value = 0
    trouble.value = undefined
    reset(chosen.channel)
    void playOn(Infinity)
  }
  return {
    scenario,
    done,
    playing,
    speed,
    caption: computed(() => trouble.value ?? captionOf(scenario.value, done.value, playing.value)),
    choose,
    play: () => void playOn(Infinity),
    pause: stop,
    next: () => void playOn(1),
    restart: () => {
      const again = scenario.peek()
      if (again) choose(again)
    },
    leave: () => {
      stop()
      scenario.value = undefined
    },
  }
}

/** Waits; throws as soon as the run is stopped. */
function rest(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stopped.aborted) return reject(new Error('已停下。'))
    const timer = setTimeout(resolve, milliseconds)
    stopped.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new Error('已停下。'))
    })
  })
}

const STAFF_CAPTIONS = { sign: '承办单位签收', reply: '办好了，回复市民', close: '办结，开始回访' } as const

/** What the coming step is about; after the last one, that the story is over. */
function captionOf(scenario: Scenario | undefined, done: number, playing: boolean): string {
  if (!scenario) return ''
  const step = scenario.steps[done]
  if (!step) return playing ? '等最后的回音' : '故事讲完了。可以重播，也可以接着自己说。'
  if (step.caption) return step.caption
  if (step.actor === 'staff') return STAFF_CAPTIONS[step.act]
  return 'tap' in step ? `市民选“${step.tap}”` : '市民说一件事'
}
