import type { PublicMatter } from '../../schema/classify/public-matters.ts'
import { readInstant, localMinute } from './dates.rules.ts'
import type { Problem } from './refusal.ts'

/** A further question of a service. None is required: a report without them is still worth having. */
export interface Attribute {
  code: string
  datatype: 'string' | 'datetime' | 'singlevaluelist' | 'multivaluelist'
  /** How to fill it in. */
  hint: string
  description: string
  /** What stands before the answer in the ticket. */
  label: string
  values?: Readonly<Record<string, string>>
}

const LONGEST_ANSWER = 200

const COMMON: readonly Attribute[] = [
  {
    code: 'place_detail',
    datatype: 'string',
    hint: `不超过 ${LONGEST_ANSWER} 字`,
    description: '具体位置，例如“东门北侧第二个井盖”',
    label: '具体位置',
  },
  {
    code: 'noticed_at',
    datatype: 'datetime',
    hint: '例如 2026-11-25T08:30:00+08:00',
    description: '什么时候发现的',
    label: '发现时间',
  },
  {
    code: 'contact_wish',
    datatype: 'singlevaluelist',
    hint: '选一项',
    description: '办理单位是否需要联系您',
    label: '联系意愿',
    values: { none: '不需要联系', phone: '请电话联系' },
  },
]

/** What a clerk asks first when something has failed: whether it is one tap or the whole street. */
const EXTENT: Attribute = {
  code: 'extent',
  datatype: 'singlevaluelist',
  hint: '选一项',
  description: '影响范围',
  label: '影响范围',
  values: { home: '仅一户', building: '一栋楼', estate: '整个小区', street: '整条街或更大' },
}

/** When to come and measure. */
const HOURS: Attribute = {
  code: 'hours',
  datatype: 'multivaluelist',
  hint: '可选多项',
  description: '通常发生在什么时段',
  label: '发生时段',
  values: {
    morning: '早上（6–12 时）',
    afternoon: '下午（12–18 时）',
    evening: '晚上（18–22 时）',
    night: '夜间（22–6 时）',
  },
}

const EXTENT_OF = ['供水', '供电', '供气', '供热']
const HOURS_OF = ['噪声污染', '大气污染', '城管执法', '工程建设', '交通管理']

export function attributesOf({ l2 }: PublicMatter): Attribute[] {
  return [...COMMON, ...(EXTENT_OF.includes(l2) ? [EXTENT] : []), ...(HOURS_OF.includes(l2) ? [HOURS] : [])]
}

/** The answers as lines of the ticket, one a question; and what is wrong with them. Empty answers count as none. */
export function readAnswers(
  attributes: readonly Attribute[],
  answers: ReadonlyMap<string, readonly string[]>,
): { lines: string[]; problems: Problem[] } {
  const problems: Problem[] = []
  const refuse = (description: string) => void problems.push({ code: 400, description })
  for (const code of answers.keys()) {
    if (!attributes.some((attribute) => attribute.code === code)) refuse(`这项服务没有属性 ${code}。`)
  }
  const lines = attributes.flatMap((attribute) => {
    const given = (answers.get(attribute.code) ?? []).map((text) => text.trim()).filter(Boolean)
    if (given.length === 0) return []
    const read = given.map((text) => readAnswer(attribute, text))
    if (read.includes(undefined)) refuse(`attribute[${attribute.code}] 的值无效：${attribute.hint}。`)
    else if (given.length > 1 && attribute.datatype !== 'multivaluelist')
      refuse(`attribute[${attribute.code}] 只能有一个值。`)
    else return [`${attribute.label}：${read.join('、')}`]
    return []
  })
  return { lines, problems }
}

function readAnswer({ datatype, values }: Attribute, text: string): string | undefined {
  if (values) return Object.hasOwn(values, text) ? values[text] : undefined
  if (datatype === 'datetime') {
    const at = readInstant(text)
    return at && localMinute(at)
  }
  return text.length <= LONGEST_ANSWER ? text.replaceAll(/\s+/g, ' ') : undefined
}
