import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Gazetteer } from './gazetteer.rules.ts'
import type { PlacedMention } from './ranking.rules.ts'

/** Why a name in the text counts, in a sentence for staff. */
export function explain(gazetteer: Gazetteer, mention: PlacedMention): EvidenceSpan {
  const { start, end, word, bearers, number, reading } = mention
  const [first] = bearers
  const streets = [...new Set(bearers.flatMap((bearer) => bearer.streetId ?? []))]
  const names = streets.map((id) => gazetteer.streets.get(id)?.name ?? id).join('、')
  const beside = mention.near ? '（附近）' : ''
  const because = (why: string) => ({ start, end, why })
  if (!first || first.level === 'district') return because(`提到“${word}”`)
  if (reading === 'heard') return because(`“${word}”读音同“${first.name}”，在${names}${beside}`)
  if (reading === 'latin') return because(`“${word}”即${first.name}，在${names}${beside}`)
  if (first.level === 'street') return because(`提到“${word}”`)
  if (number !== undefined) return because(`“${word}”${number}号在${names}一段${beside}`)
  if (streets.length > 1) return because(first.level === 'road' ? `“${word}”经过${names}` : `${names}都有“${word}”`)
  const means = first.source === 'listed' ? `“${word}”` : `“${word}”是${first.name}的另一种说法，`
  return because(`${means}在${names}${mention.unknownNumber ? '，没有这个门牌号' : ''}${beside}`)
}
