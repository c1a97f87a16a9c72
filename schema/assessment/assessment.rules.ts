/** 考核办法. The defaults are one district's working practice (practice.md 3.3): 10/50/40, 基本满意 counts 0.9. */
export interface AssessmentPolicy {
  weights: { response: number; resolution: number; satisfaction: number }
  basicSatisfiedFactor: number
  /** Units with fewer valid callbacks are shown but not ranked. */
  minimumValid: number
}

export const DEFAULT_POLICY: AssessmentPolicy = {
  weights: { response: 0.1, resolution: 0.5, satisfaction: 0.4 },
  basicSatisfiedFactor: 0.9,
  minimumValid: 5,
}

/** Counts of one unit in one period; all over valid callbacks except `accepted`. */
export interface UnitCounts {
  organId: string
  accepted: number
  valid: number
  contacted: number
  solved: number
  satisfied: number
  basic: number
}

export interface UnitScore extends UnitCounts {
  peerGroup: string
  responseRate: number | null
  resolutionRate: number | null
  satisfactionRate: number | null
  score: number | null
  rank: number | null
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** The three rates of one unit; null (not 0) where nobody was validly called back. */
export function rates(counts: UnitCounts, policy: AssessmentPolicy = DEFAULT_POLICY) {
  if (counts.valid === 0) return { responseRate: null, resolutionRate: null, satisfactionRate: null, score: null }
  const responseRate = counts.contacted / counts.valid
  const resolutionRate = counts.solved / counts.valid
  const satisfactionRate = (counts.satisfied + policy.basicSatisfiedFactor * counts.basic) / counts.valid
  const { response, resolution, satisfaction } = policy.weights
  const score = 100 * (response * responseRate + resolution * resolutionRate + satisfaction * satisfactionRate)
  return { responseRate, resolutionRate, satisfactionRate, score: round(score, 2) }
}

/** Scores and ranks units within their peer group: score, then volume; equal units share a rank. */
export function rankUnits(
  units: readonly (UnitCounts & { peerGroup: string })[],
  policy: AssessmentPolicy = DEFAULT_POLICY,
): UnitScore[] {
  const scored: UnitScore[] = units.map((unit) => ({ ...unit, ...rates(unit, policy), rank: null }))
  const order = (a: UnitScore, b: UnitScore) => (b.score ?? -1) - (a.score ?? -1) || b.accepted - a.accepted
  for (const group of new Set(scored.map((unit) => unit.peerGroup))) {
    const ranked = scored.filter((unit) => unit.peerGroup === group && unit.valid >= policy.minimumValid).sort(order)
    ranked.forEach((unit, index) => {
      const before = ranked[index - 1]
      unit.rank = before && order(before, unit) === 0 ? before.rank : index + 1
    })
  }
  return scored.sort((a, b) => a.peerGroup.localeCompare(b.peerGroup) || (a.rank ?? 1e9) - (b.rank ?? 1e9))
}

const PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/

export function isPeriod(text: string): boolean {
  return PERIOD.test(text)
}

/** 考核期: from the 19th of the month before, 00:00 Asia/Shanghai, up to the 19th of the named month. */
export function periodBounds(period: string): { from: Date; to: Date } {
  const match = PERIOD.exec(period)
  if (!match) throw new RangeError(`not a period: ${period}`)
  const year = Number(match[1])
  const month = Number(match[2])
  const start = (monthIndex: number) => new Date(Date.UTC(year, monthIndex, 19) - 8 * 3_600_000)
  return { from: start(month - 2), to: start(month - 1) }
}

/** The period an instant falls in. */
export function periodOf(now: Date): string {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  const month = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + (local.getUTCDate() >= 19 ? 1 : 0), 1))
  return month.toISOString().slice(0, 7)
}
