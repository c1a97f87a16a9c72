import type { Crossing } from './crossings.rules.ts'
import type { Bearer } from './gazetteer.rules.ts'
import type { Mention } from './mentions.rules.ts'
import { type Near, ROLE_RANK, ROLE_WORDS, type Role } from './roles.rules.ts'

/** A mention with what it is to the matter. */
export interface PlacedMention extends Mention {
  role: Role
  near?: Near
}

/** A street and how far the words speak for it. */
export interface Ranked {
  streetId: string
  districtId: string
  support: number
  why: string
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
/** A number that no stretch has: the wrong road, the wrong number, or a list that is not whole. */
const NUMBER_UNKNOWN = 0.85
/** What a street outside the named district keeps of its support. */
const WRONG_DISTRICT = 0.3
/** Something beside a place mostly lies in its street. */
const BESIDE = 0.97
/** What a place counts that is only beside the matter, for the streets that the matter's own place leaves open. */
const FROM_BESIDE = 0.4

/** The mentions nearest to the matter, and those that are only beside it. */
export function byNearness(mentions: readonly PlacedMention[]): { main: PlacedMention[]; aside: PlacedMention[] } {
  const placed = mentions.filter(({ bearers }) => bearers.some(({ streetId }) => streetId))
  const least = Math.min(...placed.map(({ role }) => ROLE_RANK[role]))
  return {
    main: placed.filter(({ role }) => ROLE_RANK[role] === least),
    aside: placed.filter(({ role }) => ROLE_RANK[role] > least),
  }
}

/** Streets by what speaks for them, the best first; `districts` are those named in the text. */
export function rankStreets(
  { main, aside }: { main: readonly PlacedMention[]; aside: readonly PlacedMention[] },
  districts: ReadonlySet<string>,
): Ranked[] {
  const ranked = new Map<string, Ranked>()
  const counted = new Set<string>()
  for (const mention of main) {
    // Said twice is not surer; a number may have been added.
    const said = `${mention.word} ${mention.number ?? ''}`
    if (counted.has(said)) continue
    counted.add(said)
    const streets = streetsOf(mention, districts)
    for (const [streetId, bearer] of streets) {
      const within = districts.size === 0 || districts.has(bearer.districtId)
      const gain = (weightOf(mention, bearer) / streets.size) * (within ? 1 : WRONG_DISTRICT)
      const known = ranked.get(streetId) ?? { streetId, districtId: bearer.districtId, support: 0, why: '' }
      known.support = 1 - (1 - known.support) * (1 - gain)
      known.why = [known.why, reasonFor(mention)].filter(Boolean).join('，')
      ranked.set(streetId, known)
    }
  }
  if (ranked.size > 1) for (const mention of aside) lean(ranked, mention, districts)
  return [...ranked.values()].sort((a, b) => b.support - a.support)
}

/**
 * How far the words speak for another street than the chosen one, by names that the chosen one does not bear: a road that
 * runs through both speaks for neither against the other.
 */
export function rivalSupport(main: readonly PlacedMention[], chosen: string): number {
  const against = main.filter(({ bearers }) => !bearers.some(({ streetId }) => streetId === chosen))
  return rankStreets({ main: against, aside: [] }, new Set())[0]?.support ?? 0
}

/** Who lives in one of the streets that a road runs through mostly means the stretch at home. */
function lean(ranked: ReadonlyMap<string, Ranked>, mention: PlacedMention, districts: ReadonlySet<string>): void {
  if (mention.role === 'denied' || mention.role === 'direction') return
  const streets = streetsOf(mention, districts)
  if (streets.size > 1) return
  for (const [streetId, bearer] of streets) {
    const known = ranked.get(streetId)
    if (known) known.support = 1 - (1 - known.support) * (1 - weightOf(mention, bearer) * FROM_BESIDE)
  }
}

function weightOf({ number, trust, near, unknownNumber }: PlacedMention, { level }: Bearer): number {
  const weight = number === undefined ? WEIGHT[level] : WITH_NUMBER
  return weight * trust * (near ? BESIDE : 1) * (unknownNumber ? NUMBER_UNKNOWN : 1)
}

function reasonFor({ word, role, reading, bearers }: PlacedMention): string {
  const words = ROLE_WORDS[role]
  if (words) return `“${word}”${words}`
  return reading === 'written' ? `提到“${word}”` : `“${word}”像是${bearers[0]?.name ?? ''}`
}

/** Those who bear the name in the named districts; all of them where none does. */
function streetsOf(mention: Mention, districts: ReadonlySet<string>): Map<string, Bearer> {
  const inside = mention.bearers.some(({ districtId }) => districts.has(districtId))
  const streets = new Map<string, Bearer>()
  for (const bearer of mention.bearers) {
    if (bearer.streetId && (!inside || districts.has(bearer.districtId))) streets.set(bearer.streetId, bearer)
  }
  return streets
}

/** Streets of the places that are only beside the matter, with the reason; for those who choose by hand. */
export function asideCandidates(
  aside: readonly PlacedMention[],
  known: ReadonlySet<string>,
): Pick<Ranked, 'streetId' | 'why'>[] {
  const found = new Map<string, string>()
  for (const mention of aside) {
    if (mention.role === 'denied') continue
    for (const { streetId } of mention.bearers) {
      if (streetId && !known.has(streetId) && !found.has(streetId)) found.set(streetId, reasonFor(mention))
    }
  }
  return [...found].map(([streetId, why]) => ({ streetId, why }))
}

/** Whether two roads meet where no street has both: the crossing lies on a border. */
export function meetOnBorder(crossings: readonly Crossing[]): boolean {
  return crossings.some(({ streetIds }) => streetIds.length === 0)
}
