import type { Doc, Value } from '../values.ts'
import { badValue, failedToParse, StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import type { Node } from '../query/nodes.ts'
import { parseFilter } from '../query/parse.ts'

/** Which elements `$[id]` means, by id. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>

const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/

/** Reads arrayFilters. Throws 9 for a filter without exactly one name or a name used twice, 2 for a name that is none. */
export function compileArrayFilters(filters: readonly Doc[]): ArrayFilters {
  const compiled = new Map<string, (element: Value) => boolean>()
  for (const source of filters) {
    const id = identifierOf(source)
    if (compiled.has(id)) throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`)
    const filter = compileFilter(source)
    compiled.set(id, (element) => filter.test(new Map([[id, element]])))
  }
  return compiled
}

function identifierOf(source: Doc): string {
  const ids = new Set(namesIn(parseFilter(source)))
  const [id, other] = ids
  if (id === undefined) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
  if (other !== undefined) {
    throw failedToParse(
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${id}' and '${other}'`,
    )
  }
  if (!IDENTIFIER.test(id)) {
    throw badValue(
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
    )
  }
  return id
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
