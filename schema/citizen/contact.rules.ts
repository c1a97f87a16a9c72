import type { Sealer } from '../kernel/seal.ts'

/** What a citizen proves a ticket theirs with, as blind indexes: the number they can be called at, or the tracking code. */
export const phoneKey = (sealer: Sealer, phone: string) => sealer.blindIndex(phone.trim(), 'phone')
export const trackingKey = (sealer: Sealer, code: string) => sealer.blindIndex(code.trim(), 'tracking')
