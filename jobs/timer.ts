export interface Timer {
  /** Resolves when no run is under way any more. */
  stop(): Promise<void>
}

/** Runs something every so often, never twice at a time; the first run, `firstAfterMs` from now, is staggered by its name. */
export function every(
  name: string,
  everyMs: number,
  run: () => Promise<void>,
  onError: (error: unknown, name: string) => void,
  firstAfterMs = 0,
): Timer {
  let running: Promise<void> | undefined
  const tick = () => {
    running ??= run()
      .catch((error: unknown) => onError(error, name))
      .finally(() => (running = undefined))
  }
  let interval: NodeJS.Timeout | undefined
  const start = setTimeout(
    () => {
      tick()
      interval = setInterval(tick, everyMs)
    },
    firstAfterMs + stagger(name, everyMs),
  )
  return {
    async stop() {
      clearTimeout(start)
      clearInterval(interval)
      await running
    },
  }
}

function stagger(name: string, everyMs: number): number {
  let hash = 0
  for (const char of name) hash = (hash * 31 + char.charCodeAt(0)) % 9973
  return hash % everyMs
}
