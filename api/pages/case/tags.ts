import type { TicketRow } from '../graph/types.ts'
import { clockTime, monthDay } from './time.ts'

/** Something of a ticket that asks for attention: said shortly in lists, longer in the case, and why. */
export interface Tag {
  id: string
  short: string
  long: string
  why: string
  tone: 'alarm' | 'warn' | 'plain'
}

type Tagged = Pick<
  TicketRow,
  | 'urgency'
  | 'needsHuman'
  | 'needsReview'
  | 'escalated'
  | 'sentiment'
  | 'kind'
  | 'caseCount'
  | 'urges'
  | 'reopened'
  | 'clock'
>

/** What asks for attention, what asks most first: danger, people who wait, feelings, repetition, then what is to be done. */
export function tagsOf(ticket: Tagged): Tag[] {
  return [
    urgency(ticket),
    callback(ticket),
    feeling(ticket),
    ...sameCase(ticket),
    urged(ticket),
    ...work(ticket),
  ].filter((tag) => tag !== undefined)
}

function urgency({ urgency: level, clock }: Tagged): Tag | undefined {
  if (level === 'EMERGENCY') return plain('urgency', '突发', `突发情况，最先办理。${clock.why}`, 'alarm')
  if (level !== 'URGENT') return undefined
  return plain('urgency', '紧急', '原话里有要尽快处理的说法，排队时往前提。依据见“紧急”一项', 'alarm')
}

function callback({ needsHuman }: Tagged): Tag | undefined {
  if (!needsHuman) return undefined
  const why = '市民要求人工服务，由热线回电'
  return { id: 'callback', short: '等回电', long: '等热线回电', why, tone: 'alarm' }
}

/** Who is to be spoken to with more care: getting more upset before upset from the start; nothing for the others. */
function feeling({ kind, escalated, sentiment }: Tagged): Tag | undefined {
  if (escalated) return plain('feeling', '情绪升级', `比以前更激动：${escalated}`, 'warn')
  if (kind === 'PRAISE' || sentiment?.level !== 'STRONG') return undefined
  return plain('feeling', '情绪强烈', sentiment.signs.join('、') || '语气强烈', 'warn')
}

function sameCase({ caseCount }: Tagged): (Tag | undefined)[] {
  if (!caseCount) return []
  const { count, repeats } = caseCount
  return [
    repeats > 1
      ? {
          id: 'repeats',
          short: `×${repeats}`,
          long: `同一市民 ×${repeats}`,
          why: `这位市民就这件事反映了 ${repeats} 次`,
          tone: 'warn',
        }
      : undefined,
    count > repeats ? plain('case', `并案 ${count}`, `同一件事共有 ${count} 件工单，已并案跟踪`, 'plain') : undefined,
  ]
}

function urged({ urges }: Tagged): Tag | undefined {
  const last = urges.at(-1)
  if (!last) return undefined
  const at = new Date(last.at)
  const why = `市民催办了 ${urges.length} 次，最近一次在${monthDay(at)} ${clockTime(at)}`
  return { id: 'urges', short: `催办 ${urges.length}`, long: `催办 ${urges.length} 次`, why, tone: 'warn' }
}

function work({ reopened, needsReview }: Tagged): (Tag | undefined)[] {
  return [
    reopened > 0
      ? {
          id: 'reopened',
          short: '重办',
          long: `第 ${reopened} 次重办`,
          why: '市民不认可上次的办理结果',
          tone: 'warn',
        }
      : undefined,
    needsReview ? plain('review', '待分类', '事项没有把握，等人工分类', 'plain') : undefined,
  ]
}

const plain = (id: string, words: string, why: string, tone: Tag['tone']): Tag => ({
  id,
  short: words,
  long: words,
  why,
  tone,
})
