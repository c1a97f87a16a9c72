import { LEVELS_FROM } from './intensity.rules.ts'

/** As much of what was felt at one contact as the next is compared with. */
export interface Felt {
  intensity: number
  signs: readonly string[]
}

export interface Escalation {
  /** Intensity now less the strongest before, −1..1. */
  change: number
  escalated: boolean
  /** One sentence for staff; empty where nothing escalated. */
  why: string
}

/** Signs after which somebody may do what cannot be undone; new ones count whatever the sum says. */
const GRAVE: readonly string[] = ['绝望求救', '扬言升级', '辱骂', '情绪激烈']

/** Smaller changes are how people happen to put things: the weight of one clear sign. */
const CLEAR_CHANGE = 0.15

/**
 * 情绪升级: whether a citizen is clearly more upset now than at any contact before. Later messages are short, so that a
 * grave sign that was not there before counts although the sum is smaller.
 */
export function escalation(previous: readonly Felt[], current: Felt): Escalation {
  const before = Math.max(0, ...previous.map(({ intensity }) => intensity))
  const change = current.intensity - before
  const fresh = current.signs.filter(
    (sign) => GRAVE.includes(sign) && previous.every(({ signs }) => !signs.includes(sign)),
  )
  const stronger = change >= CLEAR_CHANGE && current.intensity >= LEVELS_FROM.RAISED
  if (previous.length === 0 || (!stronger && fresh.length === 0)) return { change, escalated: false, why: '' }
  const why = fresh.length > 0 ? `新出现${fresh.join('、')}的说法` : '语气比之前明显更强'
  return { change, escalated: true, why }
}
