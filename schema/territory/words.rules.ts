import { findWords, longestOnly } from '../classify/lexicon.rules.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import { isElsewhere } from './elsewhere.rules.ts'
import type { Bearer, Gazetteer } from './gazetteer.rules.ts'

/** What the words alone say about the place. */
export interface WordsFound {
  districtId: string
  streetId?: string
  names: { communityName?: string; placeName?: string; roadName?: string }
  confidence: number
  evidence: EvidenceSpan[]
  candidates: { streetId: string; why: string }[]
}

/** A name in the text, and those who bear it after house numbers were looked at. */
interface Mention {
  start: number
  end: number
  word: string
  bearers: readonly Bearer[]
  /** The house number that follows a road. */
  number?: number
}

/** How far one mention of each level settles the street, before it is shared among those who bear the name. */
const WEIGHT: Readonly<Record<Bearer['level'], number>> = {
  city: 0,
  district: 0,
  street: 0.95,
  community: 0.92,
  place: 0.9,
  road: 0.82,
}
/** A house number inside the street's stretch of the road. */
const WITH_NUMBER = 0.92
/** What a street outside the named district keeps of its support. */
const WRONG_DISTRICT = 0.3
const DISTRICT_ONLY = 0.5
/** However many names agree, words can be meant otherwise. */
const SUREST = 0.98
/** Streets closer than this are not told apart. */
const TELLING = 0.05

const HOUSE_NUMBER = /^\s*([\d０-９]{1,4})\s*[号弄]/

/** Undefined when no name of the city occurs, or when streets of different districts are equally likely. */
export function placeFromWords(gazetteer: Gazetteer, text: string): WordsFound | undefined {
  const mentions = decisive(text, findMentions(gazetteer, text))
  if (mentions.length === 0) return undefined
  const named = mentions.filter((mention) => mention.bearers[0]?.level === 'district')
  const districts = new Set(named.map((mention) => mention.bearers[0]?.districtId))
  const ranked = rankStreets(mentions, districts)
  const [best, second] = ranked
  if (!best) {
    const [only] = named
    if (!only || districts.size > 1) return undefined
    return district(only.bearers[0]?.districtId ?? '', named, [], DISTRICT_ONLY)
  }
  const rivals = ranked.filter((rival) => best.support - rival.support < TELLING)
  const first = firstOfItsOwn(rivals, mentions)
  if (rivals.length > 1 && !first) {
    if (rivals.some((rival) => rival.districtId !== best.districtId)) return undefined
    return district(best.districtId, mentions, rivals, DISTRICT_ONLY)
  }
  const chosen = first ?? best
  const runnerUp = chosen === best ? second?.support : best.support
  const mine = mentions.filter((mention) => mention.bearers.some((bearer) => bearer.streetId === chosen.streetId))
  return {
    districtId: chosen.districtId,
    streetId: chosen.streetId,
    names: namesIn(mine, chosen.streetId),
    confidence: round(Math.min(chosen.support, SUREST) * (1 - (runnerUp ?? 0) / 2)),
    evidence: [...named, ...mine].sort((a, b) => a.start - b.start).map((mention) => explain(gazetteer, mention)),
    candidates: ranked.filter((rival) => rival !== chosen).map(({ streetId, why }) => ({ streetId, why })),
  }
}

function findMentions(gazetteer: Gazetteer, text: string): Mention[] {
  const mentions: Mention[] = []
  let ownUntil = -1
  for (const { start, end, values } of longestOnly(findWords(gazetteer.names, text))) {
    // 澜城市光华区光华路: what directly follows a name of ours is ours.
    if (start !== ownUntil && isElsewhere(text, start)) continue
    ownUntil = end
    if (values[0]?.level === 'city') continue
    const number = HOUSE_NUMBER.exec(text.slice(end, end + 8))?.[1]?.normalize('NFKC')
    const mention: Mention = { start, end, word: text.slice(start, end), bearers: values }
    mentions.push(number ? withNumber(mention, Number(number)) : mention)
  }
  return mentions
}

/** Keeps those whose stretch of the road has the number; a number nobody has (or a road without ranges) tells nothing. */
function withNumber(mention: Mention, number: number): Mention {
  const having = mention.bearers.filter(({ numbers }) => numbers && number >= numbers.from && number <= numbers.to)
  return having.length > 0 ? { ...mention, bearers: having, number } : mention
}

