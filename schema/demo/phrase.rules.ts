import type { Chance } from '../kernel/chance.ts'

/** What stands in the slot of that name, said anew each time; undefined for a name it does not know. */
export type Slots = (name: string) => string | undefined

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
    const said = slots(name)
    if (said === undefined) throw new Error(`a template asks for {${name}}, which nobody knows`)
    return said
  })
}

/** Names of all slots of a template, also of those in alternatives that may not be chosen. */
export function slotsOf(template: string): string[] {
  return [...template.matchAll(SLOT)].map((match) => match[1] ?? '')
}
