import { sendNotice } from '../../schema/notice/notice.service.ts'
import { dueNotices } from '../../schema/notice/notice.store.ts'
import { onSchedule } from '../job.ts'

const BATCH = 20

/** Says what is due on channels that only the process of a logged-in account can speak on, wherever it was written. */
export const speakHere = onSchedule({
  name: 'notice.speak-here',
  part: 'bot',
  everyMs: 1000,
  publishes: ['notice.sent'],
  run: async ({ city, channels }) => {
    const only = [...channels.values()].filter((channel) => channel.ready?.()).map((channel) => channel.name)
    if (only.length === 0) return
    for (const id of await dueNotices(city.db, city.clock.now(), BATCH, { only })) {
      await sendNotice(city, id, channels)
    }
  },
})
