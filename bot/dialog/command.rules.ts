/** What citizens ask the hotline to do beside hearing a request. */
export type CommandName = 'greet' | 'thanks' | 'ok' | 'status' | 'urge' | 'supplement' | 'withdraw' | 'rate' | 'human'

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
    /^(你们?好|您好|在吗|在么|有人吗|喂+|嗨|哈[喽啰]|早上好|上午好|下午好|晚上好|hi|hello|hey|good (morning|afternoon|evening))(啊|呀)?([，,、。！!？?~～.\s]*(12345|热线|在吗|请问|there))?[。！!，,？?~～.\s]*$/i,
  ],
  [
    'thanks',
    /^(好的?[，,\s]*|嗯+[，,\s]*|ok[,\s]*)?(非常|太|多)?(谢谢|感谢|多谢|谢了|辛苦)(你们?|您|大家|啦|了|啊|哈|您的帮助)*[。！!~～\s]*$|^(many )?(thanks|thank you)( a lot| very much)?[.!\s]*$/i,
  ],
  ['ok', new RegExp(`^(好|好的|好吧|行|可以|嗯+|哦+|噢+|收到|知道|明白|清楚|没问题|ok|okay|fine|👌|👍)${CLOSE}`, 'iu')],
  [
    'human',
    new RegExp(
      `^(请?(帮我)?)?(转|找|要|接|换)?(一下|个)?(真)?人工(服务|客服|坐席|座席)?${CLOSE}|^(我要|请|帮我)?(找|转|要|联系|叫)(一?个)?(真人|客服|人)(客服|说话|聊|接听)?${CLOSE}|^(我)?不(想|要)(跟|和)机器人?说.{0,6}$|^(please )?((talk|speak) to )?(a |an )?(human|real person|person|agent|operator)( please)?[.!\\s]*$`,
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
    /^(算了|不用(管|处理|办|来)?了|不(投诉|反映|举报|登记|报)了|已经(解决|修好|处理好|弄好)了[，,]?(不用|不需要|撤).{0,8})[，,。！!吧\s]*$/,
  ],
  ['withdraw', /^(please )?(withdraw|cancel|never mind|forget it)( (my |the )?(ticket|request|complaint))?[,.!\s]*/i],
  ['rate', new RegExp(`^(我?(要|想|来)?)(评价|评个?分|打分|给个?评价)(一下)?${TICKET}[:：，,\\s]*`)],
  ['rate', /^(please )?(rate|rating)( (my |the )?ticket)?[:,.!\s]*/i],
  ['urge', new RegExp(`^(我?(要|想|来)?)?(请|帮我|麻烦)?(再)?催(办|促|单)?(一?下|催)?${TICKET}${CLOSE}`)],
  [
    'urge',
    new RegExp(
      `^[我的这那个上次工单事情问题诉求反映投诉说件]{0,16}(怎么|为什么|为啥)(还|一直|都)?(是)?(没|没有|不)(人|见)?(来|去)?(办|处理|解决|修|来|动静|消息|结果|回复|人管|管)(好|人)?${CLOSE}`,
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
  ['status', new RegExp(`^(到底)?(什么时候|多久|啥时候)(才|能|可以)*(给?我)?(办|处理|解决|修|弄)好?${CLOSE}`)],
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
