import { isBankCard, isResidentId } from '../personal/check-digits.rules.ts'
import type { Span } from './findings.rules.ts'
import { fullNames } from './names.rules.ts'
import type { Passages } from './passages.rules.ts'

/**
 * How far a leak stops a reply. `never`: a document or card number that its own check digit confirms; `reason`: a number
 * that may be one, which somebody has to vouch for; `hint`: a name, plate or door, where the rules may be wrong.
 */
export type LeakWeight = 'never' | 'reason' | 'hint'

/** Something that names a person. */
export interface Leak extends Span {
  weight: LeakWeight
}

/** Finds what names a person in a reply. `request` is a normal text; positions are in the reply's. */
export type FindPersonal = (reply: Passages, request: string) => Leak[]

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const IDENTITY = /(?<!\d)\d{17}[\dx](?!\d)/g
const CARD = /(?<!\d)\d{16,19}(?!\d)/g
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][a-z0-9]{5,6}(?![a-z0-9])/g
/** A door, with somebody in front of it. */
const HOME =
  /(?:某|先生|女士|户主|业主|夫妻|夫妇|其妻|其母|其父|本人|住(?:在|于)?)[^。;]{0,24}?(?<door>\d{1,3}(?:栋|幢|号楼|座)(?:\d{1,2}单元)?\d{3,4}(?:室|房|号)?)|(?<door2>\d{1,3}(?:栋|幢|号楼|座)(?:\d{1,2}单元)?\d{3,4}(?:室|房|号)?)[^。;,]{0,6}(?:某|户主|业主)[^。;,]{0,2}/g

/** In front of a number that is given out for the matter: an office, a service, somebody on duty. */
const OFFICE =
  /(?:咨询|服务|值班|办公|热线|监督|(?:投诉|举报)(?!人)|窗口|维修|抢修|报修|主任|书记|科长|所长|站长|队长|经理|网格员|工作人员|联系人|(?:请|可|欢迎)[^。;]{0,8}(?:致电|拨打|联系|来电)|社区|街道|居委会|村委会|物业|我局|我办|我镇|我们|中心|科室|股|大厅)[^。;]{0,24}$/
/** In front of a number that is a person's own. */
const OWN =
  /(?:您的|您留|您预留|你的|您本人|反映人|投诉人|举报人|信访人|来电人|诉求人|当事人|业主|户主|车主|房东|租户|邻居|老人|家属|对方|他|她)[^。;]{0,16}$/

/** Numbers that name a person. */
function numbers({ normal: { text: reply } }: Passages, request: string): Leak[] {
  const found: Leak[] = []
  const add = (at: number, length: number, weight: LeakWeight, why: string) => {
    if (!found.some(({ start, end }) => start < at + length && at < end))
      found.push({ start: at, end: at + length, why, weight })
  }
  for (const { 0: number, index } of reply.matchAll(IDENTITY)) {
    add(index, number.length, isResidentId(number) ? 'never' : 'reason', '写了身份证号')
  }
  for (const { 0: number, index } of reply.matchAll(CARD)) {
    add(index, number.length, isBankCard(number) ? 'never' : 'reason', '像银行卡号或证件号')
  }
  for (const { 0: number, index } of reply.matchAll(MOBILE)) {
    const before = reply.slice(Math.max(0, index - 30), index)
    if (!request.includes(number) && !OWN.test(before) && OFFICE.test(before)) continue
    add(index, number.length, 'reason', '写了个人手机号')
  }
  return found
}

function platesAndHomes({ normal: { text: reply } }: Passages): Leak[] {
  const plates = [...reply.matchAll(PLATE)].map(({ 0: plate, index }) => ({
    start: index,
    end: index + plate.length,
    why: '写了完整车牌号',
    weight: 'hint' as const,
  }))
  const homes = [...reply.matchAll(HOME)].map((match) => {
    const door = match.groups?.['door'] ?? match.groups?.['door2'] ?? ''
    const start = match.index + match[0].indexOf(door)
    return { start, end: start + door.length, why: '写了个人住址的门牌', weight: 'hint' as const }
  })
  return [...plates, ...homes]
}

/** Finders in the order they are asked; another one is another line. */
const FINDERS: readonly FindPersonal[] = [
  numbers,
  platesAndHomes,
  // Whom a letter greets is its reader.
  ({ bare }, request) => fullNames(bare, request).map((span) => ({ ...span, weight: 'hint' as const })),
]

/** 个人信息: everything in the reply that names a person, by position. */
export function leaksOf(reply: Passages, request: string): Leak[] {
  return FINDERS.flatMap((find) => find(reply, request)).sort((a, b) => a.start - b.start)
}
