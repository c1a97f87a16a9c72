/** The pace while all is well: two lists, some 1,800 calls an hour, of the 50,000 that Weibo allows. */
const PACE_MS = 4000
const MOST_MS = 10 * 60_000

/** When a list is to be read next. After a failure as the platform says, or doubling from ten seconds to ten minutes. */
export function nextPollAt(failures: number, afterMs: number | undefined, now: Date): Date {
  const wait = failures === 0 ? PACE_MS : (afterMs ?? Math.min(5000 * 2 ** failures, MOST_MS))
  return new Date(now.getTime() + wait)
}
