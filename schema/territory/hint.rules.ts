import { foreignNames } from './elsewhere.rules.ts'
import type { Gazetteer, Location } from './territory.rules.ts'

/** How sure a street is that only the QR code speaks for: people scan where they stand, mostly about what is there. */
const HINT_CONFIDENCE = 0.7

/**
 * The place of a request whose citizen scanned a street's QR code before: what was said counts for more, so the street
 * is only filled in where nothing was said, or no more than its own district.
 */
export function withStreetHint(
  gazetteer: Gazetteer,
  said: Location | undefined,
  hint: { streetId?: string | undefined; text: string },
): Location | undefined {
  const street = hint.streetId === undefined ? undefined : gazetteer.streets.get(hint.streetId)
  if (!street || said?.streetId || (said && said.districtId !== street.districtId)) return said
  if (!said && foreignNames(hint.text).length > 0) return undefined
  return {
    ...said,
    districtId: street.districtId,
    districtName: gazetteer.districts.get(street.districtId)?.name ?? street.districtId,
    streetId: street.id,
    streetName: street.name,
    confidence: HINT_CONFIDENCE,
    evidence: [...(said?.evidence ?? []), { start: 0, end: 0, why: `扫了${street.name}的二维码` }],
    candidates: [],
  }
}

/** The street a QR scene value stands for: `street:gh-jianguo` → `gh-jianguo`. */
export function streetOfScene(scene: string | undefined): string | undefined {
  return /^street:([\w-]{1,64})$/.exec(scene ?? '')?.[1]
}
