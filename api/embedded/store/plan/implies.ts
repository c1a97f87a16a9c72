import { compileFilter, type Condition } from '../query/filter.ts'
import type { Doc, Value } from '../values.ts'

/**
 * Whether every document that meets the conditions passes this filter of a partial index. Only what can be seen from
 * single conditions counts; in doubt the answer is no, and the index is not used.
 */
export const implies = (conditions: readonly Condition[], partial: Doc): boolean =>
  [...partial].every(([path, spec]) =>
    conditions.some((condition) => condition.op !== 'or' && condition.path === path && follows(condition, spec)),
  )

/** The condition rules out null and a missing field. */
export function impliesExistence(condition: Condition): boolean {
  return condition.op !== 'or' && !valuesOf(condition).includes(null)
}

const valuesOf = (condition: Condition): readonly Value[] =>
  condition.op === 'in' ? condition.values : condition.op === 'eq' ? [condition.value] : []

/** One field's part of the filter: asks only that the field is there, or holds for each value the condition names. */
function follows(condition: Condition, spec: Value): boolean {
  if (isExistence(spec)) return impliesExistence(condition)
  const values = valuesOf(condition)
  const { test } = compileFilter(new Map([['value', spec]]))
  // Null also means a missing field, and an array is found by its elements: of these an entry does not tell enough.
  return (
    values.length > 0 &&
    values.every((value) => !Array.isArray(value) && value !== null && test(new Map([['value', value]])))
  )
}

const isExistence = (spec: Value): boolean => spec instanceof Map && spec.size === 1 && spec.get('$exists') === true
