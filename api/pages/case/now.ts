import { computed, signal } from '@preact/signals'

/** The page's clock, ticking once a second; what is on the screen reads time here and nowhere else. */
export const now = signal(new Date())

const MINUTE = 60_000
const stamp = computed(() => Math.floor(now.value.getTime() / MINUTE))

/** The same clock to the minute: what reads it is drawn once a minute and not sixty times. */
export const minute = computed(() => new Date(stamp.value * MINUTE))

setInterval(() => (now.value = new Date()), 1000)
