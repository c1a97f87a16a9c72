import { type Doc, type Maybe, type Value, isDoc } from '../values.ts'
import { fault } from './fault.ts'
import { type Compiler, type Evaluate, type Node, type Operator, type Variables, nodeOf } from './operator.ts'

/**
 * The codes MongoDB gives when the argument is no document, has a field it does not know, or lacks one it must have
 * (one for all of these, or one for each in their order).
 */
export interface SpecCodes {
  readonly shape: number
  readonly unknown: number
  readonly missing: number | readonly number[]
}

/** The parts of an operator that takes a document of named arguments. */
export function partsOf(
  spec: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[],
  codes: SpecCodes,
): ReadonlyMap<string, Value> {
  if (!isDoc(spec)) throw fault(codes.shape, `${name} only supports an object as its argument`)
  for (const field of spec.keys()) {
    if (!required.includes(field) && !optional.includes(field)) {
      throw fault(codes.unknown, `Unrecognized argument to ${name}: ${field}`)
    }
  }
  for (const [i, field] of required.entries()) {
    const code = typeof codes.missing === 'number' ? codes.missing : codes.missing[i]!
    if (!spec.has(field)) throw fault(code, `Missing '${field}' parameter to ${name}`)
  }
  return spec
}

/** The value of an optional argument; one not written is not the same as one that evaluates to nothing. */
export type Argument = Maybe | typeof ABSENT

export const ABSENT = Symbol('an argument not given')

/** The nodes of named arguments in the order they are listed; those not given are undefined. */
export function nodesOf(
  spec: Value,
  compiler: Compiler,
  name: string,
  required: readonly string[],
  optional: readonly string[],
  codes: SpecCodes,
): (Node | undefined)[] {
  const parts = partsOf(spec, name, required, optional, codes)
  return [...required, ...optional].map((field) => (parts.has(field) ? compiler.node(parts.get(field)!) : undefined))
}

const isNode = (node: Node | undefined): node is Node => node !== undefined

/** A node of parts of which some may not be given. */
export const nodeOfGiven = (parts: readonly (Node | undefined)[], evaluate: Evaluate): Node =>
  nodeOf(parts.filter(isNode), evaluate)

/** An operator with named arguments, all evaluated; `compute` gets their values in the order they are listed. */
export const named =
  (
    required: readonly string[],
    optional: readonly string[],
    codes: SpecCodes,
    compute: (required: readonly Maybe[], optional: readonly Argument[], name: string) => Maybe,
  ): Operator =>
  (spec, compiler, name) => {
    const nodes = nodesOf(spec, compiler, name, required, optional, codes)
    const needed = nodes.slice(0, required.length).filter(isNode)
    const given = nodes.slice(required.length)
    return nodeOfGiven(nodes, (doc, variables) =>
      compute(
        needed.map((node) => node.evaluate(doc, variables)),
        given.map((node) => (node ? node.evaluate(doc, variables) : ABSENT)),
        name,
      ),
    )
  }

/**
 * Something made of arguments that are nearly always constant, as a zone or a unit are: then it is made once, when the
 * first document comes. An argument not given is `ABSENT`.
 */
export function settled<T>(
  nodes: readonly (Node | undefined)[],
  make: (values: readonly Argument[]) => T,
): (doc: Doc, variables: Variables) => T {
  const each = (doc: Doc, variables: Variables): T =>
    make(nodes.map((node) => (node ? node.evaluate(doc, variables) : ABSENT)))
  if (!nodes.every((node) => !node || node.constant)) return each
  let known: { readonly value: T } | undefined
  return (doc, variables) => (known ??= { value: each(doc, variables) }).value
}
