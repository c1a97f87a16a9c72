import type { Doc, Maybe } from '../values.ts'
import { badValue } from '../errors.ts'
import { typeName } from '../bson/order.ts'
import type { ArrayFilters } from './array-filters.ts'
import { childOf } from './change.ts'
import { ARRAY_STEP } from './paths.ts'

/**
 * The plain paths an update path means in this document, as it was before the update: `$` is the position the filter
 * matched, `$[]` every element, `$[id]` the elements its array filter accepts. Throws 2 where there is no array.
 */
export function resolvePath(
  doc: Doc,
  names: readonly string[],
  position: number | undefined,
  filters: ArrayFilters,
): string[][] {
  const found: string[][] = []
  const follow = (value: Maybe, taken: readonly string[]): void => {
    const name = names[taken.length]
    if (name === undefined) {
      found.push([...taken])
      return
    }
    const step = ARRAY_STEP.exec(name)
    if (step) {
      const accepts = step[1] === '' ? undefined : filters.get(step[1]!)
      for (const [i, element] of elementsOf(value, taken).entries()) {
        if (!accepts || accepts(element)) follow(element, [...taken, String(i)])
      }
      return
    }
    const plain = name === '$' ? String(matched(position)) : name
    follow(childOf(value, plain), [...taken, plain])
  }
  follow(doc, [])
  return found
}

function matched(position: number | undefined): number {
  if (position === undefined) throw badValue('The positional operator did not find the match needed from the query.')
  return position
}

function elementsOf(value: Maybe, path: readonly string[]) {
  if (Array.isArray(value)) return value
  throw badValue(
    value === undefined
      ? `The path '${path.join('.')}' must exist in the document in order to apply array updates.`
      : `Cannot apply array updates to non-array element ${path.join('.')} of type ${typeName(value)}`,
  )
}
