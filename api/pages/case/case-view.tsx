import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { Token } from '../graph/client.ts'
import type { TicketCase, UnitScore } from '../graph/types.ts'
import { type Acts, Actions } from './actions.tsx'
import { Calls } from './calls.tsx'
import { Clock } from './clock.tsx'
import { CopyButton } from './copy-button.tsx'
import { Dispatch } from './dispatch.tsx'
import { Imported } from './imported.tsx'
import { Family } from './family.tsx'
import { Notices } from './notices.tsx'
import { Queue } from './queue.tsx'
import { minute } from './now.ts'
import { Personal } from './personal.tsx'
import { ReplyChecked } from './reply-check.tsx'
import { Score } from './score.tsx'
import { Supplements } from './supplements.tsx'
import { TagList } from './tag-list.tsx'
import { tagsOf } from './tags.ts'
import { Stepper } from './stepper.tsx'
import { dayTime } from './time.ts'
import { Timeline } from './timeline.tsx'
import { ToVerify } from './to-verify.tsx'
import { Understanding } from './understanding.tsx'
import { CHANNEL_WORDS, STATE_WORDS, word } from './words.ts'

interface CaseProps {
  ticket: TicketCase
  acts: Acts
  /** What attachments are asked for with. */
  token: Token
  composing: Signal<string | undefined>
  score?: { before?: UnitScore | undefined; after?: UnitScore | undefined }
  /** Where another ticket is to be seen, on pages that show others. */
  hrefOf?: (number: string) => string
  /** A line above everything, e.g. that the live connection is lost. */
  children?: ComponentChildren
}

/** One case as the city sees it: the citizen's words first, then what was understood, decided, done and told. */
export function CaseView({ ticket, acts, token, composing, score, hrefOf, children }: CaseProps) {
  return (
    <article class="case" aria-label={`工单 ${ticket.number}`}>
      {children}
      <header class="case-head card">
        <div class="who">
          <h2>
            {ticket.number}
            <CopyButton text={ticket.number} label="复制工单号" />
          </h2>
          <p>
            <StateTag state={ticket.state} />
            <span>
              {word(CHANNEL_WORDS, ticket.channel)} · {dayTime(new Date(ticket.createdAt), minute.value)} 受理
            </span>
          </p>
          <TagList key={ticket.number} tags={tagsOf(ticket)} />
        </div>
        <Actions ticket={ticket} acts={acts} composing={composing} />
        <Stepper ticket={ticket} />
      </header>
      <div class="columns">
        <div class="column">
          {ticket.toVerify.length > 0 && <ToVerify what={ticket.toVerify} onVerified={acts.verified} />}
          <Understanding ticket={ticket} token={token} acts={acts} />
          {acts.reveal && <Personal key={`personal ${ticket.number}`} reveal={acts.reveal} looks={ticket.reveals} />}
          <Supplements supplements={ticket.supplements} />
          <Family key={ticket.number} ticket={ticket} acts={acts.family} history={acts.history} hrefOf={hrefOf} />
          <Calls calls={ticket.calls} />
          <Timeline ticket={ticket} />
        </div>
        <div class="column">
          <Clock ticket={ticket} />
          <Queue ticket={ticket} />
          <Dispatch ticket={ticket} unitless={acts.unitless} />
          <Imported ticket={ticket} />
          <ReplyChecked check={ticket.replyCheck} />
          {score && <Score {...score} />}
          <Notices notices={ticket.notices} />
        </div>
      </div>
    </article>
  )
}

const STATE_TONES: Readonly<Record<string, string>> = { ACCEPTED: '', CLOSED: 'done', WITHDRAWN: '' }

function StateTag({ state }: { state: string }) {
  return <span class={`tag state ${STATE_TONES[state] ?? 'accent'}`}>{word(STATE_WORDS, state)}</span>
}
