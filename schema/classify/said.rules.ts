import type { EvidenceSpan } from '../kernel/evidence.ts'

/** What a citizen says beside the matter and the place: when it happens, who it is about, how to reach them. */
export interface SaidFound {
  when: EvidenceSpan[]
  who: EvidenceSpan[]
  contact: EvidenceSpan[]
}

const CLOCK = '(?:[0-2]?\\d|[一二两三四五六七八九十]{1,3})点(?:半|钟|[0-5]?\\d分?)?'
const DAY =
  '(?:今天|昨天|前天|今早|昨晚|今晚|刚才|刚刚|每天|天天|夜里|半夜|凌晨|早上|上午|中午|下午|晚上|周末|周[一二三四五六日天]|星期[一二三四五六日天]|上周|上个?月|去年|\\d{1,2}月\\d{1,2}[日号])'
const SPAN =
  '(?:已经?|都|快|好|有){0,3}(?:[半一二两三四五六七八九十几]|\\d{1,3}|好几|十几)(?:多)?个?(?:多)?(?:天|星期|礼拜|周|月|年|小时|钟头|分钟)(?:多|了|以上)?(?!级)'
const ENGLISH_TIME =
  '(?:since|for|every|last|this)\\s+(?:the\\s+)?(?:past\\s+)?(?:\\w+\\s+)?(?:night|morning|evening|day|days|week|weeks|month|months|hours?|yesterday|today)|yesterday|tonight|today'

const PATTERNS: Readonly<Record<keyof SaidFound, { pattern: RegExp; why: string }>> = {
  when: {
    pattern: new RegExp(`(?:从|自)?${DAY}+(?:${CLOCK})?|${CLOCK}|${SPAN}|${ENGLISH_TIME}`, 'gi'),
    why: '说明了时间',
  },
  who: {
    pattern:
      /我(?:姓|叫|是)[\u4e00-\u9fa5]{1,3}(?=[，,。；;\s]|$)|(?:联系人|找)[:：]?\s*[\u4e00-\u9fa5](?:先生|女士|师傅|阿姨|大爷|老师)|我(?:家|们家)?的?(?:老人|孩子|母亲|父亲|妈妈?|爸爸?|奶奶|爷爷|邻居|房东)|楼上(?:邻居|住户)|my (?:name is \w+|mother|father|child|son|daughter|neighbou?rs?|landlord)/gi,
    why: '说明了是谁',
  },
  contact: { pattern: /(?<!\d)1[3-9]\d{9}(?!\d)/g, why: '留了联系电话' },
}

/** Reads all three at once; simplified Chinese or English. What is not said is an empty list. */
export function readSaid(text: string): SaidFound {
  const spans = (part: keyof SaidFound): EvidenceSpan[] =>
    [...text.matchAll(PATTERNS[part].pattern)].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      why: PATTERNS[part].why,
    }))
  return { when: spans('when').filter((span) => !isAmount(text, span)), who: spans('who'), contact: spans('contact') }
}

/** Before a length of time that is counted, not lived through: 交了7个月, 签三年, 满十年. */
const COUNTED_BEFORE =
  /(?:[交缴签租借贷押存买订办充扣赔罚补发拿]|缴纳|预[交付存]|参保|试用期|有效期|保质期|质保期?|保修期?|期限|合同|工龄|社保|医保|年限|满|不足|未满|至少|最多|每)(?:的)?(?:是|为|有)?(?:了|够|满|过|足)?(?:连续|整整|将近|大概|一共|总共)?$/
/** Behind one: 三个月工资, 两年社保, 半年的房租. */
const COUNTED_AFTER =
  /^(?:的)?(?:社保|医保|公积金|工资|薪水|补贴|房租|租金|租约|押金|定金|学费|费用|物业费|停车费|取暖费|电费|水费|工龄|合同|会员|年卡|质保|保修|保质期|试用期|利息|期的|大(?!雨|雪|风))/
const LENGTH = new RegExp(`^${SPAN}$`)

/** A length of time that says how much, not when: paid months, wages, the term of a contract. */
function isAmount(text: string, { start, end }: EvidenceSpan): boolean {
  if (!LENGTH.test(text.slice(start, end))) return false
  return COUNTED_BEFORE.test(text.slice(Math.max(0, start - 10), start)) || COUNTED_AFTER.test(text.slice(end, end + 6))
}
