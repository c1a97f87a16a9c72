import type { Doc, Maybe, Value } from '../values.ts'
import { badValue, failedToParse, StoreError } from '../errors.ts'
import { typeName } from '../bson/order.ts'
import { compileFilter } from '../query/filter.ts'
import type { Node } from '../query/nodes.ts'
import { parseFilter } from '../query/parse.ts'
import { childOf } from './change.ts'
import { ARRAY_STEP } from './paths.ts'

/** Which elements `$[id]` means, by id. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>

const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/

/** Reads arrayFilters. Throws 9 for a filter without exactly one name or a name used twice, 2 for a name that is none. */
export function compileArrayFilters(filters: readonly Doc[]): ArrayFilters {
  const compiled = new Map<string, (element: Value) => boolean>()
  for (const source of filters) {
    const [id, ...others] = new Set(namesIn(parseFilter(source)))
    if (id === undefined || others.length > 0)
      throw failedToParse('an array filter needs a single top-level field name')
    if (!IDENTIFIER.test(id)) throw badValue(`an array filter's name begins with a small letter, unlike '${id}'`)
    if (compiled.has(id)) throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`)
    const filter = compileFilter(source)
    compiled.set(id, (element) => filter.test(new Map([[id, element]])))
  }
  return compiled
}

function namesIn(node: Node): string[] {
  switch (node.kind) {
    case 'field':
      return [node.path.split('.')[0]!]
    case 'expression':
      throw new StoreError(224, 'QueryFeatureNotAllowed', '$expr is not allowed in this context')
    default:
      return node.nodes.flatMap((each) => namesIn(each))
  }
}

/** Every `$[id]` needs its filter (else 2), and every filter its `$[id]` (else 9). */
export function checkArrayFilters(paths: readonly (readonly string[])[], filters: ArrayFilters): void {
  const used = new Set(paths.flat().flatMap((name) => ARRAY_STEP.exec(name)?.[1] || []))
  for (const id of used) if (!filters.has(id)) throw badValue(`No array filter found for identifier '${id}'`)
  for (const id of filters.keys()) {
    if (!used.has(id)) throw failedToParse(`The array filter for identifier '${id}' was not used in the update`)
  }
}

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
  const follow = (value: Maybe, taken: readonly string[]): string[][] => {
    const name = names[taken.length]
    if (name === undefined) return [[...taken]]
    const step = ARRAY_STEP.exec(name)
    if (!step) {
      const plain = name === '$' ? String(matched(position)) : name
      return follow(childOf(value, plain), [...taken, plain])
    }
    if (!Array.isArray(value)) {
      throw badValue(`Cannot apply array updates to element ${taken.join('.')} of type ${typeName(value)}`)
    }
    const accepts = filters.get(step[1]!)
    return value.flatMap((each, i) => (!accepts || accepts(each) ? follow(each, [...taken, String(i)]) : []))
  }
  return follow(doc, [])
}

function matched(position: number | undefined): number {
  if (position === undefined) throw badValue('The positional operator did not find the match needed from the query.')
  return position
}
