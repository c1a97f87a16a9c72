import type { Span } from './findings.rules.ts'
import type { Passage } from './passages.rules.ts'

/** A law, a document by title or number, a standard. */
const DOCUMENT =
  /《[^》]{2,60}》(?:\([^)]{2,30}\)|〔\d{4}〕\d{1,9}号|\[\d{4}\]\d{1,9}号)?|[\p{Script=Han}]{1,10}[〔[(﹝【]\d{4}[〕\])﹞】]\d{1,9}号|第[一二三四五六七八九十百\d]+条|\d{1,9}号(?:文|令)|\bgb(?:\/t)?\s?\d{3,}|\bdb\d{2}(?:\/t)?\s?\d{1,9}/gu

/** That somebody looked into it: what was found must follow. */
const LOOKED =
  /(?:经|据|通过|前往|赶到|赴|到达|派员?|安排|组织|会同|联合)[^,。;]{0,24}?(?:调查|核查|核实|查勘|勘查|勘察|勘验|踏勘|查看|检查|检测|监测|走访|查询|调阅|查阅|巡查|调取|了解|查明|测量)|(?:经|据)查|现场(?:检查|查看|核查|勘查|执法|处置|发现|核实|了解|调查|检测)|执法人员|工作人员[^,。;]{0,12}(?:现场|上门|到)/g

/** What makes a finding concrete: a day, a figure with its unit, a place in the matter, a thing done. */
const CONCRETE =
  /\d{1,2}月\d{1,2}日|(?:昨|今|前|当)(?:天|日|晚)|(?:(?<!\d)\d{1,12}(?:\.\d{1,6})?|[一二两三四五六七八九十]{1,6})(?:余|多|个)?(?:米|公里|千米|km|平方|亩|吨|元|万|户|人|台|处|起|栋|套|家|次|盏|间|座|条|辆|张|分贝|%|小时|天|年|期|号楼|个月)/g

/** The state of the very matter, as can be checked. */
const STATE =
  /(?:目前|现已|已经?|现|正在?)[^,。;]{0,18}(?:完成|竣工|开工|动工|审批|批复|立项|招标|招投标|摘牌|施工|验收|移交|受理|立案|停产|停业|拆除|签订|签约|发放|拨付|恢复|修复|更换|清理|清运|安装|开通|关闭|下达|纳入|投入使用|办理)/g

const grouped = (text: string, pattern: RegExp, start: number, why: string): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: said, index }) => ({
    start: start + index,
    end: start + index + said.length,
    why,
  }))

export interface BasisSigns {
  documents: Span[]
  looked: Span[]
  concrete: Span[]
  state: Span[]
}

/** Everything in the reply that an answer may rest on. */
export function basisSigns(sentences: readonly Passage[]): BasisSigns {
  const signs: BasisSigns = { documents: [], looked: [], concrete: [], state: [] }
  for (const { text, start } of sentences) {
    signs.documents.push(...grouped(text, DOCUMENT, start, '引用了法规或文件'))
    signs.looked.push(...grouped(text, LOOKED, start, '说明了调查'))
    signs.concrete.push(...grouped(text, CONCRETE, start, '有具体事实'))
    signs.state.push(...grouped(text, STATE, start, '说明了进展'))
  }
  return signs
}

/** What is weighed to tell whether a reply rests on something, each 0..1, in the order of the weights. */
export const BASIS_FEATURES = ['documents', 'looked into', 'concrete', 'state', 'length', 'any document'] as const

/** `length`: characters of the reply without courtesies. */
export function basisFeatures(signs: BasisSigns, length: number): number[] {
  return [
    Math.min(1, signs.documents.length / 2),
    Math.min(1, signs.looked.length),
    Math.min(1, signs.concrete.length / 3),
    Math.min(1, signs.state.length / 2),
    Math.min(1, Math.log1p(length) / Math.log1p(LONG)),
    signs.documents.length > 0 ? 1 : 0,
  ]
}

/** Characters at which a reply is long. */
const LONG = 300
