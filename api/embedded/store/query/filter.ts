import { Dependencies } from '../aggregate/dependencies.ts'
import type { Expression } from '../aggregate/expression.ts'
import { variablesAt } from '../aggregate/operator.ts'
import type { Doc, Fields, Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import { isTruthy } from '../bson/numbers.ts'
import { conditionsOf, type Condition } from './conditions.ts'
import type { Node, Op } from './nodes.ts'
import { parseFilter } from './parse.ts'
import { Path } from './path.ts'
import { elementFinder, testOf, type CompileDoc } from './predicates.ts'

export type { Condition } from './conditions.ts'

/** How expressions are compiled: aggregate/expression.ts, handed in by whoever runs the command. */
export type CompileExpression = (spec: Value) => Expression

/** What a filter, projection or update with expressions needs from outside. */
export interface QueryContext {
  readonly evaluate: CompileExpression
  /** The one instant `$$NOW` stands for throughout the command. */
  readonly now: Date
}

export interface Filter {
  test(doc: Doc): boolean
  /** What of a document must be decoded for `test` and `positionOf`. */
  readonly fields: Fields | 'all'
  /** For a document that passes: where in its array the condition found its element, which positional `$` means. */
  positionOf(doc: Doc): number | undefined
  /** What an index can be searched by; see conditions.ts. */
  readonly conditions: readonly Condition[]
  /** The conditions say all that the filter says (whether each can stand for itself is its `exact`). */
  readonly isCovered: boolean
}

/**
 * Compiles a filter document. Without a context it may not contain $expr (code 224). Throws StoreError 2 or 9 for what
 * makes no sense, 115 for what the store has not.
 */
export function compileFilter(source: Doc, context?: QueryContext): Filter {
  const node = parseFilter(source)
  const dependencies = new Dependencies()
  const { test, positionOf } = compileNode(node, context)
  collectFields(node, [], dependencies, context)
  return { test, positionOf, fields: dependencies.fields, ...conditionsOf(node) }
}

interface Compiled {
  readonly test: (doc: Doc) => boolean
  readonly positionOf: (doc: Doc) => number | undefined
}

const nowhere = (): undefined => undefined

function compileNode(node: Node, context: QueryContext | undefined): Compiled {
  switch (node.kind) {
    case 'and':
      return conjunction(node.nodes.map((each) => compileNode(each, context)))
    case 'or': {
      const parts = node.nodes.map((each) => compileNode(each, context))
      return {
        test: (doc) => parts.some((part) => part.test(doc)),
        positionOf: (doc) => parts.find((part) => part.test(doc))?.positionOf(doc),
      }
    }
    case 'nor': {
      const tests = node.nodes.map((each) => compileNode(each, context).test)
      return { test: (doc) => !tests.some((test) => test(doc)), positionOf: nowhere }
    }
    case 'field': {
      const path = new Path(node.path)
      const compileDoc: CompileDoc = (filter) => compileNode(filter, context).test
      return conjunction(node.ops.map((op) => compileOp(op, path, compileDoc)))
    }
    case 'expression':
      return { test: compileExpressionTest(node.spec, context), positionOf: nowhere }
  }
}

function conjunction(parts: readonly Compiled[]): Compiled {
  if (parts.length === 1) return parts[0]!
  return {
    test: (doc) => parts.every((part) => part.test(doc)),
    // Where several conditions went through arrays, the last one counts.
    positionOf: (doc) => parts.reduce<number | undefined>((found, part) => part.positionOf(doc) ?? found, undefined),
  }
}

function compileOp(op: Op, path: Path, compileDoc: CompileDoc): Compiled {
  switch (op.kind) {
    case 'not': {
      const { test } = conjunction(op.ops.map((each) => compileOp(each, path, compileDoc)))
      return { test: (doc) => !test(doc), positionOf: nowhere }
    }
    case 'all':
      return conjunction(op.ops.map((each) => compileOp(each, path, compileDoc)))
    case 'elementValue':
    case 'elementDoc':
      return compileElement(op, path, compileDoc)
    default: {
      const test = testOf(op, compileDoc)
      const whole = op.kind === 'size'
      const passes = (doc: Doc) => path.some(doc, test, whole)
      return { test: passes, positionOf: (doc) => (passes(doc) ? path.position : undefined) }
    }
  }
}

function compileElement(
  op: Op & { kind: 'elementValue' | 'elementDoc' },
  path: Path,
  compileDoc: CompileDoc,
): Compiled {
  const find = elementFinder(op, compileDoc)
  let position = -1
  const test = (doc: Doc) =>
    path.some(
      doc,
      (value) => {
        position = Array.isArray(value) ? find(value) : -1
        return position >= 0
      },
      true,
    )
  // An array further out is what `$` means; else the one $elemMatch looks into.
  return { test, positionOf: (doc) => (test(doc) ? (path.position ?? position) : undefined) }
}

function compileExpressionTest(spec: Value, context: QueryContext | undefined): (doc: Doc) => boolean {
  if (!context) throw new StoreError(224, 'QueryFeatureNotAllowed', '$expr is not allowed in this context')
  const { evaluate } = context.evaluate(spec)
  const variables = variablesAt(context.now)
  return (doc) => isTruthy(evaluate(doc, variables))
}

function collectFields(
  node: Node,
  prefix: readonly string[],
  into: Dependencies,
  context: QueryContext | undefined,
): void {
  switch (node.kind) {
    case 'field': {
      const path = [...prefix, ...node.path.split('.')]
      for (const op of node.ops) {
        if (op.kind === 'elementDoc') collectElementFields(op.filter, path, into, context)
        else into.add(path)
      }
      return
    }
    case 'expression':
      if (context) into.include(context.evaluate(node.spec).fields, prefix)
      return
    default:
      for (const each of node.nodes) collectFields(each, prefix, into, context)
  }
}

function collectElementFields(
  filter: Node,
  path: readonly string[],
  into: Dependencies,
  context: QueryContext | undefined,
): void {
  const inner = new Dependencies()
  collectFields(filter, [], inner, context)
  // A filter that asks for no field still asks for elements.
  if (inner.fields === 'all' || inner.fields.size === 0) into.add(path)
  else into.include(inner.fields, path)
}
