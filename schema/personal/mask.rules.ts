import type { PersonalKind } from './kinds.ts'
import { type PersonalFound, findPersonal } from './personal.rules.ts'

const stars = (count: number) => '*'.repeat(Math.max(count, 0))
/** All but the first and last so many; of what is too short for both only the first. */
function ends(value: string, head: number, tail: number): string {
  const [first, last] = value.length < head + tail + 2 ? [Math.min(head, 1), 0] : [Math.max(head, 0), tail]
  return value.slice(0, first) + stars(value.length - first - last) + value.slice(value.length - last)
}

/** What stays visible: enough to be recognised by who knows it, of a home everything but its numbers. */
const MASKS: Readonly<Record<PersonalKind, (value: string) => string>> = {
  RESIDENT_ID: (value) => ends(value, 3, 4),
  BANK_CARD: (value) => value.slice(0, -4).replaceAll(/\d/g, '*') + value.slice(-4),
  PASSPORT: (value) => ends(value, 2, 2),
  PHONE: (value) => ends(value, value.length - 8, 4),
  LANDLINE: (value) => ends(value, value.length - 6, 2),
  PLATE: (value) => ends(value, 2, 2),
  WECHAT: (value) => ends(value, 2, 0),
  EMAIL: (value) => ends(value, 1, value.length - value.indexOf('@')),
  NAME: (value) => ends(value, 1, 0),
  // The building is where the matter is; unit and room are whose home it is.
  ADDRESS: (value) => {
    const building = /^[^-－#单元室房]*?(?:号楼|栋|幢|座|#)/.exec(value)?.[0] ?? ''
    return building + value.slice(building.length).replaceAll(/[\d一二三四五六七八九十百]/g, '*')
  },
}

/** The text with what points at a person masked; same length, so that positions of evidence still hold. */
export function maskFound(text: string, found: readonly PersonalFound[]): string {
  let masked = ''
  let at = 0
  for (const { kind, start, end, value } of found) {
    masked += text.slice(at, start) + maskOf({ kind, value })
    at = end
  }
  return masked + text.slice(at)
}

/** A citizen's words as staff read them: everything that points at a person masked. */
export function maskPersonal(text: string): string {
  return maskFound(text, findPersonal(text))
}

const NUMBERS: ReadonlySet<PersonalKind> = new Set(['RESIDENT_ID', 'BANK_CARD', 'PHONE'])

/**
 * What the city says, as it goes out or stands in a history: private numbers masked, and nothing else. The office's
 * telephone and the name of who answers are told on purpose.
 */
export function maskNumbers(text: string): string {
  return maskFound(
    text,
    findPersonal(text).filter(({ kind }) => NUMBERS.has(kind)),
  )
}

/** How one stretch looks when it is masked. */
export function maskOf({ kind, value }: Pick<PersonalFound, 'kind' | 'value'>): string {
  return MASKS[kind](value)
}

/** How people lead up to a number that names them; what follows is about the person, not about the matter. */
const LED_UP =
  /(我的?|本人的?)?(身份证|手机|电话|联系电话|联系方式|银行卡|卡)(号码?)?[是为：:\s]*(?=\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})[\dXx]+/g

/** The text with what only names the person blanked out, same length: a resident id is no matter for the registry. */
export function withoutPersonal(text: string): string {
  return text.replaceAll(LED_UP, (found) => ' '.repeat(found.length))
}