/** What stands in a field of its own (地点：…) decides alone, when it names anything. */
function decisive(text: string, mentions: Mention[]): Mention[] {
  const field = /(?:地点|地址|位置)[：:]/.exec(text)
  if (!field) return mentions
  const lineEnd = text.indexOf('\n', field.index)
  const until = lineEnd < 0 ? text.length : lineEnd
  const inside = mentions.filter((mention) => mention.start >= field.index && mention.start < until)
  return inside.length > 0 ? inside : mentions
}

interface Ranked {
  streetId: string
  districtId: string
  support: number
  why: string
}

function rankStreets(mentions: readonly Mention[], districts: ReadonlySet<string | undefined>): Ranked[] {
  const ranked = new Map<string, Ranked>()
  for (const mention of mentions) {
    const streets = new Map<string, Bearer>()
    for (const bearer of mention.bearers) {
      const within = districts.size === 0 || districts.has(bearer.districtId)
      if (bearer.streetId && (within || !mention.bearers.some((other) => districts.has(other.districtId)))) {
        streets.set(bearer.streetId, bearer)
      }
    }
    for (const [streetId, bearer] of streets) {
      const weight = mention.number === undefined ? WEIGHT[bearer.level] : WITH_NUMBER
      const within = districts.size === 0 || districts.has(bearer.districtId)
      const gain = (weight / streets.size) * (within ? 1 : WRONG_DISTRICT)
      const known = ranked.get(streetId) ?? { streetId, districtId: bearer.districtId, support: 0, why: '' }
      known.support = 1 - (1 - known.support) * (1 - gain)
      known.why = [known.why, `提到“${mention.word}”`].filter(Boolean).join('，')
      ranked.set(streetId, known)
    }
  }
  return [...ranked.values()].sort((a, b) => b.support - a.support)
}

/**
 * Streets that tie because the text names a place in each: people say first where it is, then what it is near to. A tie
 * inside one name (a road through several streets) has no first.
 */
function firstOfItsOwn(rivals: readonly Ranked[], mentions: readonly Mention[]): Ranked | undefined {
  const first = mentions.find((mention) => mention.bearers.some((bearer) => bearer.streetId))
  const owners = rivals.filter((rival) => first?.bearers.some((bearer) => bearer.streetId === rival.streetId))
  return owners.length === 1 ? owners[0] : undefined
}

function namesIn(mentions: readonly Mention[], streetId: string): WordsFound['names'] {
  const nameOf = (level: Bearer['level']) =>
    mentions.flatMap((mention) => mention.bearers).find((one) => one.level === level && one.streetId === streetId)?.name
  const communityName = nameOf('community')
  const placeName = nameOf('place')
  const roadName = nameOf('road')
  return { ...(communityName && { communityName }), ...(placeName && { placeName }), ...(roadName && { roadName }) }
}

function district(districtId: string, mentions: readonly Mention[], rivals: readonly Ranked[], confidence: number) {
  return {
    districtId,
    names: {},
    confidence,
    evidence: mentions.map(({ start, end, word }) => ({
      start,
      end,
      why: rivals.length > 0 ? `“${word}”涉及${rivals.length}个街道，只能确定到区` : `提到“${word}”`,
    })),
    candidates: rivals.map(({ streetId, why }) => ({ streetId, why })),
  }
}

function explain(gazetteer: Gazetteer, { start, end, word, bearers, number }: Mention): EvidenceSpan {
  const streets = [...new Set(bearers.flatMap((bearer) => bearer.streetId ?? []))]
  const names = streets.map((id) => gazetteer.streets.get(id)?.name ?? id).join('、')
  if (bearers[0]?.level === 'district' || bearers[0]?.level === 'street') return { start, end, why: `提到“${word}”` }
  if (number !== undefined) return { start, end, why: `“${word}”${number}号在${names}一段` }
  if (streets.length === 1) return { start, end, why: `“${word}”在${names}` }
  return { start, end, why: bearers[0]?.level === 'road' ? `“${word}”经过${names}` : `${names}都有“${word}”` }
}

const round = (value: number) => Math.round(value * 100) / 100
