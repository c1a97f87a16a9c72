import { type Signal, useSignal } from '@preact/signals'
import { CheckCheck, PenLine, Send, Signature } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { TicketCase } from '../graph/types.ts'
import { isJudged } from './stages.ts'
import { SATISFACTION_WORDS, SOLVED_WORDS, word } from './words.ts'

/** What staff may do with a ticket; each resolves when the server has it and rejects with words for the screen. */
export interface Acts {
  sign(): Promise<void>
  reply(text: string): Promise<void>
  close(): Promise<void>
  /** What was heard badly has been asked again. */
  verified(): Promise<void>
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
          busy={busy.value}
          takeFocus={openedByHand}
          onSend={(text) => run(() => acts.reply(text))}
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
      return <p class="hint">已受理，正在找承办单位</p>
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

function Composer(props: {
  draft: Signal<string | undefined>
  busy: boolean
  takeFocus: { current: boolean }
  onSend(text: string): void
}) {
  const { draft } = props
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (props.takeFocus.current) field.current?.focus({ preventScroll: true })
    props.takeFocus.current = false
  }, [])
  const text = (draft.value ?? '').trim()
  const fits = text.length >= SHORTEST_REPLY && text.length <= LONGEST_REPLY
  const send = () => fits && !props.busy && props.onSend(text)
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
      <div class="row">
        <span class={fits ? 'count' : 'count alarm'}>
          {text.length} 字{fits ? '' : `，应为 ${SHORTEST_REPLY} 至 ${LONGEST_REPLY} 字`}
        </span>
        <button type="button" class="button quiet" onClick={() => (draft.value = undefined)}>
          取消
        </button>
        <button type="submit" class="button primary" disabled={!fits || props.busy}>
          <Icon of={Send} /> 发送
        </button>
      </div>
    </form>
  )
}
