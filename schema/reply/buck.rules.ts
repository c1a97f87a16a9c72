import type { Span } from './findings.rules.ts'
import { type Passages, hanCount } from './passages.rules.ts'

/** That it is not this unit's matter. */
const NOT_MINE =
  /(?:我|本)[^,。;]{1,6}不(?:予|能|再)?受理|(?:不属于?|不是|不在|非|不归|并非|超出)(?:我|本)[^,。;]{0,8}(?:职责|职能|职权|管辖|管理|权限|范围|管|负责|业务|工作)[^,。;]{0,8}|不在[^,。;]{0,6}(?:管辖|职责|职能|权限)[^,。;]{0,4}|(?:我|本)[^,。;]{1,6}(?:无|没有)[^,。;]{0,10}(?:权限|职能|职权|权力)|(?:我|本)[^,。;]{1,6}(?:只|仅)负责|(?:归|属于?|委托|由)[^,。;]{2,24}(?:管辖|主管|监管|管理|负责|制定|统筹|范围|审批|办理)/g

/** That the citizen is to go somewhere else. Our own telephone is not somewhere else. */
const ELSEWHERE =
  /(?:请|建议|可以?|需|烦请|麻烦|应当?|另行)[您你]?(?:们)?(?:自行|直接|及时|具体|另行|再|先)?(?:到|至|向|往|前往|咨询|联系|询问|找|与|和|去|拨打|通过)[^,。;]{1,40}?(?:咨询|反映|了解|投诉|联系|办理|询问|解决|维权|申请|诉讼|仲裁|复议|沟通|协商|部门|单位)|(?:请|建议)[您你]?(?:自行|另行|直接)?(?:咨询|联系|询问)[^,。;]{2,30}|(?:请|建议)[您你]?(?:直接|自行|去|再)?找[^,。;]{2,16}|请[您你]?另行(?:投诉|反映|处理|咨询)/g
const OURSELVES =
  /(?:与|向|和|跟|到|联系|致电|咨询)(?:我|本)(?:们|局|镇|办|所|司|中心|街道|单位|县|区|市|委|院|校|处|队|站|社区|村)/

/** That it was handed on, or that the unit itself does something about it. */
const HANDED_ON =
  /(?:已|已经|将|会|现)[^,。;]{0,20}(?:转交|转办|转至|转给|转请|移交|移送|交办|交由|通报|函告|抄送|汇报|上报|协调|衔接|联系)|已转|转办|(?:将|把)您的(?:建议|意见|诉求|问题)/

/** Something was looked into or settled besides. */
const SUBSTANCE =
  /经(?:查|核|调查|了解|核实|现场|检测)|《|号文|〔|已(?:完成|处理|整改|修复|解决)|责令|立案|目前(?:没有|已|正)|暂无|没有相关|拟|计划|增设|我[们局办]?(?:将|进行|会)[^,。;]{0,8}(?:调查|核实|处理|协调|办理)/

/** The citizen is asked for what is missing. */
const MISSING = /(?:无|没有|未|缺)[^,。;]{0,6}(?:联系方式|证据|材料|地址|信息|具体)|(?:提供|告知|告之|补充|说明)您?的?/

/** Characters of a reply beside the sending away below which it says nothing of the matter; chosen on the tuning part. */
const HARDLY_ANYTHING = 40

/** Where a citizen asks which office is theirs, naming it is the answer. */
const ASKS_WHERE =
  /(?:哪个|哪一个|什么|哪些|哪家)(?:部门|单位|机构|科室|窗口)|(?:找|问|去)(?:谁|哪)|哪里|何处|电话(?:是)?多少|联系(?:电话|方式)/

/** The reply repeats that it was asked. */
const ASKED_WHERE = /[您你](?:咨询|询问|想了解|问)[^。;]{0,12}(?:哪个|什么|哪家|哪些)(?:部门|单位|机构)/

export interface BuckFinding {
  spans: Span[]
  /** True when sending away is all there is. */
  only: boolean
}

/** 推诿: where the reply sends the citizen away, and whether that is all it does. */
export function passedBuck({ bare, sentences }: Passages, request: string): BuckFinding {
  const spans: Span[] = []
  let away = 0
  for (const { text, start } of sentences) {
    for (const { 0: clause, index: at } of text.matchAll(/[^,;。]+/g)) {
      const found = [...clause.matchAll(NOT_MINE), ...clause.matchAll(ELSEWHERE)].filter(
        ({ 0: said }) => !OURSELVES.test(said),
      )
      if (found.length > 0) away += hanCount(clause)
      for (const { 0: said, index } of found) {
        const from = start + at + index
        if (!spans.some((span) => span.start < from + said.length && from < span.end)) {
          spans.push({ start: from, end: from + said.length, why: '让市民去找别处' })
        }
      }
    }
  }
  const rest = hanCount(bare) - away
  const handed = HANDED_ON.test(bare)
  const told = (ASKS_WHERE.test(request) || ASKED_WHERE.test(bare)) && /\d{3,}/.test(bare)
  const only =
    spans.length > 0 && !handed && !told && rest < HARDLY_ANYTHING && !SUBSTANCE.test(bare) && !MISSING.test(bare)
  return { spans, only }
}
