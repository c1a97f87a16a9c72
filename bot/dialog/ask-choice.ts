import type { Draft } from '../../schema/citizen/draft.rules.ts'
import { matterName } from '../texts/matters.ts'
import type { Hearing } from './hearing.ts'

/** Two first-level categories, of which a request is about one. */
export type Pair = readonly [string, string]

/** Asks which of two matters a request is about, as a menu; typed answers count alike. */
export async function askChoice(
  hearing: Hearing,
  draft: Pick<Draft, 'heard'>,
  choice: Pair,
  topic?: string,
): Promise<void> {
  const { texts } = hearing
  const labels = [...namesOf(hearing, choice), texts.neither]
  const options = labels.map((label, index) => ({ id: menuId(draft, index), label }))
  const lines = labels.map((label, index) => `${index + 1}. ${label}`)
  const menu = { head: texts.askWhich, options, tail: texts.answerFreely }
  await hearing.say([texts.askWhich, ...lines].join('\n'), { menu, ...(topic && { topic }) })
}

/** What the ids of these menus begin with. */
export const MENU = 'matter:'

/** An id is good for the request it was offered for. */
export function menuId({ heard }: Pick<Draft, 'heard'>, index: number): string {
  return `${MENU}${(heard[0] ?? '').slice(-12)}:${index}`
}

export function namesOf({ language }: Hearing, [first, second]: Pair): Pair {
  return [matterName(first, language), matterName(second, language)]
}
