import type { EvidenceSpan } from '../../kernel/evidence.ts'
import type { NormalText } from '../../text/normal.rules.ts'
import { type Lexicon, buildLexicon, findWords, longestOnly } from '../lexicon.rules.ts'
import { ENGLISH_SIGNS, INTENSITY_SIGNS, type IntensitySign, SOFTENERS } from './intensity-signs.ts'

/** How strongly something is said, and by what that shows. */
export interface IntensityFound {
  /** 0 (matter-of-fact) to 1. */
  intensity: number
  /** Names of the groups of signs, the heaviest first. */
  signs: string[]
  /** Positions in the original text. */
  evidence: EvidenceSpan[]
}

/** 平和, 较强, 强烈. */
export type IntensityLevel = 'CALM' | 'RAISED' | 'STRONG'

/**
 * Where the levels begin. Chosen on 4,326 whole messages of one city (issue D, hot_messages): one in six is 强烈, one in
 * four 较强, so that a mark still singles something out.
 */
export const LEVELS_FROM: Readonly<Record<Exclude<IntensityLevel, 'CALM'>, number>> = { RAISED: 0.4, STRONG: 0.65 }

export function intensityLevel(intensity: number): IntensityLevel {
  if (intensity >= LEVELS_FROM.STRONG) return 'STRONG'
  return intensity >= LEVELS_FROM.RAISED ? 'RAISED' : 'CALM'
}

/** Spans that are shown; more would colour the whole text. */
const MOST_EVIDENCE = 8

/** The second sign of a group counts half of the first, the third a quarter: long letters are not stronger for length. */
const AGAIN = 0.5

interface Found {
  name: string
  weight: number
  start: number
  end: number
}

const CHINESE = lexiconOf(INTENSITY_SIGNS, ' ')
const ENGLISH = lexiconOf(ENGLISH_SIGNS, ',')

function lexiconOf(signs: readonly IntensitySign[], between: string): Lexicon<IntensitySign> {
  return buildLexicon(
    signs.flatMap((sign) =>
      sign.words
        .split(between === ' ' ? /\s+/ : between)
        .map((word) => word.trim())
        .filter(Boolean)
        .map((word) => [word, sign] as const),
    ),
  )
}

const NUMBER = '[\\d一二两三四五六七八九十百几数半]+'

/** Signs that are no fixed words; weights as in the lists. Tried on the normalised text. */
const PATTERNS: readonly { name: string; weight: number; of: RegExp }[] = [
  { name: '反复反映', weight: 0.25, of: new RegExp(`第(?!一次)${NUMBER}次`, 'g') },
  {
    name: '反复反映',
    weight: 0.25,
    of: new RegExp(
      `(?:打|投诉|反映|报修|致电|举报|催|找|联系|沟通)过?了?(?!一次)${NUMBER}(?:多|余)?(?:次|遍|回|个电话)`,
      'g',
    ),
  },
  { name: '持续时间长', weight: 0.2, of: spanOf('年') },
  { name: '持续时间长', weight: 0.15, of: spanOf('个?月') },
  { name: '持续时间长', weight: 0.1, of: spanOf('(?:天|日|周|个?星期|个?礼拜|个?小时|晚上?)') },
  { name: '语气强烈', weight: 0.15, of: /[!?]*(?:!!|\?\?|!\?|\?!)[!?]*/g },
  { name: '语气强烈', weight: 0.06, of: /(?<![!?])!(?![!?])/g },
  {
    name: '语气强烈',
    weight: 0.25,
    of: /\[(?:怒|怒骂|抓狂|泪|衰|鄙视|生气|吐|悲伤|大哭|流泪|发怒|咒骂)\]|[😡🤬😠😤😭💢]/gu,
  },
]

/** A stretch of time that somebody has put up with, not a date: 已经三年, 两个月了. */
function spanOf(unit: string): RegExp {
  const before = '(?:已经?|长达|持续|连续|整整|足足|将近|拖了|等了|过了|过去)(?:了|有|快)?'
  const small = '(?:\\d{1,2}|[一二两三四五六七八九十几数半]{1,3})'
  return new RegExp(
    `${before}${small}(?:多|余|来)?${unit}|(?<![\\d月年])${small}(?:多|余|来)?${unit}(?:多|半)?(?:了|过去|以来|没有?人?)`,
    'g',
  )
}

/** 急急急, 啊啊啊啊: in the original, for the normalised text has cut it short. */
const RUN = /([^\s\d\p{P}\p{S}a-zA-Z])\1{2,}/gu

/**
 * How strongly a citizen feels, whichever way: every sign takes its share of what is left to 1, so that a few of them
 * tell and none decides alone. Complaints are negative all alike; this is what tells them apart.
 */
export function readIntensity(said: NormalText, original: string): IntensityFound {
  const found = strongestOnly([...ofWords(said.text), ...ofPatterns(said.text)]).map((sign) => inOriginal(sign, said))
  for (const match of original.matchAll(RUN)) {
    found.push({ name: '语气强烈', weight: 0.15, start: match.index, end: match.index + match[0].length })
  }
  const { left, groups } = weigh(found)
  const shown = [...found].sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, MOST_EVIDENCE)
  return {
    intensity: Math.round((1 - left) * 1000) / 1000,
    signs: [...groups].sort(([, a], [, b]) => b - a).map(([name]) => name),
    evidence: shown
      .sort((a, b) => a.start - b.start)
      .map(({ name, start, end }) => ({ start, end, why: `“${original.slice(start, end)}”${name}` })),
  }
}

function ofWords(text: string): Found[] {
  const chinese = longestOnly(findWords(CHINESE, text)).filter(
    ({ start }) => !SOFTENERS.test(text.slice(Math.max(0, start - 5), start)),
  )
  const english = longestOnly(findWords(ENGLISH, text).filter(({ start, end }) => isWhole(text, start, end)))
  return [...chinese, ...english].flatMap(({ start, end, values }) => {
    const [sign] = values
    return sign && sign.weight > 0 ? [{ name: sign.name, weight: sign.weight, start, end }] : []
  })
}

function isWhole(text: string, start: number, end: number): boolean {
  return !/[a-z]/.test(text[start - 1] ?? '') && !/[a-z]/.test(text[end] ?? '')
}

function ofPatterns(text: string): Found[] {
  return PATTERNS.flatMap(({ name, weight, of }) =>
    Array.from(text.matchAll(of), (match) => ({
      name,
      weight,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
}

/** Of signs that overlap the heavier stands. */
function strongestOnly(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const sign of [...found].sort((a, b) => b.weight - a.weight || a.start - b.start)) {
    if (kept.every(({ start, end }) => sign.end <= start || end <= sign.start)) kept.push(sign)
  }
  return kept
}

function inOriginal(sign: Found, { from }: NormalText): Found {
  const last = from[sign.end - 1] ?? 0
  return { ...sign, start: from[sign.start] ?? 0, end: last + 1 }
}

function weigh(found: readonly Found[]): { left: number; groups: ReadonlyMap<string, number> } {
  const groups = new Map<string, number>()
  const times = new Map<string, number>()
  let left = 1
  for (const { name, weight } of [...found].sort((a, b) => b.weight - a.weight)) {
    const before = times.get(name) ?? 0
    const share = weight * AGAIN ** before
    times.set(name, before + 1)
    groups.set(name, (groups.get(name) ?? 0) + share)
    left *= 1 - share
  }
  return { left, groups }
}
