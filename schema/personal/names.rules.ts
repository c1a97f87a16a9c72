import { toSimplified } from '../citizen/script.rules.ts'
import type { PersonalSpan } from './kinds.ts'
import { CLEAR_SURNAMES, DOUBLE_SURNAMES, SURNAME_WORDS, WORDLIKE_SURNAMES } from './surnames.ts'

/** Characters that given names hardly have, and what a name is followed by often does. */
const GIVEN =
  '[^\\P{Script=Han}的了是在有不我您你他她们这那就也都很到说要可以为与及或等将已被把由向从对于所其之而且并没吗呢吧啊呀么什怎啥哪谁去来回给让使叫跟和请问题几多少因但又还更最只号楼层室区县市镇村路街店某]'
/** Of a name with no sign behind it all is certain but its end: two given characters, then whatever follows. */
const CLEAR = `(?:${DOUBLE_SURNAMES}|[${CLEAR_SURNAMES}])`
const ANY = `(?:${DOUBLE_SURNAMES}|[${CLEAR_SURNAMES}${WORDLIKE_SURNAMES}])`
/** What follows a name of two characters, where the third could be a part of it. */
const GOES_ON = '[在被于因从今昨不没把给将向对已也就又还说称打骂拖欠拒要是有的家和与等跑失躲]'
const ENDS = '(?=[，,。；;、：:！!？?（()）\\s\\d]|的?(?:电话|手机|联系|身份证|微信)|我|住在?|今年|想|$)'
const NAME = `(?:${ANY}${GIVEN}{1,2}${ENDS}|${CLEAR}${GIVEN}{2}|${CLEAR}${GIVEN}(?=${GOES_ON}))`

const PEOPLE =
  '房东|业主|户主|住户|租户|租客|患者|死者|伤者|被告|原告|(?:举报|投诉|报修|申请|被投诉|被举报|反映|来电|当事|经办|联系|负责|承包|担保|监护|收件|寄件|受害|嫌疑|借款|产权|签约)人|[甲乙]方|法人(?:代表)?|法定代表人|老板|店主|中介|物业经理|包工头|邻居|同事|学生|司机|居民|村民|市民|员工|职工|老人|男子|女子|队长|书记|支书|主任|[局处科所站村镇校园院]长|经理|医生|教练|保安|民警|交警|城管|老师'
const KIN =
  '丈夫|妻子|老公|老婆|爱人|儿子|女儿|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|孩子|哥哥?|弟弟|姐姐?|妹妹|舅舅|叔叔|姑姑|岳父|岳母|公公|婆婆|闺女|侄子|侄女|外甥|孙子|孙女|老爸|老妈|嫂子|姐夫|对象|男朋友|女朋友'
const ADDRESSED = '先生|女士|小姐|同志|师傅|老师|医生|大夫|护士'
/** Between what leads up to a name and the name. */
const IS = '[叫是为：:\\s]{0,3}'
const BEGINS = '(?:^|[，,。；;、：:！!？?（(）)\\s])'

/** Words that lead up to a name, or follow it. */
const LED_BY: readonly RegExp[] = [
  `(?:我叫|名叫|叫做|本人叫|名字[叫是]|姓名|${BEGINS}叫)${IS}(${NAME})`,
  `(?:${PEOPLE}|${KIN})${IS}(${NAME})`,
  `(?:举报|投诉|控告|起诉|状告|曝光)(${CLEAR}${GIVEN}{2})`,
  // I am, where nothing else can follow: 我是王小明，我是三楼的王小明。
  `(?:${BEGINS}|[你您]好)(?:我是|本人是?)(?:[^，,。；;\\s]{1,10}的)?\\s?(${ANY}${GIVEN}{1,2})(?=[，,。；;！!\\s]|$)`,
  // Forms filled in: 王小明，女，45岁; 王小明 13800138000; 王小明（身份证…
  `${BEGINS}(${ANY}${GIVEN}{1,2})(?=[，,、\\s]{0,2}[男女][，,、。；;\\s\\d]|[，,：:\\s]{0,2}(?:电话|手机|联系方式)?(?:号码?)?[：:\\s]{0,2}1[3-9]\\d|[（(](?:身份证|电话|手机|男|女))`,
  `(?:请?找|请?联系|转告|通知)(${CLEAR}${GIVEN}{1,2})(?=[，,。；;！!\\s]|$)`,
  // A full name before a form of address; a family name alone names nobody.
  `(?:${BEGINS}|[找向给跟由请让被对])(${ANY}${GIVEN}{1,2})(?=${ADDRESSED})`,
].map((pattern) => new RegExp(pattern, 'dgu'))

const ENGLISH =
  /\b(?:[Mm]y name is|[Mm]y name's|I am called|[Ff]ull [Nn]ame:?)\s+(\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+){0,3})/dgu

/** What begins like a name and is something else: words, and a family name with a form of address. */
const NO_NAME = new RegExp(
  `^(?:${SURNAME_WORDS}|车[主位]|农[民村]|师傅|时[间候常]|方[便面案]|安[全置装排静]|全[体家部]|应[该届当]|单[位元独]|管[理道]|连[续夜着]|解[放决释]|公[司安]|明[天年确]|于是|关[于心门闭]|向您|石[油材]|严重|成[员年都立天]|古城|阳[光台]|项目|万一|广州|贵州|云南|山[东西]|陕西|安徽|党员|和[平睦]|施工|包[括装]|查[封看]|申[请诉报]|段时|喻|商[户家铺贩]|白[天白])|^..?(?:师傅|老师|阿姨|大爷|大妈|大姐|叔叔?|经理|主任|医生|先生|女士|小姐|老板|总|哥|姐|嫂|婶|伯|婆|工)$|^.(?:姓|家|某)`,
  'u',
)

/** Behind it, what makes a person's name that of a firm or a place: 张亮麻辣烫店, 王府井街. */
const NAMES_A_PLACE =
  /^[^的在被从到向去\p{P}\s]{0,3}(?:公司|集团|超市|饭店|酒店|火锅|餐馆|诊所|医院|学校|中学|小学|小区|花园|广场|大厦|大街|大道|路口|项目|银行|地铁站|分店|门店|总店|麻辣烫|面馆|饭馆|烧烤|奶茶|药房|药店)/u

/** Traditional characters of common family names and of what leads up to a name. */
const TRADITIONAL = /[張劉陳楊黃趙吳孫馬羅鄭謝許馮鄧蕭葉餘盧鍾譚陸賈鄒龍賀顧龔萬錢嚴莊齊東業戶親媽爺][\u4e00-\u9fa5]/

/** Names of people, where the words say that it is one: they lead up to it, or address somebody by it. */
export function findNames(text: string): PersonalSpan[] {
  const simplified = TRADITIONAL.test(text) ? toSimplified(text) : text
  return [...LED_BY, ENGLISH].flatMap((pattern) =>
    [...simplified.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.[1] ?? []
      const name = match[1] ?? ''
      if (start === undefined || end === undefined || NO_NAME.test(name)) return []
      return NAMES_A_PLACE.test(simplified.slice(end, end + 8)) ? [] : [{ kind: 'NAME' as const, start, end }]
    }),
  )
}
