import type { ActRefusal } from './citizen-acts.rules.ts'
import { type CitizenActKind, STATE_NAMES, type Ticket } from './ticket.rules.ts'

const ACT_NAMES: Readonly<Record<CitizenActKind, string>> = {
  urge: '催办',
  supplement: '补充材料',
  'correct-place': '更正地点',
  withdraw: '撤回',
}

/** What the citizen is told when it is done. */
export function doneWords(act: CitizenActKind, ticket: Pick<Ticket, 'organName'>): string {
  const unit = ticket.organName ?? '承办单位'
  switch (act) {
    case 'urge':
      return `已为您催办，${unit}和热线都看得到。`
    case 'supplement':
      return `已收到您的补充，${unit}看得到。`
    case 'correct-place':
      return '已按您说的更正地点。'
    case 'withdraw':
      return '已撤回，这件事不再办理。需要时请重新提交。'
  }
}

/** What the citizen is told when it cannot be done. */
export function refusedWords(
  act: CitizenActKind,
  why: Exclude<ActRefusal, 'NOT_YOURS'>,
  ticket: Pick<Ticket, 'state' | 'organName'>,
): string {
  switch (why) {
    case 'NOT_OPEN':
      return `工单${STATE_NAMES[ticket.state]}，不能${ACT_NAMES[act]}。`
    case 'TOO_LATE':
      return `${ticket.organName ?? '承办单位'}已经答复，不能撤回。`
    case 'TOO_SOON':
      return act === 'urge' ? '24 小时内已经催办过，请稍候。' : '已经补充了很多，请等承办单位处理。'
  }
}
