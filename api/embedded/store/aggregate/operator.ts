import type { Doc, Maybe, Value } from '../values.ts'
import { fault } from './fault.ts'

/** What expressions may read besides the document; the slots hold what $let, $map and their like have bound. */
export interface Variables {
  readonly now: Date
  readonly slots: Maybe[]
}

export const variablesAt = (now: Date): Variables => ({ now, slots: [] })

export type Evaluate = (doc: Doc, variables: Variables) => Maybe

/** A compiled expression; a constant one has the same value for every document. */
export interface Node {
  readonly evaluate: Evaluate
  readonly constant: boolean
}

/** What an operator needs to compile its arguments. */
export interface Compiler {
  node(spec: Value): Node
  /** Compiles something in which `$$name` is what the slot of that name holds. */
  binding<T>(names: readonly string[], build: (slots: readonly number[]) => T): T
}

/** Makes a node of what stands right of the operator's name. */
export type Operator = (spec: Value, compiler: Compiler, name: string) => Node

/** A family of operators, as each file of operators/ gives one. */
export type Operators = Readonly<Record<string, Operator>>

const NOTHING: Doc = new Map()
const NEVER = variablesAt(new Date(0))

export const literal = (value: Maybe): Node => ({ evaluate: () => value, constant: true })

/**
 * A node of these parts. With constant parts it is computed once; where that fails, the error is left for the
 * document that really comes to it (a branch never taken must not fail).
 */
export function nodeOf(parts: readonly Node[], evaluate: Evaluate): Node {
  if (!parts.every((part) => part.constant)) return { evaluate, constant: false }
  try {
    return literal(evaluate(NOTHING, NEVER))
  } catch {
    return { evaluate, constant: true }
  }
}

/** The arguments of an operator: a list, or a single one without brackets. */
export function argumentsOf(spec: Value, name: string, least: number, most = least): Value[] {
  const list = Array.isArray(spec) ? spec : [spec]
  if (list.length >= least && list.length <= most) return list
  const atMost = most === Infinity ? '' : `, and at most ${most}`
  const expected = least === most ? `exactly ${least} arguments` : `at least ${least} arguments${atMost}`
  const code = least === most ? 16020 : 28667
  throw fault(code, `Expression ${name} takes ${expected}. ${list.length} were passed in.`)
}

export const unary =
  (compute: (value: Maybe, name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const [node] = argumentsOf(spec, name, 1).map((each) => compiler.node(each)) as [Node]
    const { evaluate } = node
    return nodeOf([node], (doc, variables) => compute(evaluate(doc, variables), name))
  }

export const binary =
  (compute: (a: Maybe, b: Maybe, name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const [a, b] = argumentsOf(spec, name, 2).map((each) => compiler.node(each)) as [Node, Node]
    const left = a.evaluate
    const right = b.evaluate
    return nodeOf([a, b], (doc, variables) => compute(left(doc, variables), right(doc, variables), name))
  }

/** An operator over a list of arguments, all of them evaluated. */
export const variadic =
  (compute: (values: Maybe[], name: string) => Maybe, least = 0, most = Infinity): Operator =>
  (spec, compiler, name) => {
    const nodes = argumentsOf(spec, name, least, most).map((each) => compiler.node(each))
    return nodeOf(nodes, (doc, variables) =>
      compute(
        nodes.map((node) => node.evaluate(doc, variables)),
        name,
      ),
    )
  }

/** An operator that is null where an argument is, and looks at none behind it; `compute` gets those up to there. */
export const untilNull =
  (compute: (values: readonly Maybe[], name: string) => Maybe): Operator =>
  (spec, compiler, name) => {
    const nodes = argumentsOf(spec, name, 0, Infinity).map((each) => compiler.node(each))
    return nodeOf(nodes, (doc, variables) => {
      const values: Maybe[] = []
      for (const { evaluate } of nodes) {
        const value = evaluate(doc, variables)
        values.push(value)
        if (isNullish(value)) break
      }
      return compute(values, name)
    })
  }

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined
