import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFields } from '../../api/embedded/store/bson/decode.ts'
import { encode } from '../../api/embedded/store/bson/encode.ts'
import { compareExact, rankOf } from '../../api/embedded/store/bson/order.ts'
import { compileFilter, type Condition } from '../../api/embedded/store/query/filter.ts'
import { indexRows } from '../../api/embedded/store/storage/index-keys.ts'
import { BSONRegExp, type Doc, type Value } from '../../api/embedded/store/values.ts'
import { shaped, smallValues } from './support/arbitraries.ts'

const paths = fc.constantFrom('a', 'b', 'a.b', 'a.b.c', 'a.0', 'a.0.b')
const comparisons = fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne')
const wanted: fc.Arbitrary<Value> = fc.oneof(smallValues, fc.array(smallValues, { maxLength: 2 }), shaped)

const doc = (...fields: [string, Value][]): Doc => new Map(fields)

const operator: fc.Arbitrary<[string, Value]> = fc.oneof(
  fc.tuple(comparisons, wanted),
  fc.tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(wanted, { maxLength: 3 })),
  fc.tuple(fc.constant('$exists'), fc.boolean()),
  fc.tuple(fc.constant('$regex'), fc.constantFrom('^a', '^ab', '^a.', 'b')),
)

const { filter } = fc.letrec<{ filter: Doc; ops: Doc; node: [string, Value] }>((tie) => ({
  ops: fc.oneof(
    { maxDepth: 3 },
    operator.map((each) => doc(each)),
    fc.tuple(operator, operator).map(([a, b]) => doc(a, b)),
    tie('ops').map((inner) => doc(['$not', inner])),
    fc.oneof(tie('ops'), tie('filter')).map((inner) => doc(['$elemMatch', inner])),
  ),
  node: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(paths, fc.oneof(wanted, tie('ops'), fc.constant(new BSONRegExp('^a')))),
    fc.tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 })),
  ),
  filter: fc.array(tie('node'), { maxLength: 2 }).map((nodes) => doc(...nodes)),
}))

/** Whether the document has an entry, in an index on the condition's path, that the condition finds. */
function isFound(subject: Doc, condition: Condition): boolean {
  if (condition.op === 'or') return condition.branches.some((branch) => branch.every((each) => isFound(subject, each)))
  const entries = indexRows(subject, [condition.path.split('.')]).rows.map(([entry]) => entry)
  return entries.some((entry) => typeof entry !== 'symbol' && meets(condition, entry))
}

function meets(condition: Exclude<Condition, { op: 'or' }>, entry: Value | undefined): boolean {
  const value = entry ?? null
  switch (condition.op) {
    case 'exists':
      return true
    case 'eq':
      return compareExact(value, condition.value) === 0
    case 'in':
      return condition.values.some((each) => compareExact(value, each) === 0)
    case 'prefix':
      return typeof value === 'string' && value.startsWith(condition.value)
    default: {
      if (rankOf(value) !== rankOf(condition.value)) return false
      const order = compareExact(value, condition.value)
      return condition.op.startsWith('g')
        ? order > 0 || (order === 0 && condition.op === 'gte')
        : order < 0 || (order === 0 && condition.op === 'lte')
    }
  }
}

describe('what a filter tells the planner', () => {
  it('is met by every document the filter passes, and where it is exact by no other', () => {
    fc.assert(
      fc.property(shaped, filter, (subject, source) => {
        const compiled = compileFilter(source)
        const passes = compiled.test(subject)
        const found = compiled.conditions.every((condition) => condition.op === 'exists' || isFound(subject, condition))
        if (passes) expect(found).toBe(true)
        if (compiled.isCovered && compiled.conditions.every((condition) => condition.exact)) expect(passes).toBe(found)
      }),
      { seed: 20250102, numRuns: 20_000 },
    )
  })

  it('asks for all the fields it needs', () => {
    fc.assert(
      fc.property(shaped, filter, (subject, source) => {
        const { fields, test } = compileFilter(source)
        if (fields === 'all') return
        expect(test(decodeFields(encode(subject), fields))).toBe(test(subject))
      }),
      { seed: 20250103, numRuns: 20_000 },
    )
  })
})
