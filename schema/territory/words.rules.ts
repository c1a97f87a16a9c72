import type { EvidenceSpan } from '../kernel/evidence.ts'
import { atCrossing, crossingsIn } from './crossings.rules.ts'
import { explain } from './explain.rules.ts'
import type { Bearer, Gazetteer } from './gazetteer.rules.ts'
import { latinMentions } from './latin.rules.ts'
import { looseMentions } from './loose.rules.ts'
import { type Mention, type Mentions, sift, writtenMentions } from './mentions.rules.ts'
import { streetsNear } from './point.rules.ts'
import {
  type PlacedMention,
  type Ranked,
  asideCandidates,
  byNearness,
  meetOnBorder,
  rankStreets,
  rivalSupport,
} from './ranking.rules.ts'
import { nearOf, roleOf } from './roles.rules.ts'
import { heardMentions } from './sounds.rules.ts'

/** What the words alone say about the place. */
export interface WordsFound {
  districtId: string
  streetId?: string
  names: { communityName?: string; placeName?: string; roadName?: string }
  confidence: number
  evidence: EvidenceSpan[]
}

/** What was found, the other streets that may be meant, and what speaks for another city. */
export interface WordsRead {
  found?: WordsFound
  candidates: { streetId: string; why: string }[]
  elsewhere: EvidenceSpan[]
}

/** Whether names may be looked for by their sound: always (a transcript), where nothing is found as written, or never. */
export type BySound = 'always' | 'if-needed' | 'never'

// These and the weights of ranking.rules.ts were set by hand on the tuned addresses, so that what is sure stayed right.
const DISTRICT_ONLY = 0.5
/** However many names agree, words can be meant otherwise. */
const SUREST = 0.98
/** Streets closer than this are not told apart. */
const TELLING = 0.05
/** Two roads that meet on a border: either street may be meant. */
const ON_BORDER = 0.55
/** What is left where the matter's place is not where the citizen works or went; and not where they live. */
const WITH_ASIDE = 0.98
const NOT_AT_HOME = 0.92
/** What is left where only the place where somebody lives or works is named. */
const ONLY_ASIDE = 0.97
/** How near a border something beside a place may lie across it, in metres. */
const BESIDE_METRES = 150
const NEAR_BORDER = 0.85

/** Reads the place out of the words alone: names, what each is to the matter, and the street they lead to. */
export function readWords(gazetteer: Gazetteer, text: string, bySound: BySound): WordsRead {
  const { ours, elsewhere, doubtful } = mentionsIn(gazetteer, text, bySound)
  const decided = decisive(text, ours)
  const crossings = crossingsIn(text, decided)
  const mentions = atCrossing(decided, crossings).map((mention): PlacedMention => {
    const near = nearOf(text, mention)
    return { ...mention, role: roleOf(text, mention), ...(near && { near }) }
  })
  const read = settle(gazetteer, mentions, meetOnBorder(crossings))
  if (read.found && !doubtful) return { ...read, elsewhere: [] }
  const away = elsewhere.map(({ start, end }) => ({ start, end, why: `“${text.slice(start, end)}”不在本市` }))
  // Somebody in another city says 人民路: every city has one, ours is a guess for whoever asks.
  const { streetId } = read.found ?? {}
  const guessed = streetId ? [{ streetId, why: '本市也有这个名字' }] : []
  return { candidates: [...guessed, ...read.candidates], elsewhere: away }
}

/** Names as written; with a small word inside; as spelled in Latin letters; by their sound, where that is asked for. */
function mentionsIn(gazetteer: Gazetteer, text: string, bySound: BySound): Mentions {
  const written = writtenMentions(gazetteer, text)
  if (settles(written) && bySound !== 'always') return written
  if (written.elsewhere.length > 0 && !settles(written)) return written
  const loose = withMore(text, written, looseMentions(gazetteer, text))
  if (bySound === 'never' || (settles(loose) && bySound !== 'always')) return loose
  const heard = withMore(text, loose, heardMentions(gazetteer, text))
  const latin = apart(heard, latinMentions(gazetteer, text))
  return { ...heard, ours: inOrder([...heard.ours, ...latin]) }
}

const settles = ({ ours }: Mentions) => ours.some(({ bearers }) => bearers.some(({ streetId }) => streetId))

const apart = ({ found }: Mentions, more: readonly Mention[]) =>
  more.filter((one) => !found.some(({ start, end }) => start < one.end && one.start < end))

/** Further mentions beside the known ones, unless they belong to another city's address. */
function withMore(text: string, known: Mentions, more: readonly Mention[]): Mentions {
  const further = apart(known, more)
  return further.length > 0 ? sift(text, inOrder([...known.found, ...further])) : known
}

const inOrder = (mentions: Mention[]) => mentions.sort((a, b) => a.start - b.start)

/** What stands in a field of its own (地点：…) decides alone, when it names anything. */
function decisive(text: string, mentions: Mention[]): Mention[] {
  const field = /(?:地点|地址|位置)[：:]/.exec(text)
  if (!field) return mentions
  const lineEnd = text.indexOf('\n', field.index)
  const until = lineEnd < 0 ? text.length : lineEnd
  const inside = mentions.filter((mention) => mention.start >= field.index && mention.start < until)
  return inside.length > 0 ? inside : mentions
}

