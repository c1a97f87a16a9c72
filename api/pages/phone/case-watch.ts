import { type ReadonlySignal, effect, signal } from '@preact/signals'
import type { Acts } from '../case/actions.tsx'
import { type Token, ask, follow } from '../graph/client.ts'
import {
  ASSESSMENT,
  CHECK_REPLY,
  CLOSE,
  NOTE_VERIFIED,
  REPLY,
  SIGN,
  TICKET,
  TICKET_CHANGED,
} from '../graph/documents.ts'
import type { Assessment, ReplyCheck, TicketCase, UnitScore } from '../graph/types.ts'
import type { Conversation } from './conversation.ts'
import { caseOf } from './wire-client.ts'

/** The city's side of one conversation: its latest ticket, live, and the score it moves. */
export interface CaseWatch {
  ticket: ReadonlySignal<TicketCase | undefined>
  before: ReadonlySignal<UnitScore | undefined>
  after: ReadonlySignal<UnitScore | undefined>
  broken: ReadonlySignal<boolean>
  acts: Acts
  token: Token
  end(): void
}

const LOOK_AGAIN = [300, 300, 400, 600, 800, 1200, 2000, 3000]

export function watchCase(conversation: Conversation, token: Token): CaseWatch {
  const ticket = signal<TicketCase | undefined>(undefined)
  const before = signal<UnitScore | undefined>(undefined)
  const after = signal<UnitScore | undefined>(undefined)
  const broken = signal(false)
  let ended = false
  let unfollow: (() => void) | undefined
  let look = 0

  const take = (fresh: TicketCase | undefined) => {
    const known = ticket.value
    if (!fresh || ended || (known?.number === fresh.number && known.revision > fresh.revision)) return
    ticket.value = fresh
  }
  const load = async (number: string) => {
    const { ticket: fresh } = await ask<{ ticket: TicketCase }>(TICKET, { number }, token)
    take(fresh)
  }
  const refresh = () => {
    const number = ticket.value?.number
    if (number) void load(number).catch(() => (broken.value = true))
  }
  const turnTo = async (number: string) => {
    unfollow?.()
    before.value = after.value = undefined
    counted = undefined
    await load(number)
    if (ended) return
    unfollow = follow<{ ticketChanged: TicketCase }>(TICKET_CHANGED, { number }, token, {
      next: (data) => take(data.ticketChanged),
      onBreak: (lost) => {
        broken.value = lost
        if (!lost) refresh()
      },
    })
  }
  // The ticket is opened by a queue after the message was acknowledged: look a few times, ever more patiently.
  const lookForCase = async () => {
    const mine = ++look
    for (const wait of LOOK_AGAIN) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (ended || mine !== look) return
      const found = await caseOf(conversation.line).catch(() => undefined)
      if (found?.number && found.number !== ticket.value?.number) return turnTo(found.number).catch(ignore)
    }
  }

  let heard = 0
  const stopHearing = effect(() => {
    const { length } = conversation.messages.value
    if (length === heard) return
    heard = length
    void lookForCase()
    // A notice on its way changes no ticket, so nothing is announced for it: ask when the phone has it.
    setTimeout(refresh, 250)
  })

  const unitScore = async (organId: string) => {
    const { assessment } = await ask<{ assessment: Assessment }>(ASSESSMENT, {}, token)
    return assessment.units.find((unit) => unit.organ.id === organId)
  }
  /** Which complete answer the score was last looked up for; a redo brings another. */
  let counted: string | undefined
  const stopScoring = effect(() => {
    const { organ, survey } = ticket.value ?? {}
    if (!organ) return
    const answered = survey?.solved && survey.satisfaction ? (survey.answeredAt ?? 'now') : undefined
    if (!answered && !before.peek()) void unitScore(organ.id).then((score) => (before.value = score), ignore)
    if (!answered || answered === counted) return
    counted = answered
    before.value = after.peek() ?? before.peek()
    void unitScore(organ.id).then((score) => (after.value = score), ignore)
  })

  const act = async (document: string, variables: Record<string, unknown> = {}) => {
    const { number, revision } = ticket.value ?? {}
    const data = await ask<Record<string, TicketCase>>(document, { number, revision, ...variables }, token)
    take(Object.values(data)[0])
  }
  return {
    ticket,
    before,
    after,
    broken,
    token,
    acts: {
      sign: () => act(SIGN),
      reply: (text, reason) => act(REPLY, { text, reason }),
      check: async (text) => {
        const { number } = ticket.value ?? {}
        const { checkReply } = await ask<{ checkReply: ReplyCheck }>(CHECK_REPLY, { number, text }, token)
        return checkReply
      },
      close: () => act(CLOSE),
      verified: () => act(NOTE_VERIFIED),
    },
    end() {
      ended = true
      unfollow?.()
      stopHearing()
      stopScoring()
    },
  }
}

/** Without the score the case is still whole; the next change asks again. */
function ignore(): void {}
