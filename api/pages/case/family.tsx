import { useSignal } from '@preact/signals'
import { Link2, Unlink } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from '../design/icon.tsx'
import type { FamilyMember, RelatedTicket, SimilarTicket, TicketCase, TimelineEntry } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import { minute } from './now.ts'
import { dayTime } from './time.ts'
import { Steps } from './timeline.tsx'
import { JOINED_WORDS, STATE_WORDS, word } from './words.ts'

/** What staff may do with the tickets that a case is joined with; each rejects with words for the screen. */
export interface FamilyActs {
  join(other: string): Promise<void>
  leave(): Promise<void>
  /** The suggestion is wrong. */
  apart(other: string): Promise<void>
}

interface FamilyProps {
  ticket: TicketCase
  /** Absent for those who may only look. */
  acts?: FamilyActs | undefined
  /** What happened to another ticket; absent where nobody is to look. */
  history?: Acts['history'] | undefined
  /** Where another ticket is to be seen. */
  hrefOf?: ((number: string) => string) | undefined
}

/** Of a large case as many as one looks through; the rest when asked for. */
const MOST_SHOWN = 10

/** 同一事项: the tickets this one is joined with, and those that may belong to it; nothing where there are none. */
export function Family({ ticket, acts, history, hrefOf }: FamilyProps) {
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const whole = useSignal(false)
  const { family, similar } = ticket
  const others = (family?.members ?? []).filter((member) => member.number !== ticket.number)
  if (!family && similar.length === 0) return null
  const run = async (act: (() => Promise<void>) | undefined) => {
    busy.value = true
    problem.value = undefined
    try {
      await act?.()
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <section class="card family" aria-label="同一事项">
      <h3>
        同一事项
        {family && <span class="tag">并案 {family.count} 件</span>}
        {family && family.repeats > 1 && <span class="tag warn">同一市民 ×{family.repeats}</span>}
      </h3>
      {family && (
        <ol>
          {others.slice(0, whole.value ? others.length : MOST_SHOWN).map((member) => (
            <Joined key={member.number} member={member} lead={family.lead} history={history} hrefOf={hrefOf} />
          ))}
        </ol>
      )}
      {others.length > MOST_SHOWN && !whole.value && (
        <button type="button" class="button quiet" onClick={() => (whole.value = true)}>
          看全部 {others.length} 件
        </button>
      )}
      {family && acts && (
        <button type="button" class="button" disabled={busy.value} onClick={() => void run(acts.leave)}>
          <Icon of={Unlink} /> 撤销本件的并案
        </button>
      )}
      {similar.length > 0 && (
        <>
          <h4>可能是同一事项</h4>
          <ol>
            {similar.map((one) => (
              <Suggested key={one.ticket.number} one={one} hrefOf={hrefOf}>
                {acts && (
                  <p class="row">
                    <button
                      type="button"
                      class="button"
                      disabled={busy.value}
                      aria-label={`与 ${one.ticket.number} 并案`}
                      onClick={() => void run(() => acts.join(one.ticket.number))}
                    >
                      <Icon of={Link2} /> 并案
                    </button>
                    <button
                      type="button"
                      class="button quiet"
                      disabled={busy.value}
                      aria-label={`与 ${one.ticket.number} 不是同一件`}
                      onClick={() => void run(() => acts.apart(one.ticket.number))}
                    >
                      不是同一件
                    </button>
                  </p>
                )}
              </Suggested>
            ))}
          </ol>
        </>
      )}
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </section>
  )
}

type HrefOf = FamilyProps['hrefOf']

function Joined(props: { member: FamilyMember; lead: string; history: Acts['history'] | undefined; hrefOf: HrefOf }) {
  const { member, lead, history, hrefOf } = props
  const how = member.by ? `${member.by}并案` : word(JOINED_WORDS, member.how)
  return (
    <li>
      <p class="meta">
        <Number number={member.number} hrefOf={member.ticket ? hrefOf : undefined} />
        {member.number === lead && <span class="tag">最早</span>}
        {member.ticket && <State ticket={member.ticket} />}
      </p>
      {member.ticket ? <p class="text">{member.ticket.text}</p> : <p class="quiet">由其他单位办理</p>}
      <p class="why">{[how, ...member.why].join(' · ')}</p>
      {member.ticket && history && <History number={member.number} history={history} />}
    </li>
  )
}

/** 轨迹 of a ticket that was joined: each keeps its own. Asked for when somebody looks. */
function History({ number, history }: { number: string; history: NonNullable<Acts['history']> }) {
  const steps = useSignal<readonly TimelineEntry[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const load = (open: boolean) => {
    if (!open) return
    problem.value = undefined
    history(number).then(
      (found) => (steps.value = found),
      (error: unknown) => (problem.value = error instanceof Error ? error.message : '没有取到轨迹，请再试一次。'),
    )
  }
  return (
    <details class="timeline" onToggle={(event) => load(event.currentTarget.open)}>
      <summary>看 {number} 的轨迹</summary>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
      {!steps.value && !problem.value && <p role="status">正在取轨迹…</p>}
      <ol>{steps.value && <Steps entries={steps.value} />}</ol>
    </details>
  )
}

function Suggested(props: { one: SimilarTicket; hrefOf: HrefOf; children: ComponentChildren }) {
  const { ticket, how, why, familyCount } = props.one
  return (
    <li>
      <p class="meta">
        <Number number={ticket.number} hrefOf={props.hrefOf} />
        <State ticket={ticket} />
        {familyCount > 1 && <span class="tag">已并案 {familyCount} 件</span>}
      </p>
      <p class="text">{ticket.text}</p>
      <p class="why">{[word(JOINED_WORDS, how), ...why].join(' · ')}</p>
      {props.children}
    </li>
  )
}

function Number({ number, hrefOf }: { number: string; hrefOf: HrefOf }) {
  return hrefOf ? <a href={hrefOf(number)}>{number}</a> : <b>{number}</b>
}

function State({ ticket }: { ticket: RelatedTicket }) {
  return (
    <span class="quiet">
      {word(STATE_WORDS, ticket.state)}
      {ticket.organ && ` · ${ticket.organ.name}`} · {dayTime(new Date(ticket.createdAt), minute.value)}
    </span>
  )
}
