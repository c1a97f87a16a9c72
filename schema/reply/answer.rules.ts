import { basisSigns } from './basis.rules.ts'
import { passedBuck } from './buck.rules.ts'
import { type Demand, TAKEN_UP, kindsMet, shareOf, termsOf } from './demands.rules.ts'
import { type Passages, hanCount } from './passages.rules.ts'

const DONE =
  /(?:已|已经|现已|均已|业已)[^,。;]{0,16}(?:完成|修复|修好|处理|整改|拆除|安装|更换|换好|换成|盖好|清理|清运|清掏|解决|发放|恢复|开通|取缔|关停|查处|处罚|劝离|补发|退还|办结|投入使用|停止|疏通|通知|责令|到位|送到)|修好了|解决了|换好了|恢复(?:供|运|正常|通)|责令|立案|下达[^,。;]{0,10}(?:通知|决定)|约谈/g
const DECIDED =
  /(?:不能|不予|不符合|无法|不宜|不属于|不存在|不需要|不收|不享受|暂不|暂未|没有|未发现|不实|失实|属实|不具备|难以|只能|必须|应当|需要?|可以?|均可|同意|允许|规定|要求|标准为|有效期|时间[为是]|地址|位于|地点|条件)/g
const AHEAD =
  /(?:预计|计划|拟|将于|将在|力争|争取|定于)[^。;]{0,16}(?:\d{1,4}年|\d{1,2}月|年底|年内|月底|上半年|下半年|本周|下周|今天|明天|近期|节前|季度)|\d{1,2}月(?:\d{1,2}日|底|份)?[^,。;]{0,4}(?:前|起|启动|完成|开工)/g
const VAGUE =
  /(?:将|会|正在|继续)?[^,。;]{0,6}(?:尽快|积极|进一步|加强|加大|督促|协调|研究|考虑|关注|跟进|适时|逐步|不断|努力)/
const FORWARDED =
  /(?:已|已经|现|将)?[^,。;]{0,16}(?:转交|转办|转至|转入|转请|转给|转[^,。;]{0,12}(?:部门|单位)|转[\p{Script=Han}a-z\d]{1,12}(?:处理|核查|核实|调查|核处|办理|办复)|交由|交办|交[^,。;]{2,12}(?:处理|核查|调查|核处|办理))[^,。;]*/gu
const AWAITS =
  /(?:及时|第一时间|随后|尽快|待[^,。;]{1,10}后)[^,。;]{0,12}(?:反馈|回复|答复|告知|公开)|请耐心等待|敬请关注|等待/g
const ASKS_MORE =
  /(?:请|建议|欢迎|烦请|需要?)您?[^,。;]{0,8}(?:提供|补充|说明|告知|核实)[^,。;]{0,16}|(?:未|没有)[^,。;]{0,6}(?:说明|提供|留下?|注明|写明)[^,。;]{0,16}|不(?:够)?(?:详细|具体|清楚|明确)/g
const SENT_AWAY = /(?:请|建议|可)[您你]?(?:们)?[^,。;]{0,8}(?:咨询|反映|联系|致电|拨打|来电|了解)[^,。;]*/g
const ENUMERATED = /(?:^|[。;:\s])(?:[一二三四五六七八九]|\d{1,2})[、.,:](?!\d)|第[一二三四五]是?[,、]|[一二三四五]是/g

/** What the answer is judged by, each 0..1, in the order of the weights. */
export const ANSWER_FEATURES = [
  'length',
  'taken up',
  'least met demand',
  'done',
  'decided',
  'date ahead',
  'document',
  'looked into',
  'concrete',
  'state',
  'vague',
  'forwarded',
  'awaits',
  'asks more',
  'sent away',
  'enumerated',
  'demands left',
  'kinds unmet',
  'only sent away',
] as const

const some = (text: string, pattern: RegExp, most: number) => Math.min(1, (text.match(pattern)?.length ?? 0) / most)

/** Length in characters at which an answer is as long as it need be. */
const LONG = 300

/** The features of a reply to a request. */
export function answerFeatures(request: Passages, reply: Passages, demands: readonly Demand[]): number[] {
  const { bare, sentences } = reply
  const signs = basisSigns(sentences)
  const length = hanCount(bare)
  const vague = sentences
    .filter(({ text }) => VAGUE.test(text) && !/\d/.test(text))
    .reduce((sum, { text }) => sum + hanCount(text), 0)
  const forwarded = forwardedIn(bare)
  const points = Math.max(1, demands.length)
  const kinds = kindsMet(request.bare, reply)
  return [
    Math.min(1, Math.log1p(length) / Math.log1p(LONG)),
    shareOf(termsOf(request.bare), termsOf(bare)),
    Math.min(1, ...demands.map(({ met }) => met)),
    some(bare, DONE, 2),
    some(bare, DECIDED, 4),
    some(bare, AHEAD, 1),
    Math.min(1, signs.documents.length / 2),
    Math.min(1, signs.looked.length / 2),
    Math.min(1, signs.concrete.length / 4),
    Math.min(1, signs.state.length / 2),
    length === 0 ? 0 : vague / length,
    length === 0 ? 0 : Math.min(1, forwarded / length),
    some(bare, AWAITS, 1),
    some(bare, ASKS_MORE, 1),
    some(bare, SENT_AWAY, 1),
    some(bare, ENUMERATED, 2),
    demands.filter(({ met }) => met < TAKEN_UP).length / points,
    kinds.asked === 0 ? 0 : 1 - kinds.met / kinds.asked,
    passedBuck(reply, request.normal.text).only ? 1 : 0,
  ]
}

/** A thing done in the matter, and not only told to somebody. */
const RESULT =
  /(?:已|已经|现已|均已)(?:(?!联系|安排|通知|督促|要求|责成|协调|计划|转)[^,。;]){0,16}(?:完成|修复|修好|拆除|安装|更换|换好|盖好|清理|清运|清掏|解决|发放|恢复|开通|取缔|补发|退还|疏通|劝离|送到|停止|落实|换上)|(?:修|换|盖|装|补|清|接)好了|解决了|恢复(?:供|运|正常|通)/

/** Whether the reply tells of something done, and of more than having passed it on. */
export function resultGiven(reply: Passages): boolean {
  return RESULT.test(reply.bare) && !onlyForwards(reply)
}

/** So much of what is said is that somebody else has it now. */
const MOSTLY = 0.35

/** Whether the reply says hardly more than that it was passed on. */
export function onlyForwards({ bare }: Passages): boolean {
  const forwarded = forwardedIn(bare)
  return forwarded > 0 && forwarded >= hanCount(bare) * MOSTLY
}

/** Characters that tell of passing it on. */
function forwardedIn(bare: string): number {
  return (bare.match(FORWARDED) ?? []).reduce((sum, said) => sum + hanCount(said), 0)
}

/** Whether all sentences tell what will be looked into, without a date. */
export function onlyIntends({ sentences }: Passages): boolean {
  return sentences.length > 0 && sentences.every(({ text }) => VAGUE.test(text) && !/\d/.test(text))
}
