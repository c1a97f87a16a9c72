import type { RequestKind } from './kinds.ts'

/**
 * How a danger is spoken of. HERE: as it is. Otherwise it is denied (没有着火), practised or read of (演练, 新闻里), over
 * (去年着火), supposed (万一着火), asked about as a rule (着火了保险赔吗), said of every day, of a chimney's smoke (SMOKING)
 * or of what stinks (FOUL), of a thing that fell (THING), or told in a long letter that
 * says nothing of now. IF is a condition that was not met so far: 如果以后停电.
 */
export type Circumstance =
  | 'HERE'
  | 'IF'
  | 'DENIED'
  | 'ELSEWHERE'
  | 'PAST'
  | 'SUPPOSED'
  | 'RULE'
  | 'DAILY'
  | 'SMOKING'
  | 'FOUL'
  | 'THING'
  | 'TOLD'

/** Said of the moment: where it stands between “去年”, “如果” and the danger, the danger is here all the same. */
const NOW = /现在|正在|此刻|目前|刚刚|刚才|这会儿|还在|今天|今晚|今早|昨晚|昨夜|今夜/
/** What somebody in danger says, and who tells a story does not. */
const PRESENT = /现在|正在|此刻|这会儿|刚刚|刚才|还在|今晚|今早|昨晚|快来|快点来|赶紧来|马上来|救命[啊!]|救救/
/** 防溺水, 防性侵: what is done against it. */
const AGAINST = /防$/
const DENIED =
  /(?:没有?|未|无|不是|并非|不存在|不算|不属于|不涉及|排除)(?:再|任何|什么|发生过?|出现过?|人|人员|造成|导致|引起|引发|说要?|想过?要?|打算)*$/
/** A question leaves it open: 有没有漏气, 是不是着火. */
const OPEN_QUESTION = /(?:有没有?|是不是|有无|是否)(?:再|任何|什么|发生过?|出现过?|人|人员)*$/
const OVER =
  /(?:去年|前年|上个?月|上周|上星期|几年前|年前|个月前|几天前|天前|以前|之前|曾经?|当年|当时|那时|那次|前几天|前两天|前段时间|早年|早些年|后来|历年|历经|发生过|出过|小时候|年轻时|上次|\d{2,4}年|(?<!\d)\d{1,2}月)[^。！？!?，,；;、\n]*$/
const OVER_AFTER =
  /^[^。！？!?；;\n]{0,10}(?:已经?|被|都|早就|早已)?(?:扑灭|灭了|解除|排除了|修好|恢复|没事了|救出来|救下|解决了|找到了|找回|抢修完|处理好|处理完|出院|脱离危险|就来了|来水了|来电了|是去年|是前年|是上个?月)/
/** 扑灭了大火, 找到走失的老人. */
const ENDED =
  /(?:扑灭|救下|救回|救出|找到|找回|抢修好|修好|解除|排除)了?(?:一?[个名位场次起])?[^。！？!?；;，,\n]{0,4}$/
/** 火警是误报. */
const FALSE_ALARM = /^[^。！？!?；;\n]{0,4}(?:误会|误报|虚惊|看错|听错|搞错|弄错)/
/** 如果以后停电: not yet. 如果再停电 tells that it was. */
const IF = /(?:如果|假如|万一|要是|倘若|若是)(?![^。！？!?；;\n]*(?:再|又|还|继续))[^。！？!?；;，,\n]{0,8}$/
/** What may fall into the water without anybody being in it. */
const THING =
  /(?:手机|钥匙|包|卡|眼镜|耳机|球|猫|狗|快递|证件|身份证|戒指|东西|帽子|鞋|衣服|水桶|石头|垃圾|相机|手表|无人机)[^。！？!?；;，,\n]{0,4}$/
