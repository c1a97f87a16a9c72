import { signal } from '@preact/signals'

/** The page's clock, ticking once a second; clocks on the page read it and nothing else. */
export const now = signal(new Date())

setInterval(() => (now.value = new Date()), 1000)
