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
  return { when: spans('when'), who: spans('who'), contact: spans('contact') }
}
