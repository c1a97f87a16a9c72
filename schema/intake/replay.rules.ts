import { maskPersonal } from '../personal/mask.rules.ts'
import type { InboundMessage } from '../kernel/ports.ts'

/** One field that today's parser reads otherwise; values are masked. */
export interface Difference {
  field: string
  stored: string
  today: string
}

/** Who wrote, and what they gave of themselves: only whether it changed is anybody's business. */
const NAMES_SOMEBODY = /^(sender|recipient|dedupeKey|form|device)\b/
const LONGEST_VALUE = 40

/** What is different between the stored envelope and that of today's parser, field by field. */
export function differencesOf(stored: InboundMessage, today: InboundMessage | undefined): Difference[] {
  if (!today) return [{ field: '消息', stored: stored.kind, today: '解析不出' }]
  const [before, now] = [leavesOf(stored), leavesOf(today)]
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((field) => before.get(field) !== now.get(field))
    .map((field) => ({
      field,
      stored: shown(field, before.get(field)),
      today: shown(field, now.get(field)),
    }))
}

/** Path → value of everything that is no object, as it would be stored. */
function leavesOf(message: InboundMessage): Map<string, string> {
  const leaves = new Map<string, string>()
  const walk = (path: string, value: unknown) => {
    if (typeof value !== 'object' || value === null) return void leaves.set(path, JSON.stringify(value))
    for (const [name, inner] of Object.entries(value)) walk(path ? `${path}.${name}` : name, inner)
  }
  walk('', JSON.parse(JSON.stringify(message)))
  return leaves
}

function shown(field: string, value: string | undefined): string {
  if (value === undefined) return '（无）'
  if (NAMES_SOMEBODY.test(field)) return `（不显示，${value.length} 字符）`
  const masked = maskPersonal(value)
  return masked.length > LONGEST_VALUE ? `${masked.slice(0, LONGEST_VALUE)}…` : masked
}

/** Kinds that nobody hears: a message taken for one of them was never acted on. */
const UNHEARD: ReadonlySet<InboundMessage['kind']> = new Set(['presence', 'receipt', 'consent', 'unfollow'])

/**
 * Whether a stored message has led to nothing yet, so that it may be read anew: it still waits to be heard, or it was
 * taken for something nobody hears; and no ticket and no answer came of it.
 */
export function ledToNothing(found: {
  kind: InboundMessage['kind']
  waits: boolean
  hasTicket: boolean
  wasAnswered: boolean
}): boolean {
  return !found.hasTicket && !found.wasAnswered && (found.waits || UNHEARD.has(found.kind))
}
