import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Acts } from '../case/actions.tsx'
import { ask } from '../graph/client.ts'
import { CLOSE, NOTE_VERIFIED, REPLY, SIGN, TICKET } from '../graph/documents.ts'
import type { TicketCase } from '../graph/types.ts'
import { withGrace } from './grace.ts'
import { signOutIfExpired, token } from './session.ts'

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

export function openCase(number: string): OpenCase {
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
  void load()
  return {
    number,
    ticket,
    problem,
    composing: draftOf(number),
    acts: {
      sign: () => act(SIGN),
      reply: (text) => withGrace('回复即将发给市民', () => act(REPLY, { text })),
      close: () => withGrace('即将办结并回访市民', () => act(CLOSE)),
      verified: () => act(NOTE_VERIFIED),
    },
    load,
  }
}
