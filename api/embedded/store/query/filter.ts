import { Dependencies } from '../aggregate/dependencies.ts'
import { variablesAt, type Expression } from '../aggregate/operator.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import { isTruthy } from '../bson/numbers.ts'
import { conditionsOf, type Condition } from './conditions.ts'
import type { Node, Op } from './nodes.ts'
import { parseFilter } from './parse.ts'
import { Path } from './path.ts'
import { testOf } from './predicates.ts'

export type { Condition } from './conditions.ts'

/** What a filter, projection or update with expressions needs from outside. */
export interface QueryContext {
  /** How expressions are compiled: aggregate/expression.ts, handed in by whoever runs the command. */
  readonly evaluate: (spec: Value) => Expression
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
  const compiler = new Compiler(context)
  const test = compiler.node(node)
  return {
    test: (doc) => test(doc),
    positionOf: (doc) => {
      const found: Found = { position: undefined }
      test(doc, found)
      return found.position
    },
    fields: compiler.dependencies.fields,
    ...conditionsOf(node),
  }
}

/** Where the last array that a condition went through had its match. */
interface Found {
  position: number | undefined
}

/** Whether a document or a value passes; where it does, `found` is told the position. */
type Check<Subject> = (subject: Subject, found?: Found) => boolean

/** Asks the question of one value of everything the subject has to be asked for. */
type Ask<Subject> = (test: Check<Maybe>, whole: boolean) => Check<Subject>

class Compiler {
  readonly dependencies = new Dependencies()

  constructor(private readonly context: QueryContext | undefined) {}

  node(node: Node): Check<Doc> {
    switch (node.kind) {
      case 'and':
        return every(node.nodes.map((each) => this.node(each)))
      case 'or': {
        const checks = node.nodes.map((each) => this.node(each))
        // A branch that fails may have found something on the way, so it is asked only once it has passed.
        return (doc, found) => checks.some((check) => check(doc) && (!found || check(doc, found)))
      }
      case 'nor': {
        const checks = node.nodes.map((each) => this.node(each))
        return (doc) => !checks.some((check) => check(doc))
      }
      case 'field':
        return this.field(new Path(node.path), node.ops)
      case 'expression':
        return this.expression(node.spec)
    }
  }

  private field(path: Path, ops: readonly Op[]): Check<Doc> {
    // Of the documents of an $elemMatch only some fields are needed; element() knows which.
    if (ops.some((op) => op.kind !== 'elementDoc')) this.dependencies.add(path.parts)
    return this.ops(ops, path.parts, (test, whole) => (doc, found) => {
      const passes = path.some(doc, found ? (value) => test(value, found) : test, whole)
      // An array further out is what `$` means; else the one $elemMatch looks into.
      if (passes && found && path.position !== undefined) found.position = path.position
      return passes
    })
  }

  private ops<Subject>(ops: readonly Op[], path: readonly string[], ask: Ask<Subject>): Check<Subject> {
    return every(ops.map((op) => this.op(op, path, ask)))
  }

  private op<Subject>(op: Op, path: readonly string[], ask: Ask<Subject>): Check<Subject> {
    switch (op.kind) {
      case 'not': {
        const check = this.ops(op.ops, path, ask)
        return (subject) => !check(subject)
      }
      case 'all':
        return this.ops(op.ops, path, ask)
      case 'elementValue':
        return ask(anyElement(this.ops(op.ops, path, (test) => test)), true)
      case 'elementDoc': {
        const inner = new Compiler(undefined)
        const check = inner.node(op.filter)
        const { fields } = inner.dependencies
        // A filter that asks for no field still asks for elements.
        if (fields === 'all' || fields.size === 0) this.dependencies.add(path)
        else this.dependencies.include(fields, path)
        return ask(
          anyElement((each) => isElementDoc(each) && check(asDoc(each))),
          true,
        )
      }
      default:
        return ask(testOf(op), op.kind === 'size')
    }
  }

  private expression(spec: Value): Check<Doc> {
    if (!this.context) throw new StoreError(224, 'QueryFeatureNotAllowed', '$expr is not allowed in this context')
    const { evaluate, fields } = this.context.evaluate(spec)
    this.dependencies.include(fields)
    const variables = variablesAt(this.context.now)
    return (doc) => isTruthy(evaluate(doc, variables))
  }
}

function every<Subject>(checks: readonly Check<Subject>[]): Check<Subject> {
  if (checks.length === 1) return checks[0]!
  return (subject, found) => checks.every((check) => check(subject, found))
}

/** $elemMatch: an array with an element that passes. */
const anyElement =
  (check: Check<Maybe>): Check<Maybe> =>
  (value, found) => {
    const at = Array.isArray(value) ? value.findIndex((each) => check(each)) : -1
    if (at >= 0 && found) found.position = at
    return at >= 0
  }

const isElementDoc = (value: Maybe): value is Doc | Value[] => isDoc(value) || Array.isArray(value)

/** An array in an array is seen as a document with its positions as names. */
const asDoc = (value: Doc | Value[]): Doc => (isDoc(value) ? value : new Map(value.map((each, i) => [String(i), each])))
