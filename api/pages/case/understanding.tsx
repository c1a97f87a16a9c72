import { type Signal, useComputed, useSignal } from '@preact/signals'
import { Pencil } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from '../design/icon.tsx'
import type { Token } from '../graph/client.ts'
import type { Correction, Evidence, TicketCase } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import { Attachments } from './attachments.tsx'
import { Correct, mayBeCorrected } from './correct.tsx'
import { type Fact, factsOf } from './facts.ts'
import { minute } from './now.ts'
import { Review } from './review.tsx'
import { type Segment, segments } from './segments.ts'
import { dayTime } from './time.ts'
import { FIELD_WORDS, word } from './words.ts'

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
        {factsOf(ticket).map((fact) => (
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
 * style sheet: whoever copies the sentence gets the citizen's words and nothing else. At the end of a line there is room
 * for one name; the list below has them all.
 */
function Labelled({ segment }: { segment: Segment }) {
  const [first = '', ...rest] = segment.text
  const [name = '', ...others] = segment.labels.map((field) => word(FIELD_WORDS, field))
  return (
    <>
      <span class="first" data-label={others.length > 0 ? `${name} +${others.length}` : name}>
        {first}
      </span>
      {rest.join('')}
    </>
  )
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
  const last = fact.corrections.at(-1)
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
            {fact.value} {last && <span class="tag done">{isChange(last) ? '已更正' : '已确认'}</span>}
          </b>
          <span class="why">
            {fact.before && `原判“${fact.before}”：`}
            {fact.why.join('；')}
            {fact.method && <small>{fact.method}</small>}
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
      {fact.corrections.length > 0 && (
        <ol class="said" aria-label={`${word(FIELD_WORDS, fact.field)}的更正记录`}>
          {fact.corrections.map((one) => (
            <li key={one.at}>{saidBy(one)}</li>
          ))}
        </ol>
      )}
      {props.children}
    </li>
  )
}

const isChange = ({ from, to }: Correction): boolean => from !== to

/** Who said what of it, when: from what to what, and why. */
function saidBy(one: Correction): string {
  const { by, at, fromName, toName, why } = one
  const said = isChange(one) ? `更正，原为“${fromName}”，改为“${toName}”` : `确认为“${toName}”`
  return `${dayTime(new Date(at), minute.value)} ${by}${said}${why ? `：${why}` : ''}`
}
