import type { Chance } from './chance.rules.ts'

/** What may stand in a slot of a template; asked anew each time the slot occurs. */
export type Slots = Readonly<Record<string, () => string>>

const ALTERNATIVES = /\[([^[\]]*)\]/
const SLOT = /\{(\w+)\}/g

/** Says a template: of each `[one|other]` one, for each `{slot}` what stands for it. Throws for a slot nobody knows. */
export function say(template: string, chance: Chance, slots: Slots): string {
  let text = template
  for (let found = ALTERNATIVES.exec(text); found; found = ALTERNATIVES.exec(text)) {
    text =
      text.slice(0, found.index) + chance.pick((found[1] ?? '').split('|')) + text.slice(found.index + found[0].length)
  }
  return text.replaceAll(SLOT, (_, name: string) => {
    const slot = slots[name]
    if (!slot) throw new Error(`a template asks for {${name}}, which nobody knows`)
    return slot()
  })
}

/** Names of all slots of a template, also of those in alternatives that may not be chosen. */
export function slotsOf(template: string): string[] {
  return [...template.matchAll(SLOT)].map((match) => match[1] ?? '')
}
