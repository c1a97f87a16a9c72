import type { BSONRegExp, Value } from '../values.ts'

/** A filter once read: every `$` form is checked and put into one of these. */
export type Node =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly nodes: readonly Node[] }
  | { readonly kind: 'field'; readonly path: string; readonly ops: readonly Op[] }
  | { readonly kind: 'expression'; readonly spec: Value }

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte'

/** What is asked of one value. */
export type PlainOp =
  | { readonly kind: 'compare'; readonly how: Comparison; readonly value: Value }
  | { readonly kind: 'in'; readonly values: readonly Value[]; readonly patterns: readonly BSONRegExp[] }
  | { readonly kind: 'regex'; readonly pattern: BSONRegExp }
  | { readonly kind: 'exists' }
  | { readonly kind: 'type'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'mod'; readonly divisor: bigint; readonly remainder: bigint }
  | { readonly kind: 'never' }

/** What is asked of one field; all operators of a field must hold. */
export type Op =
  | PlainOp
  | { readonly kind: 'all' | 'not'; readonly ops: readonly Op[] }
  /** An element that itself passes all operators. */
  | { readonly kind: 'elementValue'; readonly ops: readonly Op[] }
  /** An element that is a document passing the filter. */
  | { readonly kind: 'elementDoc'; readonly filter: Node }
