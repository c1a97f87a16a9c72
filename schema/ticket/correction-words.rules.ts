import type { Registers } from '../city.ts'
import { KIND_NAMES } from '../classify/kinds.ts'
import { TIER_NAMES } from '../classify/tier.rules.ts'
import type { CorrectableField, Correction } from './derived.rules.ts'

export const FIELD_NAMES: Readonly<Record<CorrectableField, string>> = {
  kind: '诉求类型',
  category: '事项分类',
  place: '地点',
  urgency: '紧急程度',
  tier: '民生层级',
}

/** 紧急程度 in words. */
export const URGENCY_NAMES: Readonly<Record<string, string>> = { NORMAL: '一般', URGENT: '紧急', EMERGENCY: '突发' }

/** What the timeline says of a correction, for staff: what it was, what it is, and why. */
export function correctedSentence(registers: Pick<Registers, 'gazetteer'>, correction: Correction): string {
  const { field, from, to, why } = correction
  const name = FIELD_NAMES[field]
  const [before, after] = [valueName(registers, field, from), valueName(registers, field, to)]
  const done = from === to ? `确认${name}为“${after}”` : `${name}由“${before}”更正为“${after}”`
  return why ? `${done}，理由：${why}` : done
}

/** A value of a correction in words. */
export function valueName({ gazetteer }: Pick<Registers, 'gazetteer'>, field: CorrectableField, value: string): string {
  if (value === '') return '不明'
  if (field === 'kind') return (KIND_NAMES as Readonly<Record<string, string>>)[value] ?? value
  if (field === 'tier') return (TIER_NAMES as Readonly<Record<string, string>>)[value] ?? value
  if (field === 'urgency') return URGENCY_NAMES[value] ?? value
  if (field === 'category') return value.replaceAll('/', '／')
  const [id = '', ...rest] = value.split('/')
  const street = gazetteer.streets.get(id)
  const district = gazetteer.districts.get(street?.districtId ?? id)?.name ?? id
  return [district, street?.name, ...rest].filter(Boolean).join('')
}
