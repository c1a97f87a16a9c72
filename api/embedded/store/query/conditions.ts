import type { BSONRegExp, Value } from '../values.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'
import { rankOf, RANK } from '../bson/order.ts'
import type { Node, Op } from './nodes.ts'
import { prefixOf } from './regex.ts'

/**
 * One condition of a filter as the planner sees it. Every condition is necessary: a document that passes the filter
 * has an index entry (of a full index on the path) that meets it, so an index may be searched by any of them, and what
 * it finds be tested with the filter again.
 *
 * `exact`: also sufficient. A document passes this part of the filter exactly when it has such an entry, even where the
 * index is multikey. When all conditions of a filter are exact, all are met by the search, and `Filter.isCovered`
 * is true, nothing needs to be tested again.
 *
 * What the planner must mind:
 * - Two conditions of one path may be met by different elements of an array: on a multikey field only one of them may
 *   bound the search, unless both carry the same `element` (they come from one $elemMatch). The same holds for the
 *   paths of a compound index that go through the same array ("a.b" and "a.c").
 * - Ranges mean values of the same type bracket only. eq null also means missing: a sparse index does not serve it.
 * - `gt`/`lt` … never find NaN unless asked for NaN itself.
 */
export type Condition =
  | Bound<{ readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; readonly value: Value }>
  | Bound<{ readonly op: 'in'; readonly values: readonly Value[] }>
  /** Strings that begin with `value`, and the expression `regex` itself where it is stored as a value. */
  | Bound<{ readonly op: 'prefix'; readonly value: string; readonly regex: BSONRegExp }>
  /** The field is there; with any value, null too. */
  | Bound<{ readonly op: 'exists' }>
  /** Each branch is a conjunction of its own; a branch without conditions can only be answered by a scan. */
  | { readonly op: 'or'; readonly branches: readonly (readonly Condition[])[]; readonly exact: boolean }

type Bound<Kind> = Kind & {
  readonly path: string
  readonly exact: boolean
  /** Which $elemMatch it comes from: the same number, the same element. */
  readonly element?: number
}

export interface Normalised {
  readonly conditions: Condition[]
  /** The conditions say all that the filter says. */
  readonly isCovered: boolean
}

/** The conjunction of conditions a filter implies. */
export function conditionsOf(node: Node): Normalised {
  return new Collector().collect(node, '')
}

const NOTHING: Normalised = { conditions: [], isCovered: false }

class Collector {
  private elements = 0

  collect(node: Node, prefix: string, element?: number): Normalised {
    switch (node.kind) {
      case 'and':
        return joined(node.nodes.map((each) => this.collect(each, prefix, element)))
      case 'or':
        return this.either(node.nodes, prefix, element)
      case 'field':
        return joined(node.ops.map((op) => this.condition(op, prefix + node.path, element)))
      default:
        return NOTHING
    }
  }

  private either(nodes: readonly Node[], prefix: string, element: number | undefined): Normalised {
    const branches = nodes.map((each) => this.collect(each, prefix, element))
    if (branches.length === 1) return branches[0]!
    const exact = branches.every((branch) => branch.isCovered && branch.conditions.every((each) => each.exact))
    return {
      conditions: [{ op: 'or', branches: branches.map((branch) => branch.conditions), exact }],
      isCovered: exact,
    }
  }

  private condition(op: Op, path: string, element: number | undefined): Normalised {
    if (hasPosition(path)) return NOTHING
    switch (op.kind) {
      case 'compare':
        return op.how === 'eq' ? anyOf([op.value], path, element) : range(op.how, op.value, path, element)
      case 'in':
        return op.patterns.length === 0 ? anyOf(op.values, path, element) : NOTHING
      case 'regex':
        return startingWith(op.pattern, path, element)
      case 'exists':
        return one({ op: 'exists', path, exact: false, element })
      case 'all':
        return joined(op.ops.map((each) => this.condition(each, path, element)))
      case 'elementValue': {
        const inner = element ?? ++this.elements
        return inexact(joined(op.ops.map((each) => this.condition(each, path, inner))))
      }
      case 'elementDoc':
        return inexact(this.collect(op.filter, `${path}.`, element ?? ++this.elements))
      default:
        return NOTHING
    }
  }
}

const one = (condition: Condition): Normalised => ({ conditions: [condition], isCovered: condition.exact })

const joined = (parts: readonly Normalised[]): Normalised => ({
  conditions: parts.flatMap((part) => part.conditions),
  isCovered: parts.every((part) => part.isCovered),
})

/** An $elemMatch also wants an array, which index entries do not tell. */
const inexact = ({ conditions }: Normalised): Normalised => ({
  conditions: conditions.map((condition) => ({ ...condition, exact: false })),
  isCovered: false,
})

/** "a.0" means an element or a field of that name; entries of an index and filters do not always agree on which. */
const hasPosition = (path: string): boolean => /(^|\.)\d+(\.|$)/.test(path)

function anyOf(values: readonly Value[], path: string, element: number | undefined): Normalised {
  const wanted: Value[] = []
  let exact = true
  for (const value of values) {
    if (!Array.isArray(value)) {
      wanted.push(value)
      // Entries for null also stand for documents whose array has an element without the field.
      if (value === null) exact = false
      continue
    }
    // An array is found by its first element, or as an element of an array itself.
    if (value.length === 0) return NOTHING
    wanted.push(value[0]!, value)
    exact = false
  }
  if (wanted.length === 1) return one({ op: 'eq', path, value: wanted[0]!, exact, element })
  return one({ op: 'in', path, values: wanted, exact, element })
}

function range(op: 'gt' | 'gte' | 'lt' | 'lte', value: Value, path: string, element: number | undefined): Normalised {
  const rank = rankOf(value)
  if (rank === RANK.null) return op === 'gte' || op === 'lte' ? anyOf([null], path, element) : NOTHING
  if (isNumeric(value) && Number.isNaN(toNumber(value))) {
    return op === 'gte' || op === 'lte' ? anyOf([value], path, element) : NOTHING
  }
  // Whole arrays have no entry of their own, and the two keys at the ends compare across brackets.
  if (rank === RANK.array || rank === RANK.minKey || rank === RANK.maxKey) return NOTHING
  return one({ op, path, value, exact: true, element })
}

function startingWith(regex: BSONRegExp, path: string, element: number | undefined): Normalised {
  const found = prefixOf(regex)
  if (!found) return NOTHING
  return one({ op: 'prefix', path, value: found.prefix, regex, exact: !found.rest, element })
}
