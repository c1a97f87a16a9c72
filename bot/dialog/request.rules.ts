import { inChinese, understand } from '../../schema/classify/understand.rules.ts'
import { toSimplified } from '../../schema/citizen/script.rules.ts'
import { type Classification, classify } from '../../schema/classify/classify.rules.ts'
import { readSaid } from '../../schema/classify/said.rules.ts'
import type { Asked } from '../../schema/citizen/draft.rules.ts'
import { closeTwo } from '../../schema/ticket/review.rules.ts'
import { streetOfScene, withStreetHint } from '../../schema/territory/hint.rules.ts'
import { type Gazetteer, type Location, type PointIn, locate } from '../../schema/territory/territory.rules.ts'

/** What a request says so far. */
export interface RequestRead {
  classification: Classification
  /** Whether it says what is the matter, in words anybody could act on or look into. */
  matter: boolean
  place?: Location
  phone: boolean
}

/** Words that announce a request and say nothing of it, and words of politeness. */
const FILLERS =
  /你好|您好|在[吗么]|有人吗|请问|谢谢|麻烦|拜托|我(们)?(要|想|来)?|(进行|提个|有个|有件|一个|这个|那个|一下)|投诉|举报|反映|反应|咨询|求助|建议|表扬|报修|问题|事情|情况|事儿|东西|地方|12345|热线|市长|hello|please|i (want|would like) to|report|complain(t)?|a problem|something|the|[\s\p{P}\p{S}]/giu

/** What leads a place on without naming a matter: house numbers, and words beside, in front of, at. */
const ADDRESS =
  /[\d０-９一二三四五六七八九十东南西北A-Za-z-]{1,5}\s*(号楼|号院|号|栋|幢|座|弄|单元|室|层|楼|门|期)|(小区|街道|社区|公园|广场|学校|市场|大街|马路|道路|大?门口|门前|附近|旁边|边上|对面|路口|交叉口|交口|楼下|楼上|楼道|里面|外面|这里|那里|这边|那边|就在|我家|我们|家|住在?|位于|在|和|与|的|到|地址|地点|位置|是|有|near|at|in|on|opposite|of|road|street|no\.?)/gi

/** From so many letters on, words that no list knows say something all the same. */
const SAYS_SOMETHING = 6

/** Reads one request out of all that was said to it, the point that was sent and the QR code that was scanned. */
export function readRequest(
  gazetteer: Gazetteer,
  text: string,
  where: { point?: PointIn | undefined; scene?: string | undefined } = {},
): RequestRead {
  const classification = understand(text)
  const chinese = inChinese(text)
  const { point, scene } = where
  const named = locate(gazetteer, { text: chinese, ...(point && { point }) })
  const place = withStreetHint(gazetteer, named, { streetId: streetOfScene(scene), text: chinese })
  const { urgency, category, sensitive } = classification
  const known = urgency.level !== 'NORMAL' || sensitive.length > 0
  return {
    classification,
    matter:
      known || (category.evidence.length > 0 && namesMatter(text, chinese, named)) || saysSomething(chinese, named),
    ...(place && { place }),
    phone: readSaid(chinese).contact.length > 0,
  }
}

/** Whether a word of the category tree occurs outside the address: a park may be the matter or the place of it. */
function namesMatter(text: string, chinese: string, place: Location | undefined): boolean {
  const english = chinese !== toSimplified(text)
  const address = [...chinese.matchAll(ADDRESS)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }))
  const spans = [...(place?.evidence ?? []), ...address]
  const { evidence } = classify(chinese).category
  return english || evidence.some(({ start, end }) => !spans.some((span) => span.start <= start && end <= span.end))
}

/** What is left without place, time, person and courtesy: a way to put a request, or enough words. */
function saysSomething(text: string, place: Location | undefined): boolean {
  const { when, who, contact } = readSaid(text)
  const spans = [...(place?.evidence ?? []), ...when, ...who, ...contact].toSorted((a, b) => b.start - a.start)
  const without = spans.reduce((rest, { start, end }) => `${rest.slice(0, start)}，${rest.slice(end)}`, text)
  const rest = without.replaceAll(FILLERS, ' ').replaceAll(ADDRESS, ' ')
  const letters = rest.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters >= SAYS_SOMETHING || (letters >= 2 && classify(rest).kind.evidence.length > 0)
}

/** The two first-level categories that the citizen could tell apart with one word; never where anything is urgent. */
export function whichOf({ classification }: RequestRead): readonly [string, string] | undefined {
  const { category, urgency, sensitive } = classification
  return urgency.level === 'NORMAL' && sensitive.length === 0 ? closeTwo(category) : undefined
}

/** A matter of somebody under age that cannot wait. */
export function isOfMinor({ classification: { urgency, sensitive } }: RequestRead): boolean {
  return urgency.level !== 'NORMAL' && sensitive.some(({ flag }) => flag === 'MINOR')
}

/** How often a request is asked back for what it lacks; what is still missing then is found out by telephone. */
const MOST_QUESTIONS = 3

/**
 * What is to be asked next; undefined when the request is complete or was asked often enough. What and where are
 * required; a question needs no place, and danger waits for nothing. The contact is asked once, and only where there is
 * no way to write back later.
 */
export function missing(read: RequestRead, asked: readonly Asked[], writesBack: boolean): Asked | undefined {
  if (asked.length >= MOST_QUESTIONS) return undefined
  const { kind, urgency } = read.classification
  if (urgency.level === 'EMERGENCY') return undefined
  if (!read.matter) return 'matter'
  const placeless = kind.code === 'CONSULTATION' && urgency.level === 'NORMAL'
  // A child in trouble is asked once: a person goes on from there.
  if (!read.place && isOfMinor(read) && asked.includes('place')) return undefined
  if (!read.place && !placeless) return 'place'
  if (!asked.includes('category') && whichOf(read)) return 'category'
  return writesBack || read.phone || asked.includes('contact') ? undefined : 'contact'
}
