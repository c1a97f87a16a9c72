import { signal } from '@preact/signals'

/** An act that reaches a citizen and cannot be called back: it waits a moment, and until then it can. */
export interface Pending {
  words: string
  until: Date
  undo(): void
}

export const pending = signal<Pending | undefined>(undefined)

const GRACE = 5000

let commit: (() => void) | undefined

/** Runs the act after a few seconds unless it is undone; at once when another act follows or the page is left. */
export function withGrace(words: string, act: () => Promise<void>): Promise<void> {
  commit?.()
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer)
      pending.value = undefined
      commit = undefined
    }
    const run = () => {
      settle()
      act().then(resolve, reject)
    }
    const timer = setTimeout(run, GRACE)
    commit = run
    pending.value = {
      words,
      until: new Date(Date.now() + GRACE),
      undo() {
        settle()
        reject(new Error('已撤销，没有发出。'))
      },
    }
  })
}

addEventListener('pagehide', () => commit?.())