function settle(
  gazetteer: Gazetteer,
  mentions: readonly PlacedMention[],
  border: boolean,
): Omit<WordsRead, 'elsewhere'> {
  const named = mentions.filter(({ bearers, role }) => bearers[0]?.level === 'district' && role !== 'denied')
  const districts = new Set(named.flatMap(({ bearers }) => bearers[0]?.districtId ?? []))
  const { main, aside } = byNearness(mentions)
  const ranked = main[0]?.role === 'denied' ? [] : rankStreets({ main, aside }, districts)
  const [best] = ranked
  if (!best) {
    const [only] = named
    if (!only || districts.size > 1) return { candidates: [] }
    return { found: districtOnly(only.bearers[0]?.districtId ?? '', named, 0), candidates: [] }
  }
  const rivals = ranked.filter((rival) => best.support - rival.support < TELLING)
  const first = firstOfItsOwn(rivals, main)
  const others = (chosen?: Ranked) => [
    ...ranked.filter((rival) => rival !== chosen).map(({ streetId, why }) => ({ streetId, why })),
    ...asideCandidates(aside, new Set(ranked.map(({ streetId }) => streetId))),
  ]
  if (rivals.length > 1 && !first) {
    const across = rivals.some((rival) => rival.districtId !== best.districtId)
    return {
      ...(!across && { found: districtOnly(best.districtId, main, rivals.length) }),
      candidates: others(),
    }
  }
  const chosen = first ?? best
  const candidates = others(chosen)
  const { found, across } = answerFor(gazetteer, chosen, { main, aside, named, all: mentions })
  return {
    found: border ? { ...found, confidence: Math.min(found.confidence, ON_BORDER) } : found,
    candidates: [
      ...candidates,
      ...across.filter(({ streetId }) => !candidates.some((one) => one.streetId === streetId)),
    ],
  }
}

interface Told {
  main: readonly PlacedMention[]
  aside: readonly PlacedMention[]
  /** The districts that are named. */
  named: readonly PlacedMention[]
  all: readonly PlacedMention[]
}

/** The chosen street with its names, reasons and confidence, and the streets across a border nearby. */
function answerFor(gazetteer: Gazetteer, chosen: Ranked, { main, aside, named, all }: Told) {
  const mine = main.filter((mention) => mention.bearers.some((bearer) => bearer.streetId === chosen.streetId))
  const across = beyondBorder(gazetteer, mine, chosen.streetId)
  const runnerUp = rivalSupport(main, chosen.streetId)
  const confidence =
    Math.min(chosen.support, SUREST) *
    (1 - runnerUp / 2) *
    (across.length > 0 ? NEAR_BORDER : 1) *
    certainty(main, aside, chosen.streetId)
  const found: WordsFound = {
    districtId: chosen.districtId,
    streetId: chosen.streetId,
    names: namesIn([...mine, ...all], chosen.streetId),
    confidence: round(confidence),
    evidence: [...named, ...mine].sort((a, b) => a.start - b.start).map((mention) => explain(gazetteer, mention)),
  }
  return { found, across }
}

/** What the places beside the matter take from how sure its own is. */
function certainty(main: readonly PlacedMention[], aside: readonly PlacedMention[], streetId: string): number {
  if (main.every(({ role }) => role !== 'seen' && role !== 'said')) return ONLY_ASIDE
  const other = aside.filter(
    ({ role, bearers }) => role !== 'denied' && bearers.every((one) => one.streetId !== streetId),
  )
  if (other.length === 0) return 1
  const seen = main.some(({ role }) => role === 'seen')
  return other.some(({ role }) => role === 'home') && !seen ? NOT_AT_HOME : WITH_ASIDE
}

/**
 * Streets that tie because the text names a place in each: where something was seen comes first; else people say first
 * where it is, then what it is near to. A tie inside one name (a road through several streets) has no first.
 */
function firstOfItsOwn(rivals: readonly Ranked[], main: readonly PlacedMention[]): Ranked | undefined {
  const own = (mention: PlacedMention | undefined) => {
    const owners = rivals.filter((rival) => mention?.bearers.some((bearer) => bearer.streetId === rival.streetId))
    return owners.length === 1 ? owners[0] : undefined
  }
  return own(main.find(({ role }) => role === 'seen')) ?? own(main.find(({ near }) => !near)) ?? own(main[0])
}

/** Streets across a border so near that something beside the place may lie in them. */
function beyondBorder(gazetteer: Gazetteer, mine: readonly PlacedMention[], streetId: string) {
  return mine.flatMap(({ near, bearers, word }) => {
    const point = bearers.find((bearer) => bearer.streetId === streetId)?.point
    if (!near || !point) return []
    return streetsNear(gazetteer, point, BESIDE_METRES + (near.metres ?? 0)).map(({ street, metres }) => ({
      streetId: street.id,
      why: `“${word}”离${street.name}边界约${Math.max(10, Math.round(metres / 10) * 10)}米`,
    }))
  })
}

function namesIn(mentions: readonly Mention[], streetId: string): WordsFound['names'] {
  const nameOf = (level: Bearer['level']) =>
    mentions.flatMap((mention) => mention.bearers).find((one) => one.level === level && one.streetId === streetId)?.name
  const communityName = nameOf('community')
  const placeName = nameOf('place')
  const roadName = nameOf('road')
  return { ...(communityName && { communityName }), ...(placeName && { placeName }), ...(roadName && { roadName }) }
}

function districtOnly(districtId: string, mentions: readonly Mention[], rivals: number): WordsFound {
  return {
    districtId,
    names: {},
    confidence: DISTRICT_ONLY,
    evidence: mentions.map(({ start, end, word }) => ({
      start,
      end,
      why: rivals > 0 ? `“${word}”涉及${rivals}个街道，只能确定到区` : `提到“${word}”`,
    })),
  }
}

const round = (value: number) => Math.round(value * 100) / 100
