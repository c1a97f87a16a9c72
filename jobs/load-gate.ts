import { setTimeout as sleep } from 'node:timers/promises'

/** How often the event loop is asked how late it is. */
const SAMPLE_MS = 20
/** Later than this, whoever waits for an answer comes first. */
const LATE_MS = 30
/** The store is asked this often how long it takes to say anything at all; later than this, jobs leave it to whoever waits. */
const ASK_MS = 50
const STORE_LATE_MS = 60
/** However busy the process is, a job gets its turn after this long. */
const MOST_WAIT_MS = 10_000

export interface LoadGate {
  /** Resolves when the process has time for a job, and `isFree` agrees. */
  pass(isFree?: () => boolean): Promise<void>
  close(): void
}

/**
 * Callbacks, queries and jobs share one event loop. In a rush the jobs step back: a citizen's message must be
 * acknowledged at once, while its ticket may come some seconds later. Where jobs run in a process of their own, the gate
 * keeps them from choking the driver they depend on. They step back for the store as well, which a message has to reach
 * before it is acknowledged. `ask` is any question that the store answers without work.
 */
export function openLoadGate(ask: () => Promise<unknown>): LoadGate {
  let late = 0
  let storeLate = 0
  let open = true
  const watchStore = async () => {
    while (open) {
      const asked = performance.now()
      await ask()
      storeLate = Math.max(performance.now() - asked, storeLate * 0.7)
      await sleep(ASK_MS, undefined, { ref: false })
    }
  }
  void watchStore()
  const isRush = () => late > LATE_MS || storeLate > STORE_LATE_MS
  let due = performance.now() + SAMPLE_MS
  const timer = setInterval(() => {
    const now = performance.now()
    // Quick to see a rush, slow to believe that it is over.
    late = Math.max(now - due, late * 0.7)
    due = now + SAMPLE_MS
  }, SAMPLE_MS)
  return {
    async pass(isFree = () => true) {
      for (const until = performance.now() + MOST_WAIT_MS; (isRush() || !isFree()) && performance.now() < until;) {
        // Not all at once when it opens.
        await sleep(SAMPLE_MS * (1 + Math.random()))
      }
    },
    close() {
      open = false
      clearInterval(timer)
    },
  }
}
