import type { Resolvers } from '../resolvers.generated.ts'
import type { Notice } from './notice.model.ts'

/** What staff see of the ledger: under way looks like waiting, lost on the way like not delivered. */
const SHOWN = {
  PENDING: 'PENDING',
  SENDING: 'PENDING',
  SENT: 'SENT',
  FAILED: 'FAILED',
  UNKNOWN: 'FAILED',
  HELD: 'HELD',
} as const satisfies Record<Notice['state'], string>

export const noticeResolvers: Resolvers = {
  Ticket: {
    notices: async (ticket, _, context) => (await context.noticesOf(ticket._id)) ?? [],
  },
  NoticeRecord: {
    id: (notice) => notice._id,
    state: (notice) => SHOWN[notice.state],
    at: (notice) => notice.sentAt ?? notice.createdAt,
  },
}
