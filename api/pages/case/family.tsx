import { useSignal } from '@preact/signals'
import { Link2, Unlink } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from '../design/icon.tsx'
import type { FamilyMember, RelatedTicket, SimilarTicket, TicketCase } from '../graph/types.ts'
import { minute } from './now.ts'
import { dayTime } from './time.ts'
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
  /** Where another ticket is to be seen. */
  hrefOf?: ((number: string) => string) | undefined
}

/** 同一事项: the tickets this one is joined with, and those that may belong to it; nothing where there are none. */
export function Family({ ticket, acts, hrefOf }: FamilyProps) {
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const { family, similar } = ticket
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
          {family.members
            .filter((member) => member.number !== ticket.number)
            .map((member) => (
              <Joined key={member.number} member={member} lead={family.lead} hrefOf={hrefOf} />
            ))}
        </ol>
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

function Joined({ member, lead, hrefOf }: { member: FamilyMember; lead: string; hrefOf: HrefOf }) {
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
    </li>
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
