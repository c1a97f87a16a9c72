import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { TicketCase } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import type { Choice, Choices } from './choices.ts'
import { Pick } from './pick.tsx'
import { FIELD_WORDS, KIND_WORDS, TIER_WORDS, URGENCY_WORDS, word } from './words.ts'

/** Fields that people may put right, and what those with few values can be. */
const FEW: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: KIND_WORDS,
  urgency: URGENCY_WORDS,
  tier: TIER_WORDS,
}
const MANY = ['category', 'place'] as const

export const mayBeCorrected = (field: string): boolean => field in FEW || MANY.some((one) => one === field)

/** Puts one field right in place: a choice, a reason if there is one, and done. */
export function Correct(props: { ticket: TicketCase; field: string; acts: Acts; onDone(): void }) {
  const { ticket, field, acts, onDone } = props
  const few = FEW[field]
  // Of few values the one that stands is chosen already: sending it says that it is right.
  const stands = few && { value: nowOf(ticket, field), label: word(few, nowOf(ticket, field)) }
  const wanted = useSignal<Choice | undefined>(stands)
  const why = useSignal('')
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const save = async () => {
    const { value } = wanted.value ?? {}
    if (value === undefined || busy.value) return
    busy.value = true
    problem.value = undefined
    try {
      await acts.correct?.(field, value, why.value.trim() || undefined)
      onDone()
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <form
      class="correct"
      aria-label={`更正${word(FIELD_WORDS, field)}`}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      {wanted.value && !(field in FEW) ? (
        <p class="chosen">
          {wanted.value.label}
          <button type="button" class="button quiet" onClick={() => (wanted.value = undefined)}>
            重选
          </button>
        </p>
      ) : (
        <Values ticket={ticket} field={field} acts={acts} onPick={(choice) => (wanted.value = choice)} />
      )}
      <div class="row">
        <input
          type="text"
          aria-label="更正的理由（可不填）"
          placeholder="理由（可不填）"
          maxLength={200}
          value={why.value}
          onInput={(event) => (why.value = event.currentTarget.value)}
        />
        <button type="button" class="button quiet" onClick={onDone}>
          取消
        </button>
        <button type="submit" class="button primary" disabled={!wanted.value || busy.value}>
          {wanted.value && wanted.value.value === stands?.value ? '确认无误' : '更正'}
        </button>
      </div>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </form>
  )
}

function Values(props: { ticket: TicketCase; field: string; acts: Acts; onPick(choice: Choice): void }) {
  const { field, onPick } = props
  const few = FEW[field]
  return few ? (
    <Few field={field} values={few} now={nowOf(props.ticket, field)} onPick={onPick} />
  ) : (
    <Many field={field} acts={props.acts} onPick={onPick} />
  )
}

const nowOf = (ticket: TicketCase, field: string): string =>
  field === 'kind' ? ticket.kind : field === 'urgency' ? ticket.urgency : ticket.tier

function Few(props: {
  field: string
  values: Readonly<Record<string, string>>
  now: string
  onPick(choice: Choice): void
}) {
  return (
    <select
      aria-label={`更正为哪一个${word(FIELD_WORDS, props.field)}`}
      onChange={({ currentTarget: { value } }) => props.onPick({ value, label: word(props.values, value) })}
    >
      {Object.entries(props.values).map(([value, label]) => (
        <option key={value} value={value} selected={value === props.now}>
          {label}
        </option>
      ))}
    </select>
  )
}

function Many(props: { field: string; acts: Acts; onPick(choice: Choice): void }) {
  const choices = useSignal<Choices | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  useEffect(() => {
    props.acts.choices?.().then(
      (all) => (choices.value = all),
      (error: unknown) => (problem.value = error instanceof Error ? error.message : '没有取到，请再试一次。'),
    )
  }, [])
  if (problem.value) return <p class="notice-line alarm">{problem.value}</p>
  const isPlace = props.field === 'place'
  return (
    <Pick
      label={isPlace ? '找街道、社区或小区' : '找事项，如“井盖”'}
      choices={isPlace ? choices.value?.places : choices.value?.categories}
      onPick={props.onPick}
    />
  )
}
