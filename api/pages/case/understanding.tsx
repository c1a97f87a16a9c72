import { type Signal, useComputed, useSignal } from '@preact/signals'
import type { Token } from '../graph/client.ts'
import type { Evidence, TicketCase } from '../graph/types.ts'
import { Attachments } from './attachments.tsx'
import { joinReasons } from './reasons.ts'
import { type Segment, segments } from './segments.ts'
import { FIELD_WORDS, KIND_WORDS, TIER_WORDS, URGENCY_WORDS, word } from './words.ts'

/** The sentence taken apart: what was understood, and which of the citizen's own words it rests on. */
export function Understanding({ ticket, token }: { ticket: TicketCase; token: Token }) {
  const hovered = useSignal<string | undefined>(undefined)
  const pinned = useSignal<string | undefined>(undefined)
  const shown = useComputed(() => hovered.value ?? pinned.value)
  const link = { hovered, pinned, shown }
  return (
    <section class="card understanding" aria-label="听懂了什么">
      <h3>市民原话，和我们听懂的</h3>
      <Words text={ticket.text} evidence={ticket.evidence} link={link} />
      <Attachments attachments={ticket.attachments} token={token} />
      <ul class="facts">
        {facts(ticket).map((fact) => (
          <FactRow key={fact.field} fact={fact} link={link} />
        ))}
      </ul>
    </section>
  )
}

interface Link {
  hovered: Signal<string | undefined>
  pinned: Signal<string | undefined>
  shown: { readonly value: string | undefined }
}

function Words(props: { text: string; evidence: readonly Evidence[]; link: Link }) {
  const { hovered, pinned, shown } = props.link
  return (
    <blockquote class={`words ${props.evidence.length === 0 ? 'plain' : ''} ${shown.value ? 'picking' : ''}`}>
      {segments(props.text, props.evidence).map((segment, index) => {
        const [first] = segment.fields
        if (!first) return <span key={index}>{segment.text}</span>
        const lit = shown.value !== undefined && segment.fields.includes(shown.value)
        return (
          <mark
            key={index}
            class={lit ? 'lit' : undefined}
            data-fields={segment.fields.join(' ')}
            onMouseEnter={() => (hovered.value = first)}
            onMouseLeave={() => (hovered.value = undefined)}
            onClick={() => (pinned.value = pinned.value === first ? undefined : first)}
          >
            {segment.labels.length > 0 ? <Labelled segment={segment} /> : segment.text}
          </mark>
        )
      })}
    </blockquote>
  )
}

/**
 * The label hangs on the first character, so that it stays with it when the span breaks over lines. It is drawn by the
 * style sheet: whoever copies the sentence gets the citizen's words and nothing else.
 */
function Labelled({ segment }: { segment: Segment }) {
  const [first = '', ...rest] = segment.text
  return (
    <>
      <span class="first" data-label={segment.labels.map((field) => word(FIELD_WORDS, field)).join(' ')}>
        {first}
      </span>
      {rest.join('')}
    </>
  )
}

interface Fact {
  field: string
  value: string
  note?: string
  /** The whole reason, where it is more than the words of the citizen. */
  why?: string
  alarm?: boolean
  evidence: Evidence[]
}

function facts(ticket: TicketCase): Fact[] {
  const { category, place } = ticket
  const because = (field: string) => ticket.evidence.filter((entry) => entry.field === field)
  const where = [place.districtName, place.streetName, place.communityName, place.placeName].filter(Boolean)
  return [
    { field: 'kind', value: word(KIND_WORDS, ticket.kind), evidence: because('kind') },
    {
      field: 'category',
      value: [category.l1, category.l2, category.l3].filter(Boolean).join(' › '),
      note: `把握 ${Math.round(category.confidence * 100)}%`,
      evidence: because('category'),
    },
    { field: 'place', value: where.join(' ') || '没有听出地点', evidence: because('place') },
    {
      field: 'urgency',
      value: word(URGENCY_WORDS, ticket.urgency),
      alarm: ticket.urgency !== 'NORMAL',
      evidence: because('urgency'),
    },
    { field: 'tier', value: word(TIER_WORDS, ticket.tier), why: ticket.tierWhy, evidence: because('tier') },
    ...SAID_ALONG.flatMap((field) => {
      const evidence = because(field)
      return evidence.length > 0 ? [{ field, value: evidence.map(({ text }) => text).join('，'), evidence }] : []
    }),
  ]
}

/** Taken when it was said, never missed when it was not. */
const SAID_ALONG = ['when', 'who', 'contact'] as const

/** What is said where no words of the citizen speak for a field. */
const WITHOUT_WORDS: Readonly<Record<string, string>> = {
  kind: '没有明显的说法，按最常见的类型',
  category: '没有听出事项',
  place: '原话里没有说地点',
  urgency: '没有紧急的说法',
}

function FactRow({ fact, link }: { fact: Fact; link: Link }) {
  const { hovered, pinned, shown } = link
  const reasons = fact.why ? [fact.why] : joinReasons(fact.evidence.map((entry) => entry.why))
  return (
    <li class={shown.value === fact.field ? 'fact lit' : 'fact'}>
      <button
        type="button"
        aria-pressed={pinned.value === fact.field}
        disabled={fact.evidence.length === 0}
        onMouseEnter={() => (hovered.value = fact.field)}
        onMouseLeave={() => (hovered.value = undefined)}
        onFocus={() => (hovered.value = fact.field)}
        onBlur={() => (hovered.value = undefined)}
        onClick={() => (pinned.value = pinned.value === fact.field ? undefined : fact.field)}
      >
        <span class="label">{word(FIELD_WORDS, fact.field)}</span>
        <b class={fact.alarm ? 'alarm' : undefined}>{fact.value}</b>
        <span class="why">
          {reasons.length > 0 ? reasons.join('；') : WITHOUT_WORDS[fact.field]}
          {fact.note && `（${fact.note}）`}
        </span>
      </button>
    </li>
  )
}
