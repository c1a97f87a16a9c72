import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  update(done: number, all: number): void
  stop(): void
}

/** A bar on stderr, so that what a command prints can be used by others; silent where nobody looks. */
export function progressBar(label: string): Progress {
  const format = `${label} {bar} {percentage}% · {value}/{total} · 还需 {eta_formatted}`
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 100 },
    Presets.shades_classic,
  )
  let isStarted = false
  return {
    update(done, all) {
      if (!isStarted) bar.start(all, done)
      else bar.setTotal(all)
      isStarted = true
      bar.update(done)
    },
    stop() {
      if (isStarted) bar.stop()
    },
  }
}
