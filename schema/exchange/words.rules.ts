import { KIND_NAMES, type RequestKind } from '../classify/kinds.ts'
import { SURVEY_OPTIONS } from '../survey/survey.rules.ts'
import { STATE_NAMES, type SurveyResult, type TicketRole, type TicketState } from '../ticket/ticket.rules.ts'

/** Words of a column and what they stand for; the first word of a meaning is the one that is written. */
export interface Vocabulary<T extends string> {
  read(word: string): T | undefined
  write(value: T): string
  /** The words that are written, for the reason of a word that is none. */
  words: readonly string[]
}

function vocabulary<T extends string>(meanings: Readonly<Record<T, readonly string[]>>): Vocabulary<T> {
  const entries = Object.entries(meanings) as [T, readonly string[]][]
  const known = new Map(entries.flatMap(([value, words]) => words.map((word) => [word, value] as const)))
  return {
    read: (word) => known.get(word),
    write: (value) => meanings[value][0] ?? value,
    words: entries.map(([, words]) => words[0] ?? ''),
  }
}

const OTHER_STATE_WORDS: Readonly<Partial<Record<TicketState, readonly string[]>>> = {
  ACCEPTED: ['受理', '待派单', '待分派', '新建'],
  DISPATCHED: ['派单', '待签收', '已转办', '已交办', '已下派'],
  SIGNED: ['已签收', '签收', '处理中', '在办', '正在办理', '未办结', '待办结', '已联系'],
  REPLIED: ['回复', '已答复', '待回访', '待审核'],
  CLOSED: ['办结', '已完成', '完成', '已归档', '归档', '已回访', '已关闭', '结案', '已结案', '按时办结', '超期办结'],
}

export const STATES = vocabulary<TicketState>(
  Object.fromEntries(
    (Object.entries(STATE_NAMES) as [TicketState, string][]).map(([state, name]) => [
      state,
      [name, ...(OTHER_STATE_WORDS[state] ?? [])],
    ]),
  ) as Record<TicketState, string[]>,
)

const OTHER_KIND_WORDS: Readonly<Partial<Record<RequestKind, readonly string[]>>> = {
  SUGGESTION: ['意见', '意见建议'],
  PRAISE: ['感谢', '表扬感谢'],
  HELP: ['求决', '诉求'],
  REPORT: ['检举'],
}

export const KIND_WORDS = vocabulary<RequestKind>(
  Object.fromEntries(
    (Object.entries(KIND_NAMES) as [RequestKind, string][]).map(([kind, name]) => [
      kind,
      [name, ...(OTHER_KIND_WORDS[kind] ?? []), `${name}类`],
    ]),
  ) as Record<RequestKind, string[]>,
)

/** The column's own words (practice.md 3.1): 解决, not 已解决 as the citizen is asked. */
export const SOLVED = vocabulary<NonNullable<SurveyResult['solved']>>({
  SOLVED: ['解决', '已解决', '是'],
  PARTLY: ['部分解决'],
  UNSOLVED: ['未解决', '没有解决', '否'],
})

export const SATISFACTION = vocabulary<NonNullable<SurveyResult['satisfaction']>>(
  Object.fromEntries(SURVEY_OPTIONS.satisfaction.map(([value, label]) => [value, [label]])) as unknown as Record<
    NonNullable<SurveyResult['satisfaction']>,
    string[]
  >,
)
/** What 是否满意 says of a citizen who did not answer. */
export const NOT_RATED = '未评价'

export const ROLES = vocabulary<TicketRole>({ LEAD: ['主办'], ASSIST: ['协办'], HAND_OVER: ['转办'] })

/** How the ways of coming in are called in tables. Other words are kept as they stand, and the channel is `other`. */
export const WAYS = vocabulary<string>({
  ivr: ['电话', '来电', '热线', '12345', '12345热线', '电话受理', '热线电话'],
  wechat: ['微信', '微信公众号', '公众号'],
  'mini-program': ['小程序', '微信小程序'],
  weibo: ['微博', '新浪微博', '微博私信'],
  'web-form': ['网站', '网络', '网页', '网上', '网站留言', '网络受理'],
  device: ['物联感知'],
  email: ['邮件', '电子邮件', '邮箱'],
  sms: ['短信'],
  open311: ['开放接口'],
  other: ['其他'],
})
