import { UNSORTED } from '../classify/category.rules.ts'
import type { Ticket } from './ticket.rules.ts'

/** A title is read at a glance: so many characters at most. */
export const LONGEST_TITLE = 30

/** Method and version of titles made here. */
export const TITLE_METHOD = 'rules-1'

/** How much of that the matter may take, and from how few letters on a clause says something. */
const LONGEST_MATTER = 18
const SHORTEST_MATTER = 3

/** Greetings and ways to put a request, at the beginning of a clause. */
const LEAD =
  /^(?:您好|你好|大家好|尊敬的[^，]{0,8}|请问(?:一下)?|麻烦(?:您|你们?)?|打扰一下|我(?:想|要|来)?(?:投诉|反映|举报|咨询|问|求助|表扬|建议)(?:一下)?|@[^\s，]+|(?:投诉|反映|举报|咨询|求助)(?:一下)?|想(?:问|咨询)(?:一下)?|希望(?:能|能够|可以)?|建议|我们?家?(?:住在|在)?|住在|位于|在|因为|由于|但是|而且|就是|那个|这个|有(?!人)|的|是|[\s\p{P}\p{S}])+/u
/** What a clause ends with and says nothing by. */
const TAIL = /(?:[啊吗呢吧呀哦嘛]|怎么办|[\s\p{P}\p{S}])+$/u
/** The clause that proposes something. */
const PROPOSAL = /^(?:我?(?:想|有个)?建议|希望能?增|能否|可否|最好)/
/** What is left of an address when its names are taken out. */
const ADDRESS =
  /^(?:[\dA-Za-z一二三四五六七八九十-]{1,5}(?:号楼|号院|号|栋|幢|座|弄|单元|室|层|楼)|门口|附近|旁边|对面|路口|里面?|内|上|下|外)+(?:的|有)?/

type Titled = Pick<Ticket, 'text' | 'kind' | 'category' | 'place' | 'evidence'>

/**
 * 标题 by rules: the place and the matter, in the citizen's words where a short clause of theirs says it, otherwise by the
 * name of the category. At most 30 characters; of what was masked nothing is taken.
 */
export function titleOf(ticket: Titled): string {
  const place = placeName(ticket)
  const matter = matterOf(ticket)
  const whole = place && !matter.includes(place) ? `${place}${matter}` : matter
  const kind = KINDS_NAMED[ticket.kind] ?? ''
  const letters = Array.from(kind && !whole.includes(kind) ? `${kind}：${whole}` : whole)
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE - 1).join('')}…` : letters.join('')
}

/** Kinds that change what a title means: asking for a crossing is not its being broken. */
const KINDS_NAMED: Readonly<Partial<Record<Ticket['kind'], string>>> = {
  CONSULTATION: '咨询',
  SUGGESTION: '建议',
  PRAISE: '表扬',
}

/** The nearest thing with a name: the place or road said, the community, the street; nothing where only the city is known. */
function placeName({ place, evidence }: Titled): string {
  const said = evidence.filter(({ field }) => field === 'place').map(({ text }) => text)
  const road = said.findLast((words) => /[路街道巷桥]$/.test(words) && !words.endsWith('街道'))
  return place.placeName ?? road ?? place.communityName ?? place.streetName ?? place.districtName ?? ''
}

function matterOf(ticket: Titled): string {
  const { l1, l2, l3 } = ticket.category
  const leaf = l3 ?? l2 ?? (l1 === UNSORTED ? undefined : l1)
  const own = ownWords(ticket)
  if (own && own.length <= LONGEST_MATTER) return own
  return leaf ?? (own ? `${own.slice(0, LONGEST_MATTER - 1)}…` : '诉求')
}

interface Clause {
  start: number
  end: number
}

/** The clause that says most of the matter, without its place and its courtesies; undefined where none is short and Chinese. */
function ownWords({ text, kind, evidence }: Titled): string | undefined {
  const matter = evidence.filter(({ field }) => field === 'category' || field === 'urgency')
  const inside = ({ start, end }: Clause) => matter.filter((one) => one.start >= start && one.end <= end).length
  const clauses = clausesOf(text).map((clause) => ({ ...clause, says: inside(clause) }))
  const best = clauses.reduce<(Clause & { says: number }) | undefined>(
    (most, clause) => (clause.says > (most?.says ?? 0) ? clause : most),
    undefined,
  )
  const proposal =
    kind === 'SUGGESTION' ? clauses.find((clause) => PROPOSAL.test(text.slice(clause.start, clause.end))) : undefined
  const words = proposal ?? best ?? (matter.length === 0 ? longest(clauses) : undefined)
  if (!words) return undefined
  const stripped = strip(
    text,
    words,
    evidence.filter(({ field }) => field === 'place' || field === 'contact'),
  )
  return /\*|[A-Za-z]{4}/.test(stripped) || stripped.length < SHORTEST_MATTER ? undefined : stripped
}

const longest = <C extends Clause>(clauses: readonly C[]): C | undefined =>
  clauses.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0]

function clausesOf(text: string): Clause[] {
  return [...text.matchAll(/[^，,。；;！!？?\n：:、~…]+/g)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }))
}

function strip(text: string, clause: Clause, names: readonly Clause[]): string {
  const within = names
    .filter(({ start, end }) => start < end && start >= clause.start && end <= clause.end)
    .toSorted((a, b) => b.start - a.start)
  let words = text.slice(clause.start, clause.end)
  for (const { start, end } of within) words = words.slice(0, start - clause.start) + words.slice(end - clause.start)
  for (let before = ''; before !== words;) {
    before = words
    words = words.trim().replace(LEAD, '').replace(ADDRESS, '').replace(TAIL, '')
  }
  return words
}
