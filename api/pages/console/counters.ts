import { signal } from '@preact/signals'
import { ask } from '../graph/client.ts'
import { token } from './session.ts'
import { COUNTED, COUNTERS, VIEWS, aliasOf } from './views.ts'

/** How many tickets each view holds; the server counts up to a thousand. */
export const counters = signal<Readonly<Record<string, number>>>({})

const CALM = 800
let timer: ReturnType<typeof setTimeout> | undefined

/** Counts again soon; many changes in a row are one count. A count that fails leaves the last one standing. */
export function countSoon(delay = CALM): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    void ask<Record<string, { count: number }>>(COUNTERS, COUNTED, token).then(
      (found) => (counters.value = Object.fromEntries(VIEWS.map(({ id }) => [id, found[aliasOf(id)]?.count ?? 0]))),
      () => {},
    )
  }, delay)
}
