import { signal } from '@preact/signals'

/** Where in the console one is; kept in the fragment, so that back, forward and reload work. */
export interface Place {
  page: 'tickets' | 'assessment' | 'calls' | 'aside' | 'topics'
  view: string
  number?: string
}

const read = (): Place => {
  const [page, view, number] = location.hash.replace(/^#\/?/, '').split('/')
  if (page === 'assessment' || page === 'calls' || page === 'aside' || page === 'topics')
    return { page, view: 'to-sign' }
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
