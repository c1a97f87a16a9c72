import { Presets, SingleBar } from 'cli-progress'

/** A bar on stderr with a count after it; silent where nobody looks. */
export function openBar(label: string): { show(share: number, note: string): void; stop(): void } {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% · {note}`,
      stream: process.stderr,
      clearOnComplete: true,
      // Ctrl-C ends the command, not only its bar.
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  return {
    show(share, note) {
      if (!bar.isActive) bar.start(1, 0, { note })
      bar.update(share, { note })
    },
    stop: () => bar.stop(),
  }
}
