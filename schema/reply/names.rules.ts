import { CLEAR_SURNAMES, DOUBLE_SURNAMES, SURNAME_WORDS } from '../personal/surnames.ts'
import type { Span } from './findings.rules.ts'

/** Characters that official prose uses and given names hardly do. */
const NOT_GIVEN =
  '的了是在有不我您你他她们这那个就也都很到说要可以为与及或等将已被把由向从对于所其之而且并后前中上下内外里间时年月日号万多少数第一二三四五六七八九十百千两几点分秒区县市省镇乡村组路街道桥湖库塘港局部门委办院校厂店楼栋房屋地产电网站车位公司企工程设规划管理处投诉反映问题情况调查核实检责任人员单政府机关社经济保障劳动教育医疗卫环境交通运输全活众群户口籍证件费用资钱款价格收入支出标准条例定法知律制度策依据合同协议商品购买销售租赁物停发放申请审批许受报告送达验符使占营违拆除整改治污染噪音垃圾排源旧老大低短左右西边侧旁附近各每该此某者则若因果但仍再次又还更最只仅即便如何什怎啥哪谁望希盼谢感致特现目今去来进回开启始终完毕做作行走跑看听讲话语言字写读习考试招录取班级师农居住宅域范围面积米亩吨斤台辆座项类型种样式'
const GIVEN = `[^\\P{Script=Han}${NOT_GIVEN}]`
const NAME = `(?:(?:${DOUBLE_SURNAMES})|[${CLEAR_SURNAMES}])${GIVEN}{1,2}`

/** Who a name after them belongs to: people a reply speaks of, not people who speak for the unit. */
const ROLE =
  '(?:信访|投诉|举报|反映|申请|求助|来信|来电|诉求|上访|当事|被投诉|被举报|被申请|被告|原告|承租|出租|受害|嫌疑|死|伤|患|证|见证|监护|继承)人|(?:业主|村民|居民|户主|房主|车主|店主|摊主|经营者|老板|房东|租户|租客|邻居|司机|驾驶员|患者|死者|老人|学生|家长|儿子|女儿|妻子|丈夫|父亲|母亲|配偶|儿媳|女婿|员工|职工|代表|会计|出纳|工人|伤者|产妇|孕妇|病人|住户|顾客|乘客|男子|女子|嫌犯|网民|贫困户|低保户|特困人员|残疾人|五保户|拆迁户|被征收户|承包户|信访代表|施工方|承包人)'

/** Titles: who has one speaks or acts for an office. */
const TITLE =
  '(?:书记|市长|县长|区长|镇长|乡长|局长|处长|科长|股长|所长|站长|队长|大队长|中队长|支队长|院长|校长|园长|主任|主席|部长|会长|总经理|经理|董事长|厅长|委员|民警|法官|律师|医生|教师|老师|记者|工程师|网格员|协管员|联系人|经办人|负责人|承办人|责任人|法定代表人|法人代表|法人|院士|秘书|干事|组长|片长|河长|路长|林长|专员)'

const AFTER_TITLE = new RegExp(`${TITLE}[:、(]?$`, 'u')
const BEFORE_TITLE = new RegExp(`^${TITLE}`, 'u')

const WORD = new RegExp(`^(?:${SURNAME_WORDS})`)

const AFTER_ROLE = new RegExp(`(?:${ROLE})[:、"“(]?(?<name>${NAME})(?!某)`, 'gu')
/** A name of three characters that stands free: after a sign or a word that leads to a person, before what people do. */
const FREE = new RegExp(
  `(?:^|[^\\p{Script=Han}]|[将由被向与和及对经给让的是即人户镇村组社表长])(?<name>(?:(?:${DOUBLE_SURNAMES})${GIVEN}|[${CLEAR_SURNAMES}]${GIVEN})${GIVEN})(?=[^\\p{Script=Han}]|[等与和及的于在对向被因拒打称说系未已家一户二三两将便就也曾并以到表认提要])`,
  'gu',
)
const SELF = new RegExp(
  `(?:本人|我叫|我是|姓名|名叫|联系人|投诉人|举报人|反映人|求助人)[:是为叫]?(?<name>${NAME})(?![\\p{Script=Han}])`,
  'gu',
)

const WHY_NAME = '写了个人全名，请改为“李某”“李女士”'

/** Full names of people who do not speak for an office. `request`: a name the citizen gave as their own counts wherever it stands. */
export function fullNames(reply: string, request: string): Span[] {
  const found = new Map<number, Span>()
  // Looked up once for each name, however often it stands there.
  const places = new Map<string, boolean>()
  const namesPlace = (name: string) => {
    const known = places.get(name) ?? (isPlace(name, reply) || isPlace(name, request))
    places.set(name, known)
    return known
  }
  const add = (name: string, start: number) => {
    const before = reply.slice(Math.max(0, start - 8), start)
    const after = reply.slice(start + name.length, start + name.length + 4)
    if (AFTER_TITLE.test(before) || BEFORE_TITLE.test(after)) return
    if (WORD.test(name) || /^[某*x×]/.test(after) || namesPlace(name)) return
    found.set(start, { start, end: start + name.length, why: WHY_NAME })
  }
  for (const match of reply.matchAll(AFTER_ROLE)) {
    const name = match.groups?.['name'] ?? ''
    add(name, match.index + match[0].length - name.length)
  }
  for (const match of reply.matchAll(FREE)) {
    const name = match.groups?.['name'] ?? ''
    // Said once it may be any three characters; said again, or by the citizen too, it is somebody.
    if (reply.indexOf(name) === reply.lastIndexOf(name) && !request.includes(name)) continue
    add(name, match.index + match[0].length - name.length)
  }
  for (const match of request.matchAll(SELF)) {
    const name = match.groups?.['name'] ?? ''
    if (name.length < 3) continue
    for (let at = reply.indexOf(name); at >= 0; at = reply.indexOf(name, at + 1)) add(name, at)
  }
  return [...found.values()]
}

/** What follows makes the characters before it a place or a firm. */
const PLACE =
  /^(?:路|街|村|镇|县|区|市|省|社区|小区|公司|集团|学校|中学|小学|医院|花园|广场|公园|大道|大厦|小院|项目|园|苑|城|府|湾|里|庄|桥|河|山|湖|水库|组|冲|坪|塘)/

/** Whether the characters are part of a place's or firm's name anywhere in the text. */
function isPlace(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (PLACE.test(text.slice(at + name.length, at + name.length + 2))) return true
  }
  return false
}
