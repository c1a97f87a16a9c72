/** What citizens ask the hotline to do beside hearing a request. */
export type CommandName =
  | 'greet'
  | 'thanks'
  | 'ok'
  | 'who'
  | 'privacy'
  | 'status'
  | 'urge'
  | 'supplement'
  | 'withdraw'
  | 'rate'
  | 'human'

export interface Command {
  name: CommandName
  /** The ticket that was named. */
  number?: string
  /** What was said beside the command. */
  rest?: string
}

const NUMBER = /\d{8}-\d{6}/
const CLOSE = '[了吗啊呢吧呀哦嘛。.？?！!~～\\s]*$'
const TICKET = '(?:我的|这个|那个|上次的?)?(?:工单|诉求|投诉|反映的?(?:事情?|问题))?(?:编?号)?[:：]?\\s*'

/** In this order; the first that fits. Words are simplified Chinese or English, without the ticket's number. */
const FORMS: readonly [name: CommandName, pattern: RegExp][] = [
  [
    'greet',
    /^(你们?好|您好|在吗|在么|在嘛|在不在|有人吗|有人没|有没有人|喂+|嗨|哈[喽啰]|早上好|上午好|下午好|晚上好|hi|hello|hey|good (morning|afternoon|evening))(啊|呀)?([，,、。！!？?~～.\s]*(12345|热线|在吗|请问|there))?[。！!，,？?~～.\s]*$/i,
  ],
  [
    'thanks',
    /^(好的?[，,\s]*|嗯+[，,\s]*|ok[,\s]*)?(非常|太|多)?(谢谢|感谢|多谢|谢了|辛苦)(你们?|您|大家|啦|了|啊|哈|您的帮助|同志|师傅|老师|领导|大哥|大姐|小姐姐|小哥)*[。！!~～\s]*$|^(many )?(thanks|thank you)( a lot| very much)?[.!\s]*$/i,
  ],
  ['ok', new RegExp(`^(好|好的|好吧|行|可以|嗯+|哦+|噢+|收到|知道|明白|清楚|没问题|ok|okay|fine|👌|👍)${CLOSE}`, 'iu')],
  [
    'who',
    new RegExp(
      `^(你|您|这|对面)(们)?(是不是|是|到底是)(个)?(机器人|真人|人工|人|自动回复|ai|智能客服)(还是(真人|人工|人|机器人))?${CLOSE}`,
      'i',
    ),
  ],
  ['who', /^are you (a |an )?(bot|robot|human|machine|real person)[?.!\s]*$/i],
  [
    'privacy',
    /^.{0,10}(会不会|不会|会|别|不要)(把|将|泄露|透露|暴露|公开).{0,14}(电话|信息|身份|名字|姓名|隐私|是谁|我).{0,10}[吗么吧？?。！!\s]*$|^(那|请问)?我?(们)?(可以|能|能不能|可不可以)?匿名(反映|投诉|举报)?(可以|行|能)?(吗|么|不)?[？?。\s]*$|^.{0,8}(会|能|给我?)?保密(吗|么|不)[？?。\s]*$/,
  ],
  [
    'human',
    new RegExp(
      `^(请?(帮我)?)?(转|找|要|接|换)?(一下|个)?(真)?人工(服务|客服|坐席|座席)?${CLOSE}|^(我要|请|帮我)?(找|转|要|联系|叫|换)(一?个)?(真人|活人|客服|人)(来|客服|说话|聊|接听)?${CLOSE}|^(我)?不(想|要)?(跟|和)机器人?(说|聊|讲).{0,6}$|^(我要?|就)?投诉(的就是)?你们(热线|平台|12345|客服|自己|这个?)?${CLOSE}|^(please )?((talk|speak) to )?(a |an )?(human|real person|person|agent|operator)( please)?[.!\\s]*$`,
      'i',
    ),
  ],
  [
    'supplement',
    /^我?[再要想]*(补充|追加)((一下|一点|一句|几句|材料|说明|情况|照片|图片|证据)+[:：，,\s]*|[:：，,\s]+|$)/,
  ],
  ['supplement', /^(please )?(add|in addition|further|additional information)\b[:,\s]*/i],
  ['withdraw', new RegExp(`^(我?(要|想|申请)?)(撤回|撤销|撤单|取消|撤掉)(一?下)?${TICKET}(了|吧)?[，,。！!\\s]*`)],
  [
    'withdraw',
    /^(算了?[，,\s]*)?(算了|不用(管|处理|办|来)?了|不(投诉|反映|举报|登记|报)了|已经(解决|修好|处理好|弄好)了[，,]?(不用|不需要|撤).{0,8})[，,。！!吧\s]*$/,
  ],
  ['withdraw', /^(please )?(withdraw|cancel|never mind|forget it)( (my |the )?(ticket|request|complaint))?[,.!\s]*/i],
  ['rate', new RegExp(`^(我?(要|想|来)?)(评价|评个?分|打分|给个?评价)(一下)?${TICKET}[:：，,\\s]*`)],
  ['rate', /^(please )?(rate|rating)( (my |the )?ticket)?[:,.!\s]*/i],
  ['urge', new RegExp(`^(我?(要|想|来)?)?(请|帮我|麻烦)?(再)?催(办|促|单)?(一?下|催)?${TICKET}${CLOSE}`)],
  [
    'urge',
    new RegExp(
      `^(人呢|快点|快一点|快些|赶紧的?|抓紧(点|时间)?|搞快点|到底(管不管|来不来))(啊|呀|行不行|好不好|点)?${CLOSE}`,
    ),
  ],
  [
    'urge',
    /^(都|已经|这都)?([一二三四五六七八九十两几半\d]+个?(天|周|礼拜|星期|月|小时)(了|多|多了)?)[，,\s]*(怎么)?还(是)?(没|没有)(个)?(动静|消息|结果|人管|人来|人联系|解决|处理|修好?).{0,16}$/,
  ],
  [
    'urge',
    new RegExp(
      `^[我的这那个上次工单事情问题诉求反映投诉说件]{0,16}(怎么|为什么|为啥)(还|一直|都)?(是)?(没|没有|不)(人|见)?(来|去)?(办|处理|解决|修|来|动静|消息|结果|回复|人管|管)(好|人)?${CLOSE}`,
    ),
  ],
  [
    'urge',
    new RegExp(
      `^(怎么|为什么|为啥)?(还|一直|都)(是)?(没|没有|不)(有)?(人)?(给?我)?(联系|回电|回电话|打电话|回复|答复)(我)?${CLOSE}`,
    ),
  ],
  ['urge', /^(please )?(urge|hurry( up)?|speed (it|this) up)( (my |the )?(ticket|request))?[.!\s]*$/i],
  [
    'status',
    new RegExp(
      `^(我要|我想|帮我|请)?(查询?|查一查|看看?|问问?)?(一下)?${TICKET}(办理|处理)?(进度|进展|状态|结果|怎么样|到哪(一步)?|办得怎么样|处理得?怎么样|办好没有?|处理好没有?)${CLOSE}`,
    ),
  ],
  [
    'status',
    new RegExp(
      `^(我要|我想|帮我|请)*((查询?|查一查|看看?)(一下)?(我的|全部|所有)?|我的|我有哪些|全部|所有)(工单|诉求|投诉)(号|列表|记录)?${CLOSE}|^(工单|进度)(查询)?${CLOSE}`,
    ),
  ],
  [
    'status',
    new RegExp(`^(我(的|那|这)(个|件)?事情?)?(有|出)(没有)?(结果|消息|人管|进展|下文)(没有?|了没|了吗)?${CLOSE}`),
  ],
  [
    'status',
    new RegExp(
      `^(那|到底|大概)*(还要|还得|要)?(什么时候|多久|啥时候|几天|几时)(才|能|可以|会)*(给?我)?(办|处理|解决|修|弄|来|到|来人|有结果|回复|答复|有消息)?好?${CLOSE}`,
    ),
  ],
  [
    'status',
    /^((what is |what's )?(the )?status( of)?( my| the)?( tickets?| requests?)?|my tickets?|my requests?|how is my (ticket|request)|check my (ticket|request)s?)[.?!\s]*$/i,
  ],
]

/**
 * Reads a command. A number alone asks for its status. Where words are left over after 撤回, 补充 or 评价 they are the
 * reason, the supplement or the verdict.
 */
export function readCommand(words: string): Command | undefined {
  const number = NUMBER.exec(words)?.[0]
  const said = words.replace(NUMBER, ' ').replaceAll(/\s+/g, ' ').trim()
  if (number && /^(工单号?|单号|编号|ticket|no\.?|查询?)?[:：#。.？?\s]*$/i.test(said))
    return { name: 'status', number }
  const command = readWhole(said) ?? readClauses(said)
  return command && { ...command, ...(number && { number }) }
}

/** "算了，撤回吧", "怎么还没人来？催一下": where every clause is a command, the last one counts. */
function readClauses(said: string): Command | undefined {
  const clauses = said.split(/[，,。！!？?；;]+/).filter((clause) => clause.trim() !== '')
  const commands = clauses.map((clause) => readWhole(clause.trim()))
  return clauses.length > 1 && commands.every((command) => command !== undefined) ? commands.at(-1) : undefined
}

function readWhole(said: string): Command | undefined {
  for (const [name, pattern] of FORMS) {
    const found = pattern.exec(said)
    if (!found) continue
    const rest = said.slice(found.index + found[0].length).trim()
    if (name === 'withdraw' && rest.length > LONGEST_REASON) continue
    if (name === 'rate' && rest && !VERDICT.test(rest)) continue
    return { name, ...(rest && { rest }) }
  }
  return undefined
}

/** "取消了三路公交车站，老人出行不便" cancels no ticket: a reason is short. */
const LONGEST_REASON = 12

/** "评价系统打不开" rates nothing: what follows 评价 is a verdict. */
const VERDICT = /满意|解决|一般|还行|solved|satisfied/i
