import type { LabelledText } from '../../schema/classify/training-row.rules.ts'
import { dataRows } from './data.ts'

/** What people write above a suggestion, a question, a complaint or a call for help. */
const SUGGESTS = /建议|提议|希望能增|希望增设|呼吁|倡议/
const ASKS = /咨询|请问|询问|想问|问一下|吗[？?]?$|何时|什么时候|如何|怎么办理|多少|是否/
const NEEDS = /投诉|举报|求助|请求|恳请|反映|违规|扰民|拖欠|不作为|乱收费|非法|没人管|无人管|严重|强烈|问题/
const ACCUSES = /投诉|举报/
/** Too little to learn a way of speaking from. */
const SHORTEST = 15
/** Of messages in need so many as one is taken: they are most. */
const ONE_IN = 3

const KINDS: Readonly<Record<string, string>> = { '投诉/求助': 'NEED', 咨询: 'CONSULTATION', 建言: 'SUGGESTION' }

/**
 * Messages whose kind stands in their subject, without the subject: what a model learns from them is how people go on.
 * Undefined without the texts.
 */
export function kindsBySubject(): LabelledText[] | undefined {
  const titled = [
    ...(dataRows<{ subject: string; detail: string }>('taidi2020c/hot_messages.jsonl') ?? []),
    ...(dataRows<{ subject: string; detail: string }>('taidi2020c/replies.jsonl') ?? []),
    ...(dataRows<LabelledText>('taidi2020c/messages_train.jsonl') ?? [])
      .concat(dataRows<LabelledText>('taidi2020c/messages_dev.jsonl') ?? [])
      .flatMap(({ subject, text }) => (subject && text ? [{ subject, detail: text.slice(subject.length) }] : [])),
  ]
  if (titled.length === 0) return undefined
  const seen = new Set<string>()
  let needs = 0
  return titled.flatMap(({ subject, detail }) => {
    const text = detail.trim()
    const label = kindIn(subject.trim())
    if (!label || text.length < SHORTEST || seen.has(text)) return []
    seen.add(text)
    if (label === 'NEED' && needs++ % ONE_IN > 0) return []
    return [{ label, text }]
  })
}

function kindIn(subject: string): string | undefined {
  const [suggests, asks, needs] = [SUGGESTS.test(subject), ASKS.test(subject), NEEDS.test(subject)]
  if (suggests && !asks && !ACCUSES.test(subject)) return 'SUGGESTION'
  if (asks && !suggests && !needs) return 'CONSULTATION'
  return suggests || asks || !needs ? undefined : 'NEED'
}

/** Messages whose kind their city has told. */
export function kindsByCity(): LabelledText[] | undefined {
  return dataRows<{ title: string; content: string; type: string }>('hangzhou/messages.jsonl')?.flatMap(
    ({ title, content, type }) => {
      const label = KINDS[type]
      return label === undefined ? [] : [{ label, subject: title, text: content }]
    },
  )
}
