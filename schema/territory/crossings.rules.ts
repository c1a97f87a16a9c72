import type { Bearer } from './gazetteer.rules.ts'
import type { Mention } from './mentions.rules.ts'

/** Where two roads meet: the mentions of both, and the streets that both run through (none: they meet on a border). */
export interface Crossing {
  roads: readonly [Mention, Mention]
  streetIds: readonly string[]
}

/** Between two roads that meet: 与, 和, 近, 交, a stroke, a bracket, a house number, or nothing. */
const JOINED =
  /^(?:路?口|[\d一二三四五六七八九十]{1,5}号)?\s*(?:与|和|跟|同|及|到|至|近|靠近|临近|交|[、/／\-—－×xX+＋&(（])?\s*$/
/** What says that a meeting of roads is meant. */
const CROSSES =
  /^[)）]?\s*(?:的|那个|那|这个|之间的?)?\s*(?:口|路口|交叉|交汇|交会|交界|交接|相交|交口|岔|十字|丁字|三岔|红绿灯|信号灯|拐角|转角|拐弯|把角|立交)/
const SAYS_SO = /(?:与|和|跟|同|近|靠近|临近|交|[/／×xX&(（])/

/** Pairs of roads that meet, in the order of the text. */
export function crossingsIn(text: string, mentions: readonly Mention[]): Crossing[] {
  const crossings: Crossing[] = []
  mentions.forEach((first, index) => {
    const second = mentions[index + 1]
    if (!second || !isRoad(first) || !isRoad(second)) return
    const gap = text.slice(first.end, second.start)
    if (!JOINED.test(gap)) return
    const shared = streetsOf(first).filter((id) => streetsOf(second).includes(id))
    const said = CROSSES.test(text.slice(second.end, second.end + 8))
    // "光华路和湖滨路都没有路灯" are two places; roads that share a street are taken to meet there.
    if (!said && (shared.length === 0 || !SAYS_SO.test(gap))) return
    crossings.push({ roads: [first, second], streetIds: shared })
  })
  return crossings
}

/** The mentions of crossing roads, each only with those who bear the name where they meet. */
export function atCrossing(mentions: readonly Mention[], crossings: readonly Crossing[]): Mention[] {
  return mentions.map((mention) => {
    const crossing = crossings.find(({ roads, streetIds }) => streetIds.length > 0 && roads.includes(mention))
    if (!crossing) return mention
    const there = mention.bearers.filter(({ streetId = '' }) => crossing.streetIds.includes(streetId))
    return { ...mention, bearers: there }
  })
}

const isRoad = ({ bearers }: Mention) => bearers[0]?.level === 'road'

function streetsOf({ bearers }: { bearers: readonly Bearer[] }): string[] {
  return [...new Set(bearers.flatMap(({ streetId }) => streetId ?? []))]
}
