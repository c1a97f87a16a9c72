import { signal } from '@preact/signals'

/** Pages beside the tickets; each has its place in the fragment under this name. */
const PAGES = ['assessment', 'calls', 'aside', 'topics', 'drift', 'setup'] as const

/** Where in the console one is; kept in the fragment, so that back, forward and reload work. */
export interface Place {
  page: 'tickets' | (typeof PAGES)[number]
  view: string
  number?: string
}

const read = (): Place => {
  const [page, view, number] = location.hash.replace(/^#\/?/, '').split('/')
  const beside = PAGES.find((name) => name === page)
  if (beside) return { page: beside, view: 'to-sign' }
  return { page: 'tickets', view: view || 'to-sign', ...(number && { number: decodeURIComponent(number) }) }
}

export const place = signal<Place>(read())

addEventListener('hashchange', () => (place.value = read()))

export function hrefOf(to: Place): string {
  if (to.page !== 'tickets') return `#/${to.page}`
  return `#/tickets/${to.view}${to.number ? `/${encodeURIComponent(to.number)}` : ''}`
}

export function go(to: Place): void {
  location.hash = hrefOf(to)
}
