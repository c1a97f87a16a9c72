import { type Signal, useSignal } from '@preact/signals'
import { CheckCheck, PenLine, Send, Signature } from 'lucide'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { ReplyCheck, ReplySpan, Revealed, TicketCase, TimelineEntry } from '../graph/types.ts'
import type { Choices } from './choices.ts'
import { ReplyHints, useReplyCheck } from './reply-check.tsx'
import type { FamilyActs } from './family.tsx'
import { isJudged } from './stages.ts'
import { SATISFACTION_WORDS, SOLVED_WORDS, word } from './words.ts'

/** What staff may do with a ticket; each resolves when the server has it and rejects with words for the screen. */
export interface Acts {
  sign(): Promise<void>
  /** `reason` where the check says that it may not go out and somebody vouches for it. */
  reply(text: string, reason?: string): Promise<void>
  /** What is to be said of a reply before it goes out. */
  check(text: string): Promise<ReplyCheck>
  close(): Promise<void>
  /** What was heard badly has been asked again. */
  verified(): Promise<void>
  /** Shows what is masked; where nobody is to look, there is no such deed. */
  reveal?: ((reason: string) => Promise<Revealed>) | 'not-this-role'
  /** Puts a derived field right, or confirms it; absent for whoever may not. */
  correct?(field: string, value: string, why?: string): Promise<void>
  /** What categories and places there are to choose from. */
  choices?(): Promise<Choices>
  /** What happened to another ticket of the case; nothing where it may not be seen. */
  history?(number: string): Promise<readonly TimelineEntry[]>
  /** The city has no units yet: nothing can be dispatched. */
  unitless?: boolean
  /** For those who may join cases. */
  family?: FamilyActs
}

const SHORTEST_REPLY = 5
const LONGEST_REPLY = 2000

