import type { Channel, InboundMessage } from '../kernel/ports.ts'

/** What decides whether an account may be written to. Of each date the latest counts, in whatever order messages come. */
export interface Standing {
  spokeAt?: Date
  openUntil?: Date
  leftAt?: Date
}

/** What a message changes; undefined where it changes nothing (public speech opens no conversation). */
export function standingAfter(message: Pick<InboundMessage, 'kind' | 'at' | 'reply'>): Standing | undefined {
  const { kind, at, reply } = message
  if (kind === 'unfollow') return { leftAt: at }
  // A counted allowance (WeChat's five messages) is its platform's affair, which falls back on notices.
  if (reply.mode !== 'messages' || reply.remaining !== 'unlimited') return undefined
  return { spokeAt: at, openUntil: reply.until }
}

/** Whether the account may be written to privately now, by the rule of its channel. */
export function mayWrite(rule: Channel['capabilities']['mayWrite'], standing: Standing, now: Date): boolean {
  if (rule === undefined) return true
  const { spokeAt, openUntil, leftAt } = standing
  if (leftAt && (!spokeAt || leftAt >= spokeAt)) return false
  return rule === 'until-left' || (openUntil !== undefined && now < openUntil)
}
