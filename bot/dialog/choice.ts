import { understand } from '../../schema/classify/understand.rules.ts'
import type { Draft } from '../../schema/citizen/draft.rules.ts'
import type { Remembered } from '../../schema/citizen/citizen.store.ts'
import { MENU, type Pair, menuId, namesOf } from './ask-choice.ts'
import { type Chosen, readChoice } from './choice.rules.ts'
import { readCommand } from './command.rules.ts'
import { goOn, underWay } from './draft.ts'
import type { Hearing } from './hearing.ts'

/** The answer to that question: it goes into the request, which is registered without waiting for anything else. */
export async function hearChoice(hearing: Hearing): Promise<Remembered | undefined> {
  const draft = underWay(hearing)
  const tapped = hearing.message.menuId?.startsWith(MENU) ? hearing.message.menuId : undefined
  const [first, second] = draft?.choice ?? []
  // What was tapped in the menu of a request that is registered by now says nothing any more.
  if (!draft || first === undefined || second === undefined) return tapped ? {} : undefined
  const { awaiting } = hearing.citizen
  if (!tapped && awaiting?.what === 'survey' && awaiting.since > draft.at) return undefined
  const choice = [first, second] as const
  if (!tapped && readCommand(hearing.words)) return undefined
  const chosen = tapped ? tappedIn(draft, tapped) : (readTyped(hearing, choice) ?? meantBy(hearing, choice))
  if (chosen === undefined) return tapped ? {} : undefined
  const { choice: _, ...rest } = draft
  const category = chosen === 'neither' ? undefined : choice[chosen]
  // Whoever answers in words of their own has said more than a number does.
  const further = !tapped && readTyped(hearing, choice) === undefined
  return goOn(hearing, further ? [...draft.heard, hearing.inboxId] : draft.heard, {
    ...rest,
    ...(category && { category }),
  })
}

function tappedIn(draft: Draft, tapped: string): Chosen | undefined {
  const index = [0, 1, 2].find((one) => menuId(draft, one) === tapped)
  return index === 2 ? 'neither' : index === undefined ? undefined : (index as 0 | 1)
}

function readTyped(hearing: Hearing, choice: Pair): Chosen | undefined {
  return readChoice(hearing.words, namesOf(hearing, choice))
}

/** Short words that are about one of the two and not about the other. */
function meantBy({ words }: Hearing, choice: Pair): Chosen | undefined {
  if (words.length > LONGEST_ANSWER) return undefined
  const { l1, evidence } = understand(words).category
  const index = evidence.length > 0 ? choice.indexOf(l1) : -1
  return index === 0 || index === 1 ? index : undefined
}

/** Longer words tell more of the story, and are read with the rest of it. */
const LONGEST_ANSWER = 20