/** The one next step of this ticket, big; the composer where the step is a reply. */
export function Actions(props: { ticket: TicketCase; acts: Acts; composing: Signal<string | undefined> }) {
  const { ticket, acts, composing } = props
  const busy = useSignal(false)
  // A story opens the composer too; then the focus stays where the visitor has it.
  const openedByHand = useRef(false)
  const problem = useSignal<string | undefined>(undefined)
  const run = async (act: () => Promise<void>) => {
    busy.value = true
    problem.value = undefined
    try {
      await act()
      composing.value = undefined
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <div class="actions">
      {composing.value === undefined ? (
        <NextStep
          ticket={ticket}
          busy={busy.value}
          acts={acts}
          run={run}
          onCompose={() => {
            openedByHand.current = true
            composing.value = ticket.reply ?? suggestedReply(ticket)
          }}
        />
      ) : (
        <Composer
          draft={composing}
          request={ticket.text}
          check={acts.check}
          busy={busy.value}
          takeFocus={openedByHand}
          onSend={(text, reason) => run(() => acts.reply(text, reason))}
        />
      )}
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  )
}

function NextStep(props: {
  ticket: TicketCase
  busy: boolean
  acts: Acts
  run(act: () => Promise<void>): Promise<void>
  onCompose(): void
}) {
  const { ticket, busy, acts, run, onCompose } = props
  switch (ticket.state) {
    case 'ACCEPTED':
      return <p class="hint">{acts.unitless ? '已受理，等登记承办单位' : '已受理，正在找承办单位'}</p>
    case 'DISPATCHED':
      return (
        <>
          <p class="hint">等 {ticket.organ?.name ?? '承办单位'} 签收</p>
          <button type="button" class="button primary" data-deed="sign" disabled={busy} onClick={() => run(acts.sign)}>
            <Icon of={Signature} /> 签收
          </button>
        </>
      )
    case 'SIGNED':
      return (
        <>
          <p class="hint">办理中。办好后把结果告诉市民</p>
          <button type="button" class="button primary" data-deed="reply" disabled={busy} onClick={onCompose}>
            <Icon of={PenLine} /> 回复
          </button>
        </>
      )
    case 'REPLIED':
      return (
        <>
          <p class="hint">已回复市民。办结后开始回访</p>
          <button type="button" class="button" data-deed="reply" disabled={busy} onClick={onCompose}>
            <Icon of={PenLine} /> 补充回复
          </button>
          <button
            type="button"
            class="button primary"
            data-deed="close"
            disabled={busy}
            onClick={() => run(acts.close)}
          >
            <Icon of={CheckCheck} /> 办结
          </button>
        </>
      )
    case 'WITHDRAWN':
      return <p class="hint">市民已撤回，不用再办</p>
    default:
      return <p class="hint">{verdict(ticket)}</p>
  }
}

function verdict(ticket: TicketCase): string {
  const { survey } = ticket
  if (ticket.imported) return '历史工单，不再办理'
  if (!isJudged(ticket)) return '已办结，等市民评价'
  const said = [
    survey?.solved && word(SOLVED_WORDS, survey.solved),
    survey?.satisfaction && word(SATISFACTION_WORDS, survey.satisfaction),
  ].filter(Boolean)
  return `市民评价：${said.join(' · ')}`
}

/** A start for the reply, to be made true by whoever sends it. */
function suggestedReply(ticket: Pick<TicketCase, 'text'>): string {
  const matter = (ticket.text.split(/[，。！？,!?\n]/)[0] ?? '').slice(0, 30)
  return `您好，您反映的“${matter}”，我们已到现场查看并处理完毕。如仍有问题，请直接回复，我们继续办。`
}

const SHORTEST_REASON = 5
const LONGEST_REASON = 200

function Composer(props: {
  draft: Signal<string | undefined>
  request: string
  check: Acts['check']
  busy: boolean
  takeFocus: { current: boolean }
  onSend(text: string, reason?: string): void
}) {
  const { draft } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const reason = useSignal('')
  // Before anything is painted: whoever goes on typing types here.
  useLayoutEffect(() => {
    if (props.takeFocus.current) field.current?.focus({ preventScroll: true })
    props.takeFocus.current = false
  }, [])
  const text = (draft.value ?? '').trim()
  const checked = useReplyCheck(text, props.check).value
  // Of other words than these nothing is known yet; the server looks at them in any case.
  const stopped = checked?.text === text && checked.check?.verdict === 'STOP' ? checked.check : undefined
  const given = reason.value.trim()
  const vouched = !stopped || (stopped.mayInsist && given.length >= SHORTEST_REASON && given.length <= LONGEST_REASON)
  const fits = text.length >= SHORTEST_REPLY && text.length <= LONGEST_REPLY
  const ready = fits && vouched && !props.busy
  const send = () => ready && props.onSend(text, stopped ? given : undefined)
  const pick = ({ start, end }: ReplySpan) => {
    // The check sees the reply without the blanks around it.
    const before = (draft.value ?? '').length - (draft.value ?? '').trimStart().length
    field.current?.focus()
    field.current?.setSelectionRange(before + start, before + end)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label>
        <span>回复市民（原样发出）</span>
        <textarea
          rows={3}
          ref={field}
          value={draft.value}
          readOnly={props.busy}
          onInput={(event) => (draft.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') draft.value = undefined
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          }}
        />
      </label>
      <ReplyHints checked={checked} text={text} request={props.request} onPick={pick} />
      {stopped?.mayInsist && (
        <label class="insist">
          <span>
            确需原样发出，请写明理由（{SHORTEST_REASON} 至 {LONGEST_REASON} 字）
          </span>
          <input value={reason.value} onInput={(event) => (reason.value = event.currentTarget.value)} />
        </label>
      )}
      <div class="row">
        <span class={fits ? 'count' : 'count alarm'}>
          {text.length} 字{fits ? '' : `，应为 ${SHORTEST_REPLY} 至 ${LONGEST_REPLY} 字`}
        </span>
        <button type="button" class="button quiet" onClick={() => (draft.value = undefined)}>
          取消
        </button>
        <button type="submit" class="button primary" disabled={!ready}>
          <Icon of={Send} /> 发送
        </button>
      </div>
    </form>
  )
}
