import { toSimplified } from '../../schema/citizen/script.rules.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { corrected, readCorrection, withoutSlips } from './correction.rules.ts'
import type { Hearing } from './hearing.ts'

/** All that was said to one request. */
export interface SaidSoFar {
  /** In the citizen's own words, one line per message, corrections carried out; empty when nothing but pictures came. */
  text: string
  point?: NonNullable<InboundMessage['place']>
  messages: { id: string; message: InboundMessage }[]
}

/** Reads the messages of one request, in the order they were heard; those that were erased are left out. */
export async function gather(hearing: Hearing, heard: readonly string[]): Promise<SaidSoFar> {
  const messages: SaidSoFar['messages'] = []
  for (const id of heard) {
    const message = id === hearing.inboxId ? hearing.message : await loadMessage(hearing.city, id)
    if (message) messages.push({ id, message })
  }
  const text = joined(hearing, messages)
  const point = messages.findLast(({ message }) => message.place)?.message.place
  return { text, messages, ...(point && { point }) }
}

/** Who will not leave a telephone number has said nothing to the matter. */
const REFUSAL = /^\s*(不留|不方便|不便|no)[。.！!\s]*$/i

function joined(hearing: Hearing, messages: SaidSoFar['messages']): string {
  // A place that was sent without words comes after the matter.
  const ordered = messages.toSorted((a, b) => Number(!a.message.text) - Number(!b.message.text))
  let said = ''
  for (const { message } of ordered) {
    const own = wordsOf(message) ?? ''
    if (REFUSAL.test(own)) continue
    const words = withoutSlips(own, (part) => placesIn(hearing, part) !== undefined)
    const better = said && words ? correct(hearing, said, words) : undefined
    said = better ?? [said, words].filter(Boolean).join('\n')
  }
  return said
}

/** What was said before with these words as its correction; undefined when they correct nothing. */
function correct(hearing: Hearing, said: string, words: string): string | undefined {
  const read = toSimplified(words)
  const correction = readCorrection(read)
  if (!correction) return undefined
  // Both in the script they were written in.
  const right = original(correction.right, read, words)
  const wrong = correction.wrong && original(correction.wrong, toSimplified(said), said)
  return corrected(said, { right, ...(wrong && { wrong }) }, (text) => placesIn(hearing, text))
}

/** The same stretch of the citizen's own words. */
function original(part: string, read: string, words: string): string {
  const at = read.indexOf(part)
  return at < 0 ? part : words.slice(at, at + part.length)
}

function placesIn({ city }: Hearing, text: string) {
  return locate(city.registers.gazetteer, { text: toSimplified(text) })?.evidence
}
