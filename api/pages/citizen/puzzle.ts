/** Solves a puzzle beside the page; undefined where there are no workers. */
export function solvePuzzle(puzzle: string, solver: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(solver)
      const end = (proof?: string) => {
        worker.terminate()
        resolve(proof)
      }
      worker.addEventListener('message', ({ data }: MessageEvent<string>) => end(data))
      worker.addEventListener('error', () => end())
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage(puzzle)
    } catch {
      resolve(undefined)
    }
  })
}
