import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock, Polled } from '../../../schema/kernel/ports.ts'
import { businessBase } from './account.ts'
import { readPosition, stepAfter, writePosition } from './list-position.rules.ts'
import { listItemShape, mentionInList } from './mention.ts'
import { readFromWeibo, type WeiboUsing } from './weibo-api.ts'
import { readTime } from './weibo-time.ts'

/** The two lists, and how many items a page may have: 200 of statuses; of comments no limit is told but the usual 50. */
const PAGE = { statuses: 200, comments: 50 } as const

type MentionList = keyof typeof PAGE

export const MENTION_LISTS: readonly string[] = Object.keys(PAGE)

const isList = (name: string): name is MentionList => name in PAGE

/**
 * One page of the statuses or comments that name the account, on from a position. Throws DeliveryError for what the
 * platform refuses; nothing has moved then.
 */
export async function pollMentions(
  list: string,
  at: string | undefined,
  using: WeiboUsing & { clock: Clock },
): Promise<Polled> {
  if (!isList(list)) throw new Error(`no such list: ${list}`)
  const position = readPosition(at)
  const answer = await readFromWeibo(
    `${businessBase(using.account)}/2/${list}/mentions/biz.json`,
    {
      since_id: position.since,
      count: String(PAGE[list]),
      ...(position.below && { max_id: position.below }),
    },
    using,
  )
  const step = stepAfter(position, itemsOf(list, answer), using.clock.now())
  const messages = step.take.flatMap(({ item }) => {
    const message = mentionInList(list, item)
    return message ? [{ message, raw: Buffer.from(JSON.stringify({ list, item })) }] : []
  })
  const { next, more, skipped } = step
  return { messages, next: writePosition(next), more, ...(skipped && { skipped: `微博提及 ${list}：${skipped}` }) }
}

function itemsOf(list: MentionList, answer: unknown): { id: string; at: Date; item: unknown }[] {
  const items = z.object({ [list]: z.array(z.unknown()) }).safeParse(answer)
  if (!items.success) throw new DeliveryError('weibo', 'stop', undefined, `微博提及 ${list}：平台的回答看不懂`)
  const found = items.data[list] ?? []
  const read = found.flatMap((item) => {
    const parsed = listItemShape.safeParse(item)
    const at = parsed.success ? readTime(parsed.data.created_at) : undefined
    return parsed.success && at ? [{ id: parsed.data.id, at, item }] : []
  })
  // Without a single id there is no place to go on from: better to stand still and say so than to skip a page.
  if (found.length > 0 && read.length === 0) {
    throw new DeliveryError('weibo', 'stop', undefined, `微博提及 ${list}：没有一条看得懂`)
  }
  return read
}
