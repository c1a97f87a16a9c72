import { PLEDGES } from '../../../schema/classify/pledges.ts'
import type { Correction, Evidence, TicketCase } from '../graph/types.ts'
import { isSaid, methodWords, surenessWords } from './methods.ts'
import { joinReasons } from './reasons.ts'
import { INTENSITY_WORDS, KIND_WORDS, TIER_WORDS, URGENCY_WORDS, word } from './words.ts'

/** One thing that was understood, as it is read. */
export interface Fact {
  field: string
  value: string
  /** Why, in whole sentences; what the citizen's words say first. */
  why: string[]
  /** By which method, and how sure it was; nothing of tickets from before that was kept. */
  method?: string
  /** What the method had said, where people have said otherwise since: `why` speaks for that. */
  before?: string
  alarm?: boolean
  /** The citizen's words that it rests on. */
  evidence: Evidence[]
  /** What people said of it, oldest first. */
  corrections: Correction[]
}

type Found = Pick<Fact, 'field' | 'value' | 'alarm'> & { why?: string; beside?: string }

/** What was understood of a ticket, in the order in which it is read. */
export function factsOf(ticket: TicketCase): Fact[] {
  return found(ticket).map(({ field, value, alarm, why, beside }) => {
    const evidence = ticket.evidence.filter((entry) => entry.field === field)
    const method = methodOf(ticket, field)
    const said = why ? [why] : joinReasons(evidence.map((entry) => shortened(entry.why, ticket.category)))
    const reasons = said.length > 0 ? said : (withoutWords(ticket, field) ?? [])
    const corrections = ticket.corrections.filter((one) => one.field === field)
    const [first] = corrections
    return {
      field,
      value,
      ...(alarm && { alarm }),
      why: beside ? [...reasons, beside] : [...reasons],
      ...(method && { method }),
      ...(first && corrections.at(-1)?.toName !== first.fromName && { before: first.fromName }),
      evidence,
      corrections,
    }
  })
}

const SAID_ALONG = ['when', 'who', 'contact'] as const

function found(ticket: TicketCase): Found[] {
  const { category, place, pledges, sentiment } = ticket
  const where = [place.districtName, place.streetName, place.communityName, place.placeName].filter(Boolean)
  return [
    { field: 'kind', value: word(KIND_WORDS, ticket.kind) },
    { field: 'category', value: [category.l1, category.l2, category.l3].filter(Boolean).join(' › ') },
    { field: 'place', value: where.join(' ') || '没有听出地点', ...alternatives(place.candidates ?? []) },
    { field: 'urgency', value: word(URGENCY_WORDS, ticket.urgency), alarm: ticket.urgency !== 'NORMAL' },
    { field: 'tier', value: word(TIER_WORDS, ticket.tier), why: ticket.tierWhy },
    ...(pledges.length > 0
      ? [{ field: 'pledges', value: pledges.map((pledge) => word(PLEDGES, pledge)).join('、') }]
      : []),
    // Praise is strong in another way, and tickets from before it was read have nothing.
    ...(sentiment && ticket.kind !== 'PRAISE'
      ? [
          {
            field: 'intensity',
            value: word(INTENSITY_WORDS, sentiment.level),
            alarm: sentiment.level === 'STRONG',
          },
        ]
      : []),
    // Taken when it was said, never missed when it was not.
    ...SAID_ALONG.flatMap((field) => {
      const said = ticket.evidence.filter((entry) => entry.field === field).map(({ text }) => text)
      return said.length > 0 ? [{ field, value: said.join('，') }] : []
    }),
  ]
}

/** The path of the category stands beside its reason already: its last level is enough. */
function shortened(why: string, { l1, l2, l3 }: TicketCase['category']): string {
  const levels = [l1, l2, l3].filter(Boolean)
  return levels.length > 1 ? why.replace(levels.join('/'), `“${levels.at(-1)}”`) : why
}

const MOST_ALTERNATIVES = 3

function alternatives(candidates: readonly { streetName: string; why: string }[]): { beside?: string } {
  if (candidates.length === 0) return {}
  const named = candidates.slice(0, MOST_ALTERNATIVES).map(({ streetName, why }) => `${streetName}（${why}）`)
  return { beside: `也可能是${named.join('、')}` }
}

function methodOf(ticket: TicketCase, field: string): string | undefined {
  // How strongly it is said belongs to the sentiment.
  const how = ticket.derived.find((one) => one.field === (field === 'intensity' ? 'sentiment' : field))
  if (!how) return undefined
  if (isSaid(how.by) || !how.confidence) return methodWords(how.by)
  return `${methodWords(how.by)}，${surenessWords(how.confidence)}`
}

/** What is said where no words of the citizen speak for a field. */
const WITHOUT_WORDS: Readonly<Record<string, string>> = {
  category: '没有听出事项',
  place: '原话里没有说地点',
  urgency: '没有紧急的说法',
  intensity: '没有情绪强烈的说法',
}

function withoutWords({ derived, category }: TicketCase, field: string): string[] | undefined {
  const how = derived.find((one) => one.field === field)
  if (how && isSaid(how.by)) return undefined
  const byModel = how && !/^(words|rules|gazetteer)-/.test(how.by)
  if (field === 'kind') return [byModel ? '没有明显的说法，从整句的用词看' : '没有明显的说法，按最常见的类型']
  if (field === 'category' && byModel && category.l2 !== undefined) return ['从整句的用词看']
  const words = WITHOUT_WORDS[field]
  return words ? [words] : undefined
}
