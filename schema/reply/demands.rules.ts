import type { Passage, Passages } from './passages.rules.ts'

/** A question, wish or complaint of the citizen and the sentence of the reply that comes closest to it. */
export interface Demand {
  /** Positions in the request's normal text. */
  start: number
  end: number
  text: string
  question: boolean
  /** 0..1: how much of what it is about the closest sentence takes up. */
  met: number
  /** The closest sentence of the reply. */
  by?: Passage
}

/** Characters that say nothing of a matter: a pair with one of them is no term. */
const EMPTY = new Set(
  '的了是在有和不我您你他她们这那个就也都很到说要会可以为与及或等将已被把由向从对于所其之而且并后前中上下吗呢吧啊呀么什怎哪谁多少请望希盼谢感好们问想能没无还又再更最只因但如果着过来去给让叫使得地',
)

/** Pairs of characters that a text is about, each once. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  for (let at = 0; at + 1 < text.length; at++) {
    const [first = '', second = ''] = [text[at], text[at + 1]]
    if (isTerm(first) && isTerm(second)) terms.add(first + second)
  }
  return terms
}

const isTerm = (letter: string) => /[\p{Script=Han}\da-z]/u.test(letter) && !EMPTY.has(letter)

const QUESTION =
  /[?]|请问|咨询|吗|呢|什么|怎么|怎样|如何|哪[里个些儿]|何时|多久|多少|是否|能不能|能否|可不可以|可否|有没有|为什么|为何|谁/
const WISH =
  /请求|恳请|希望|盼|建议|要求|请.{0,4}(?:处理|解决|帮|查|核实|派|给|尽快|协调)|望|呼吁|能够|应该|反对|投诉|举报/

/** How much of a demand a sentence must take up to count as taking it up. */
export const TAKEN_UP = 0.15

/** At most so many demands are looked at: long letters say the same thing again. */
const MOST_DEMANDS = 8

/** What the citizen wants, each with the sentence of the reply that comes closest. */
export function demandsOf(request: Passages, reply: Passages): Demand[] {
  const asked = request.sentences.filter(({ text }) => QUESTION.test(text) || WISH.test(text)).slice(0, MOST_DEMANDS)
  const demands = asked.length > 0 ? asked : request.sentences.slice(0, 1)
  const answers = reply.sentences.map((sentence) => ({ sentence, terms: termsOf(sentence.text) }))
  return demands.map(({ start, end, text }) => {
    const terms = termsOf(text)
    let met = 0
    let by: Passage | undefined
    for (const { sentence, terms: said } of answers) {
      const share = shareOf(terms, said)
      if (share > met) [met, by] = [share, sentence]
    }
    return { start, end, text, question: QUESTION.test(text), met, ...(by && { by }) }
  })
}

/** Share of the terms that are said; of a long text a third is everything. */
export function shareOf(terms: ReadonlySet<string>, said: ReadonlySet<string>): number {
  if (terms.size === 0) return 0
  let both = 0
  for (const term of terms) if (said.has(term)) both += 1
  return Math.min(1, both / Math.min(terms.size, 24))
}

/** What is asked for, and what an answer to it has in it. */
const ASKED: readonly (readonly [asked: RegExp, answered: RegExp])[] = [
  [
    /什么时候|啥时候|何时|几时|多久|多长时间|哪天|进度|进展|开工|动工/,
    /\d{1,2}月|\d{4}年|年底|月底|上半年|下半年|本周|下周|今天|今晚|明天|当天|工作日|\d{1,4}(?:天|日|小时|个月)|已(?:经)?(?:开工|动工|完成|竣工|启动)|恢复(?:供|正常|通)/,
  ],
  [/多少|标准|比例|几(?:元|块|年|级)|价格|费用|收费/, /\d|[一二三四五六七八九十百千万]+元|免费|不收/],
  [/哪(?:里|儿|个部门|个单位)|什么部门|地址|电话|找谁|向谁/, /\d{3,}|位于|地址|路|窗口|中心|大厅|局|办/],
  [
    /能不能|能否|是否|可不可以|可否|是不是|有没有|会不会|(?:可以|能|行|有|会|是|对|合理|合法|合规)吗/,
    /不能|不可|不予|不符|无法|可以?|能|属于|不属|是|均|符合|没有|未|存在|不存在|合法|按照|依法/,
  ],
  [
    /怎么办|怎么(?:办理|申请|报|交|处理)|如何|流程|手续|材料|条件|需要什么|要什么/,
    /携带|提供|凭|持|材料|申请|登记|条件|流程|手续|登录|前往|窗口|提交/,
  ],
  [/为什么|为何|为啥|原因|依据|凭什么/, /因|由于|原因|根据|按照|依据|考虑到|鉴于/],
]

/** How many kinds of question the request has, and to how many the reply has something of the kind. */
export function kindsMet(request: string, { bare }: Passages): { asked: number; met: number } {
  const asked = ASKED.filter(([question]) => question.test(request))
  return { asked: asked.length, met: asked.filter(([, answered]) => answered.test(bare)).length }
}

/** Terms from which on a question has a matter of its own, and does not lean on what was said before. */
const OWN_MATTER = 3

/** Whether some sentence takes the demand up, or, of a question like 什么时候 alone, has the kind of thing it asks for. */
export function isTakenUp({ text, met }: Demand, reply: Passages): boolean {
  if (met >= TAKEN_UP) return true
  if (termsOf(text).size >= OWN_MATTER) return false
  const kinds = kindsMet(text, reply)
  return kinds.asked > 0 && kinds.met === kinds.asked
}
