/** Long enough for a look at another tab, short enough that forgotten tabs hold no connection. */
const PATIENCE = 20_000

/**
 * Keeps a stream open while the page can be seen. Browsers give one server six connections over HTTP/1.1 for all tabs
 * together: a few forgotten tabs would leave none for the one being looked at. Returns what ends it for good.
 */
export function whileVisible(start: () => () => void): () => void {
  let stop: (() => void) | undefined = start()
  let timer: ReturnType<typeof setTimeout> | undefined
  const onChange = () => {
    clearTimeout(timer)
    if (document.hidden) {
      timer = setTimeout(() => {
        stop?.()
        stop = undefined
      }, PATIENCE)
    } else {
      stop ??= start()
    }
  }
  document.addEventListener('visibilitychange', onChange)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onChange)
    stop?.()
  }
}
