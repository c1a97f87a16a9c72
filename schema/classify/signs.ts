import { DANGER_SIGNS } from './signs/danger.ts'
import { GUARDS } from './signs/guards.ts'
import { HAZARDS } from './signs/hazards.ts'
import { HINTS } from './signs/hints.ts'
import { TROUBLE_SIGNS } from './signs/trouble.ts'

export type UrgencyLevel = 'NORMAL' | 'URGENT' | 'EMERGENCY'

/** Numbers that come before the hotline: 110 police, 119 fire and rescue, 120 ambulance, 122 traffic accidents. */
export type EmergencyCall = '110' | '119' | '120' | '122'

/** 紧急敏感: what daily reports single out, and what staff look for first. */
export type SensitiveFlag =
  | 'WATER'
  | 'POWER'
  | 'GAS'
  | 'HEATING'
  | 'FIRE'
  | 'THREAT'
  | 'SELF_HARM'
  | 'CROWD'
  | 'MINOR'
  | 'FOOD'

export const FLAG_NAMES: Readonly<Record<SensitiveFlag, string>> = {
  WATER: '供水',
  POWER: '供电',
  GAS: '供气',
  HEATING: '供暖',
  FIRE: '消防',
  THREAT: '扬言',
  SELF_HARM: '轻生',
  CROWD: '群体',
  MINOR: '未成年人',
  FOOD: '食品安全',
}

/** Words, separated by spaces, that mean the same degree of danger. */
export interface Sign {
  level: UrgencyLevel
  call?: EmergencyCall
  flag?: SensitiveFlag
  words: string
  /** What has to stand near `words`, in either order unless told, for the two to mean danger: 燃气 means nothing, 燃气 … 漏 does. */
  near?: string
  /** `near` only counts when it is said after `words`: who it happens to, then what. */
  inOrder?: true
  /** At most so many letters between the two; 6 unless told. */
  within?: number
  /** Meant as it is said, also in a condition or about the past: whoever says “不给钱我就跳楼” is in danger now. */
  standing?: true
  /** Happens and is over: told as past, or in a long letter, nothing of it is left to do at once. */
  event?: true
  /** Said of every day (天天冒黑烟) it is a nuisance, not an emergency. */
  daily?: true
}

/**
 * Recall comes first: a false alarm costs a call back, a missed one may cost a life. So the bare word counts, and only
 * what is known to be harmless is taken out: `GUARDS` here, and what is denied, supposed, past or practised in
 * circumstances.rules.ts.
 */
export const SIGNS: readonly Sign[] = [...DANGER_SIGNS, ...HINTS, ...TROUBLE_SIGNS, ...HAZARDS]

export { GUARDS }
