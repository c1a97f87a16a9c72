import { type Signal, useComputed, useSignal } from '@preact/signals'
import { Pencil } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from '../design/icon.tsx'
import type { Token } from '../graph/client.ts'
import type { Correction, Evidence, TicketCase } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import { PLEDGES } from '../../../schema/classify/pledges.ts'
import { Attachments } from './attachments.tsx'
import { Correct, mayBeCorrected } from './correct.tsx'
import { joinReasons } from './reasons.ts'
import { Review } from './review.tsx'
import { type Segment, segments } from './segments.ts'
import { FIELD_WORDS, INTENSITY_WORDS, KIND_WORDS, TIER_WORDS, URGENCY_WORDS, word } from './words.ts'

/** The sentence taken apart: what was understood, and which of the citizen's own words it rests on. */
export function Understanding({ ticket, token, acts }: { ticket: TicketCase; token: Token; acts: Acts }) {
  const hovered = useSignal<string | undefined>(undefined)
  const pinned = useSignal<string | undefined>(undefined)
  const shown = useComputed(() => hovered.value ?? pinned.value)
  const link = { hovered, pinned, shown }
  const mending = useSignal<string | undefined>(undefined)
  return (
    <section class="card understanding" aria-label="听懂了什么">
      <h3>市民原话，和我们听懂的</h3>
      <Words text={ticket.text} evidence={ticket.evidence} link={link} />
      {ticket.summary && <p class="summary">摘要：{ticket.summary}</p>}
      <Attachments attachments={ticket.attachments} token={token} />
      {ticket.needsReview && acts.correct && (
        <Review ticket={ticket} acts={acts} onOther={() => (mending.value = 'category')} />
      )}
      <ul class="facts">
        {facts(ticket).map((fact) => (
          <FactRow key={fact.field} fact={fact} link={link} mending={acts.correct && mending}>
            {mending.value === fact.field && (
              <Correct ticket={ticket} field={fact.field} acts={acts} onDone={() => (mending.value = undefined)} />
            )}
          </FactRow>
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
  /** What a person said of it last. */
  corrected?: Correction
}

/** How sure the method was, and which it was; nothing of tickets from before that was kept. */
function methodOf(ticket: TicketCase, field: string): string | undefined {
  const how = ticket.derived.find((one) => one.field === field)
  if (!how) return undefined
  if (how.by === 'citizen') return '市民自选'
  const sure = how.confidence ? `把握 ${Math.round(how.confidence * 100)}%，` : ''
  return `${sure}${how.by}`
}

function facts(ticket: TicketCase): Fact[] {
  return factsOf(ticket).map((fact) => {
    const note = methodOf(ticket, fact.field)
    const corrected = ticket.corrections.findLast(({ field }) => field === fact.field)
    return { ...fact, ...(note && { note }), ...(corrected && { corrected }) }
  })
}

function factsOf(ticket: TicketCase): Fact[] {
  const { category, place } = ticket
  const because = (field: string) => ticket.evidence.filter((entry) => entry.field === field)
  const where = [place.districtName, place.streetName, place.communityName, place.placeName].filter(Boolean)
  return [
    { field: 'kind', value: word(KIND_WORDS, ticket.kind), evidence: because('kind') },
    {
      field: 'category',
      value: [category.l1, category.l2, category.l3].filter(Boolean).join(' › '),
      evidence: because('category'),
    },
    {
      field: 'place',
      value: where.join(' ') || '没有听出地点',
      ...notes([
        place.streetName && place.confidence ? `把握 ${Math.round(place.confidence * 100)}%` : '',
        place.candidates?.length ? `也可能是${place.candidates.slice(0, 3).map(named).join('；')}` : '',
      ]),
      evidence: because('place'),
    },
    {
      field: 'urgency',
      value: word(URGENCY_WORDS, ticket.urgency),
      alarm: ticket.urgency !== 'NORMAL',
      evidence: because('urgency'),
    },
    { field: 'tier', value: word(TIER_WORDS, ticket.tier), why: ticket.tierWhy, evidence: because('tier') },
    ...(ticket.pledges.length > 0
      ? [
          {
            field: 'pledges',
            value: ticket.pledges.map((pledge) => word(PLEDGES, pledge)).join('、'),
            evidence: because('pledges'),
          },
        ]
      : []),
    ...felt(ticket),
    ...SAID_ALONG.flatMap((field) => {
      const evidence = because(field)
      return evidence.length > 0 ? [{ field, value: evidence.map(({ text }) => text).join('，'), evidence }] : []
    }),
  ]
}

const named = ({ streetName, why }: { streetName: string; why: string }) => `${streetName}：${why}`

function notes(said: readonly string[]): { note?: string } {
  const note = said.filter(Boolean).join('，')
  return note ? { note } : {}
}

/** How upset the citizen is; praise is strong in another way, and tickets from before it was read have nothing. */
function felt({ kind, sentiment, evidence }: TicketCase): Fact[] {
  if (!sentiment || kind === 'PRAISE') return []
  const own = evidence.filter(({ field }) => field === 'intensity')
  const value = word(INTENSITY_WORDS, sentiment.level)
  return [{ field: 'intensity', value, alarm: sentiment.level === 'STRONG', evidence: own }]
}

/** Taken when it was said, never missed when it was not. */
const SAID_ALONG = ['when', 'who', 'contact'] as const

/** What is said where no words of the citizen speak for a field. */
const WITHOUT_WORDS: Readonly<Record<string, string>> = {
  kind: '没有明显的说法，按最常见的类型',
  category: '没有听出事项',
  place: '原话里没有说地点',
  urgency: '没有紧急的说法',
  intensity: '没有情绪强烈的说法',
}

function FactRow(props: {
  fact: Fact
  link: Link
  /** Which field is being put right; absent for whoever may not. */
  mending: Signal<string | undefined> | undefined
  children: ComponentChildren
}) {
  const { fact, mending } = props
  const { hovered, pinned, shown } = props.link
  const reasons = fact.why ? [fact.why] : joinReasons(fact.evidence.map((entry) => entry.why))
  return (
    <li class={shown.value === fact.field ? 'fact lit' : 'fact'} data-field={fact.field}>
      <div class="fact-line">
        <button
          type="button"
          class="reading"
          aria-pressed={pinned.value === fact.field}
          disabled={fact.evidence.length === 0}
          onMouseEnter={() => (hovered.value = fact.field)}
          onMouseLeave={() => (hovered.value = undefined)}
          onFocus={() => (hovered.value = fact.field)}
          onBlur={() => (hovered.value = undefined)}
          onClick={() => (pinned.value = pinned.value === fact.field ? undefined : fact.field)}
        >
          <span class="label">{word(FIELD_WORDS, fact.field)}</span>
          <b class={fact.alarm ? 'alarm' : undefined}>
            {fact.value}{' '}
            {fact.corrected && <span class="tag done">{isChange(fact.corrected) ? '已更正' : '已确认'}</span>}
          </b>
          <span class="why">
            {fact.corrected && <span class="before">{saidBy(fact.corrected)}</span>}
            {reasons.length > 0 ? reasons.join('；') : WITHOUT_WORDS[fact.field]}
            {fact.note && `（${fact.note}）`}
          </span>
        </button>
        {mending && !mayBeCorrected(fact.field) && <span class="mend" />}
        {mending && mayBeCorrected(fact.field) && (
          <button
            type="button"
            class="mend"
            aria-label={`更正${word(FIELD_WORDS, fact.field)}`}
            title="更正"
            aria-expanded={mending.value === fact.field}
            onClick={() => (mending.value = mending.value === fact.field ? undefined : fact.field)}
          >
            <Icon of={Pencil} />
          </button>
        )}
      </div>
      {props.children}
    </li>
  )
}

const isChange = ({ from, to }: Correction): boolean => from !== to

/** Who said what of it; what the method said stays in the words behind. */
function saidBy(corrected: Correction): string {
  const { by, fromName, why } = corrected
  const said = isChange(corrected) ? `${by}更正，原为“${fromName}”` : `${by}确认`
  return `${why ? `${said}：${why}` : said}。`
}
