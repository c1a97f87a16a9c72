import { sendNotice, silentHere } from '../../schema/notice/notice.service.ts'
import { dueNotices, giveUpStaleClaims } from '../../schema/notice/notice.store.ts'
import { onSchedule } from '../job.ts'

/** What was just written is on its way through the queue; only what lies longer is the sweep's business. */
const LEAVE_FRESH_MS = 2000
const BATCH = 100

/** Retries whose time has come, and what a lost Redis forgot: the ledger is the truth, Bull only the wake-up. */
export const sweepNotices = onSchedule({
  name: 'notice.sweep-notices',
  part: 'jobs',
  everyMs: 1000,
  publishes: ['notice.sent'],
  run: async ({ city, channels }) => {
    const now = city.clock.now()
    await giveUpStaleClaims(city.db, now)
    const wanted = { without: silentHere(channels) }
    for (const id of await dueNotices(city.db, new Date(now.getTime() - LEAVE_FRESH_MS), BATCH, wanted)) {
      await sendNotice(city, id, channels)
    }
  },
})
