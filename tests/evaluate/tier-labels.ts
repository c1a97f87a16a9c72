import { readFileSync } from 'node:fs'
import { understand } from '../../schema/classify/understand.rules.ts'
import { TIERS } from '../../schema/ticket/ticket.rules.ts'
import type { BenchRow } from '../bench/row.ts'

interface TierLabel {
  id: string
  part: 'tune' | 'held'
  tier: (typeof TIERS)[number]
}

/** 四级民生 as one reader gave them before looking, and as the rules do: the same, and at most one step apart. */
export function ofTiers(texts: ReadonlyMap<string, string>): BenchRow[] {
  const labels = readFileSync(new URL('labels/tiers.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TierLabel)
  return (['tune', 'held'] as const).flatMap((part) => {
    const own = labels.filter((label) => label.part === part)
    const apart = own.map(({ id, tier }) =>
      Math.abs(TIERS.indexOf(understand(texts.get(id) ?? '').tier.code) - TIERS.indexOf(tier)),
    )
    const share = (steps: number) => apart.filter((found) => found <= steps).length / own.length
    return [
      { name: `tiers, ${part}: as a reader gave them`, value: share(0), unit: '', note: `${own.length} letters` },
      { name: `tiers, ${part}: at most one step apart`, value: share(1), unit: '', note: `${own.length} letters` },
    ]
  })
}
