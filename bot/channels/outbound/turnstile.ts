/**
 * Lets so many pieces of work run at once. Whoever finds no place within `patienceMs` gets `full()` thrown: what waits
 * on a slow platform must not take every worker there is from those who wait for an answer.
 */
export function createTurnstile(places: number, patienceMs: number, full: () => Error) {
  const waiting: (() => void)[] = []
  let free = places

  function enter(): Promise<void> {
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(full())
      }, patienceMs)
      waiting.push(go)
    })
  }

  /** The place goes to whoever waits longest. */
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else free++
  }

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