const SUPPOSED =
  /(?:如果|假如|假设|假使|要是|万一|一旦|若是|若|倘若|即使|哪怕|会不会|容易|易于|极易|有?可能|恐怕|怕|生怕|担心|担忧|害怕|险些|不小心就|稍不注意|差点|差一点|千万别|说不定|保不准|总有|闹|快要|面临|出现|避免|防止|预防|以免|以防|免得|难道|非得|非要|难不成|等到|等着|别等|迟早|早晚|引发|引起|导致|造成|致使|存在|防范|应对|遇到|遇上|每当|不要等)[^。！？!?；;\n]{0,12}$/
const SUPPOSED_AFTER = /^[^。！？!?；;，,\n]{0,6}(?:风险|隐患|危险|之势|可能|谁负责|谁来负责|谁担责|几率|概率|事故频发)/
const SUPPOSED_HERE = /(?:已经?|又|经常|昨[天晚]|今[天早晚])(?:引发|引起|导致|造成|发生)[^。！？!?；;\n]{0,8}$/
const ELSEWHERE =
  /(?:新闻|电视[上里]|报道|报纸|别的城市|其他城市|其它城市|外地|别的小区|其他小区|其它小区|抖音|短视频|电影|电视剧|小说|游戏|历史上|参照|比如|例如|譬如|像某|某地|某市|《)[^。！？!?；;\n》]{0,24}$/
const PRACTICE =
  /演练|演习|培训|讲座|宣传|科普|课程|预案|模拟|保险|安全教育|教育课|警示牌|防范课|话剧|题材|戏剧|展览|纪念|体验馆|知识竞赛|应急包|招聘|招标|作文|剧情|桌游|段子|歌词|标准是|定义/
/** Announces what follows as well: 明天演习，楼道会冒烟. */
const DRILL = /演练|演习/
const BY_RULE =
  /(?:根据|依据|按照|依照|违反|涉嫌|条例|规定|办法|法律|刑法|《[^》]*》|第[一二三四五六七八九十百\d]+条)[^。！？!?；;，,\n]{0,14}$/
/** A question about rules around a danger, without one at hand. */
const ABOUT_RULES =
  /报销|赔偿|赔付|保险|补贴|补助|理赔|怎么认定|如何认定|责任认定|处罚标准|算不算|法律援助|打官司|起诉|谁的责任|工伤|怎么投保|应该怎么|怎么办理|需要什么|怎么申请|如何申请/
/** What anybody may want to know who is in no danger. */
const GENERAL =
  /自救|逃生|应该打|打什么电话|打哪个|拨哪个|拨什么|拨打什么|哪个号码|什么号码|怎么求助|如何求助|预防|怎么防|如何防|什么标准|标准是|政策|流程|怎么处罚|如何处罚|怎么罚|罚多少|判几年|判多久|立案标准|有什么要求|讲座|培训|宣传|怎么报修|怎么报警|可以举报吗|怎么救|有没有课|按哪个/
/** Who asks about something that happened says so: 了, or whose it is. */
const OF_OURS = /了|我|咱|家里|小区|这里|这边|单元|楼|怎么还|一直|没人/
const ASKS =
  /^(?:你好|您好|[,，。!]|请问|咨询|想问|我想问|问一下|想咨询|想了解|想知道)*(?:请问|咨询|想问|问一下|想咨询|想了解|想知道)/
const DAILY =
  /(?:天天|每天|每日|经常|常常|有时|时有|多次|数次|几次|每次|每逢|依旧|常年|长年|长期|总是|老是|动不动|时常|平时|每晚|一到|整天|一天到晚|全天|隔三差五|三天两头|日夜|昼夜)[^。！？!?；;\n]{0,14}$/
