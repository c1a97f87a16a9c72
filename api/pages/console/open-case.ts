import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Acts } from '../case/actions.tsx'
import { ask } from '../graph/client.ts'
import type { ReplyCheck, Revealed, TicketCase } from '../graph/types.ts'
import {
  CHECK_REPLY,
  CLOSE,
  CORRECT,
  HISTORY,
  JOIN_FAMILY,
  KEEP_APART,
  LEAVE_FAMILY,
  NOTE_VERIFIED,
  REPLY,
  REVEAL,
  SIGN,
  TICKET,
} from '../graph/documents.ts'
import { loadChoices } from './choices.ts'
import { firstNeeds } from './first-needs.ts'
import { withGrace } from './grace.ts'
import { mayCorrect, mayReveal, signOutIfExpired, staff, token } from './session.ts'

/** The case in the right pane. */
export interface OpenCase {
  number: string
  ticket: ReadonlySignal<TicketCase | undefined>
  problem: ReadonlySignal<string | undefined>
  composing: Signal<string | undefined>
  acts: Acts
  load(): Promise<void>
}

/** What was being written to whom, as long as the tab is open: looking at another ticket loses nothing. */
const drafts = new Map<string, Signal<string | undefined>>()

function draftOf(number: string): Signal<string | undefined> {
  const draft = drafts.get(number) ?? signal<string | undefined>(undefined)
  drafts.set(number, draft)
  return draft
}

/** The notices of a step are sent a little after the step itself was announced. */
const NOTICES_FOLLOW = 1500

/** `onSorted` is told when its category, which nobody was sure of, has just been said here. */
export function openCase(number: string, onSorted: () => void): OpenCase {
  const ticket = signal<TicketCase | undefined>(undefined)
  const problem = signal<string | undefined>(undefined)
  const take = (fresh: TicketCase | null | undefined) => {
    if (!fresh) problem.value = `没有工单 ${number}，或者不归您看。`
    else if (!ticket.value || fresh.revision >= ticket.value.revision) ticket.value = fresh
  }
  let later: ReturnType<typeof setTimeout> | undefined
  const load = async () => {
    problem.value = undefined
    try {
      const found = await ask<{ ticket: TicketCase | null }>(TICKET, { number }, token)
      take(found.ticket)
    } catch (error) {
      signOutIfExpired(error)
      problem.value = error instanceof Error ? error.message : '没有取到工单，请重试。'
    }
  }
  const act = async (document: string, variables: Record<string, unknown> = {}) => {
    const { revision } = ticket.value ?? {}
    try {
      const data = await ask<Record<string, TicketCase>>(document, { number, revision, ...variables }, token)
      take(Object.values(data)[0])
      clearTimeout(later)
      later = setTimeout(() => void load(), NOTICES_FOLLOW)
    } catch (error) {
      signOutIfExpired(error)
      throw error
    }
  }
  const reveal = async (reason: string) => {
    try {
      return (await ask<{ revealPersonal: Revealed }>(REVEAL, { number, reason }, token)).revealPersonal
    } catch (error) {
      signOutIfExpired(error)
      throw error
    } finally {
      // Those who watch over it see at once that somebody looked.
      if (['supervisor', 'admin'].includes(staff.peek()?.role ?? '')) void load()
    }
  }
  void load()
  return {
    number,
    ticket,
    problem,
    composing: draftOf(number),
    acts: {
      sign: () => act(SIGN),
      reply: (text, reason) => withGrace('回复即将发给市民', () => act(REPLY, { text, reason })),
      check: async (text) => {
        const { checkReply } = await ask<{ checkReply: ReplyCheck }>(CHECK_REPLY, { number, text }, token)
        return checkReply
      },
      close: () => withGrace('即将办结并回访市民', () => act(CLOSE)),
      verified: () => act(NOTE_VERIFIED),
      history: async (other) => {
        const found = await ask<{ ticket: Pick<TicketCase, 'timeline'> | null }>(HISTORY, { number: other }, token)
        return found.ticket?.timeline ?? []
      },
      unitless: firstNeeds.peek().includes('ORGANS'),
      reveal: mayReveal() ? reveal : 'not-this-role',
      ...(mayCorrect() && {
        correct: async (field: string, value: string, why?: string) => {
          const waited = ticket.value?.needsReview
          await act(CORRECT, { field: field.toUpperCase(), value, ...(why && { reason: why }) })
          if (waited && !ticket.value?.needsReview) onSorted()
        },
        choices: loadChoices,
      }),
      ...(mayJoin() && {
        family: {
          join: (other) => act(JOIN_FAMILY, { with: other }),
          leave: () => act(LEAVE_FAMILY),
          apart: (other) => act(KEEP_APART, { other }),
        },
      }),
    },
    load,
  }
}

/** The server decides; who would be refused is not shown the buttons. */
function mayJoin(): boolean {
  return staff.value ? !['handler', 'analyst'].includes(staff.value.role) : false
}
