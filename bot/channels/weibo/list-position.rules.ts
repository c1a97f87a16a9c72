/** How far back the first look goes, as far as a mention may be answered; and the first one after a standstill. */
const FIRST_LOOK_MS = 48 * 3_600_000
const BACK_FILL_MS = 7 * 24 * 3_600_000
/** Pages of one back-fill: with 200 on a page some 10,000 mentions. */
const MOST_PAGES = 50

/**
 * Where reading of a list stands. Everything up to `since` has been stored. Lists come newest first: while several
 * pages have to be read, `top` is the newest item of all and `below` where the next page begins.
 */
export interface ListPosition {
  since: string
  top?: string
  below?: string
  pages?: number
}

export interface ListItem {
  id: string
  at: Date
}

const START: ListPosition = { since: '0' }

export function readPosition(text: string | undefined): ListPosition {
  return text === undefined ? START : (JSON.parse(text) as ListPosition)
}

export const writePosition = (position: ListPosition): string => JSON.stringify(position)

/** What of a page is to be taken in, and where to go on: `since` moves only once nothing is left above it. */
export function stepAfter<T extends ListItem>(
  position: ListPosition,
  page: readonly T[],
  now: Date,
): { take: T[]; next: ListPosition; more: boolean; skipped?: string } {
  const { since, below } = position
  // 64-bit ids: longer than JavaScript's numbers.
  const fresh = page
    .filter(({ id }) => BigInt(id) > BigInt(since) && (below === undefined || BigInt(id) <= BigInt(below)))
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  const [oldest, newest] = [fresh[0], fresh.at(-1)]
  const top = position.top ?? newest?.id
  // A page may be shorter than asked for, because the platform filters it: only an empty one is the end.
  if (!oldest || !top) return { take: [], next: { since: top ?? since }, more: false }
  const horizon = new Date(now.getTime() - (since === START.since ? FIRST_LOOK_MS : BACK_FILL_MS))
  const take = fresh.filter(({ at }) => at >= horizon)
  const pages = (position.pages ?? 0) + 1
  if (take.length < fresh.length) {
    const skipped = since === START.since ? {} : { skipped: '停了太久，七天以前的没有补收' }
    return { take, next: { since: top }, more: false, ...skipped }
  }
  if (pages >= MOST_PAGES) {
    return { take, next: { since: top }, more: false, skipped: `积压超过 ${MOST_PAGES} 页，更早的没有补收` }
  }
  return { take, next: { since, top, below: String(BigInt(oldest.id) - 1n), pages }, more: true }
}