/** Where smoke comes from every day. */
const CHIMNEY = /(?:烟囱|烟窗|砖厂|电厂|化工厂|铁皮厂|垃圾站|搅拌站|搅拌厂|锅炉|厂房|油烟)[^。！？!?；;\n]{0,16}$/
/** What makes people cough and dizzy for months. */
const FOUL = /臭|气味|异味|废气|刺鼻|粉尘|灰尘|噪音|噪声|油漆味/
const SIMILE = /(?:就像|像要|如同|仿佛|好比|犹如|堪比)[^。！？!?；;，,\n]{0,8}$/
/** What comes after: hospitals, courts and papers are long after the danger. */
const AFTERMATH =
  /出院|判决|判刑|立案|起诉|开庭|认定书|伤残|鉴定|赔偿款|赔偿金|医药费|医疗费|误工费|后遗症|事故认定|工伤认定|轻伤|轻微伤|信访|答复|复议|诉讼|法院|仲裁/
/** Letters longer than this tell a story: none of the emergencies of our own sentences takes more than half of it. */
export const LETTER = 200
/** Somebody in danger says so at once. */
const AT_ONCE = 60
const BEFORE = 30

/** Reads how the danger at this stretch of a normalised text is spoken of; `second` is where the second word of a pair begins. */
export function circumstanceOf(
  text: string,
  { start, end, second }: { start: number; end: number; second?: number },
  kind: RequestKind,
): Circumstance {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + BEFORE)
  const clause = lastPart(before, CLAUSE_BEFORE) + text.slice(start, end) + lastPart(after, CLAUSE_AFTER)
  const sentence = lastPart(before, SENTENCE_BEFORE)
  if (isDenied(before) || (second !== undefined && isDenied(text.slice(start, second)))) return 'DENIED'
  if (DRILL.test(sentence) && !PRESENT.test(sentence)) return 'ELSEWHERE'
  if (
    (PRACTICE.test(clause) && !NOW.test(clause)) ||
    holds(ELSEWHERE, before) ||
    SIMILE.test(before) ||
    AGAINST.test(before)
  )
    return 'ELSEWHERE'
  if (FALSE_ALARM.test(after)) return 'DENIED'
  const asks = kind === 'CONSULTATION' || ASKS.test(text)
  if (asks && (GENERAL.test(text) || !OF_OURS.test(text)) && !NOW.test(sentence)) return 'ELSEWHERE'
  if (holds(OVER, before) || holds(ENDED, before) || OVER_AFTER.test(after)) return 'PAST'
  if ((kind === 'CONSULTATION' && ABOUT_RULES.test(text) && !NOW.test(sentence)) || holds(BY_RULE, before))
    return 'RULE'
  if (holds(IF, before)) return 'IF'
  if ((holds(SUPPOSED, before) && !SUPPOSED_HERE.test(before)) || SUPPOSED_AFTER.test(after)) return 'SUPPOSED'
  if (DAILY.test(before)) return 'DAILY'
  if (CHIMNEY.test(before)) return 'SMOKING'
  if (FOUL.test(sentence)) return 'FOUL'
  if (THING.test(before)) return 'THING'
  return isTold(text, start, end, sentence + text.slice(start, end) + after) ? 'TOLD' : 'HERE'
}

const CLAUSE_BEFORE = /[^。!?;，,\n]*$/
const CLAUSE_AFTER = /^[^。!?;，,\n]*/
const SENTENCE_BEFORE = /[^。!?;\n]*$/

const isDenied = (words: string) => DENIED.test(words) && !OPEN_QUESTION.test(words)

function lastPart(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? ''
}

/** Whether the marker is there and nothing after it brings the danger back to now. */
function holds(marker: RegExp, before: string): boolean {
  const found = marker.exec(before)
  return found !== null && !NOW.test(found[0])
}

/** A long letter, or one about courts and bills, that says neither at its start nor near the danger that it is now. */
function isTold(text: string, start: number, end: number, around: string): boolean {
  const isLetter = text.length > LETTER || AFTERMATH.test(text)
  if (!isLetter || PRESENT.test(around)) return false
  return start > AT_ONCE || !/了|!/.test(text.slice(start, end + 1))
}
