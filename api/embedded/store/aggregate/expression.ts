import { type Doc, type Fields, type Maybe, type Value, isDoc } from '../values.ts'
import { refuse, StoreError } from '../errors.ts'
import { Dependencies } from './dependencies.ts'
import { fault } from './fault.ts'
import { splitPath, valueAt } from './field-path.ts'
import { type Compiler, type Evaluate, type Node, literal, nodeOf } from './operator.ts'
import { isRefusedOperator, operatorNamed } from './operators/index.ts'

export type { Evaluate, Variables } from './operator.ts'

/** A compiled expression and the fields of the document it reads. */
export interface Expression {
  readonly evaluate: Evaluate
  readonly fields: Fields | 'all'
}

/**
 * Compiles an aggregation expression. Throws MongoDB's code for what it could not parse either, and 115 for operators
 * the store has not.
 */
export function compileExpression(spec: Value): Expression {
  const compiler = new ExpressionCompiler()
  const { evaluate } = compiler.node(spec)
  return { evaluate, fields: compiler.dependencies.fields }
}

/** One compilation: collects what is read, and knows which variables are in scope and where their values stand. */
export class ExpressionCompiler implements Compiler {
  readonly dependencies = new Dependencies()
  private scope: ReadonlyMap<string, number> = new Map()
  private slots = 0

  node(spec: Value): Node {
    if (typeof spec === 'string') return spec.startsWith('$') ? this.reference(spec) : literal(spec)
    if (Array.isArray(spec)) return this.list(spec)
    return isDoc(spec) ? this.document(spec) : literal(spec)
  }

  binding<T>(names: readonly string[], build: (slots: readonly number[]) => T): T {
    const outer = this.scope
    const slots = names.map(() => this.slots++)
    this.scope = new Map([...outer, ...names.map((name, i) => [name, slots[i]!] as const)])
    try {
      return build(slots)
    } finally {
      this.scope = outer
    }
  }

  private reference(text: string): Node {
    if (text.startsWith('$$')) return this.variable(text.slice(2))
    if (text === '$') throw fault(16872, "'$' by itself is not a valid FieldPath")
    return this.field(splitPath(text.slice(1)))
  }

  private field(names: readonly string[]): Node {
    this.dependencies.add(names)
    const [first] = names as [string]
    const evaluate: Evaluate = names.length === 1 ? (doc) => doc.get(first) : (doc) => valueAt(doc, names)
    return { evaluate, constant: false }
  }

  private variable(text: string): Node {
    const [name, ...rest] = text.split('.') as [string, ...string[]]
    const names = rest.length === 0 ? [] : splitPath(rest.join('.'))
    const slot = this.scope.get(name)
    if (slot !== undefined) {
      const read: Evaluate = (_doc, variables) => variables.slots[slot]
      const inner: Evaluate = (_doc, variables) => valueAt(variables.slots[slot], names)
      return { evaluate: names.length === 0 ? read : inner, constant: false }
    }
    return this.systemVariable(name, names)
  }

  private systemVariable(name: string, names: readonly string[]): Node {
    switch (name) {
      case 'ROOT':
      case 'CURRENT':
        if (names.length > 0) return this.field(names)
        this.dependencies.addAll()
        return { evaluate: (doc) => doc, constant: false }
      case 'NOW':
        return { evaluate: (_doc, variables) => valueAt(variables.now, names), constant: false }
      case 'REMOVE':
        return literal(undefined)
      case 'CLUSTER_TIME':
      case 'USER_ROLES':
      case 'SEARCH_META':
      case 'JS_SCOPE':
      case 'IS_MR':
        return refuse(`$$${name}`)
      default:
        throw fault(17276, `Use of undefined variable: ${name}`)
    }
  }

  private list(spec: readonly Value[]): Node {
    const nodes = spec.map((each) => this.node(each))
    return nodeOf(nodes, (doc, variables) => nodes.map((node) => node.evaluate(doc, variables) ?? null))
  }

  private document(spec: Doc): Node {
    const [first] = spec.keys()
    if (first?.startsWith('$')) return this.operation(spec, first)
    const fields: [string, Node][] = []
    for (const [name, value] of spec) {
      if (name.startsWith('$')) throw fault(16410, `FieldPath field names may not start with '$': ${name}`)
      if (name.includes('.')) throw fault(16412, `FieldPath field names may not contain '.': ${name}`)
      fields.push([name, this.node(value)])
    }
    const nodes = fields.map(([, node]) => node)
    return nodeOf(nodes, (doc, variables) => {
      const result: Doc = new Map()
      for (const [name, node] of fields) {
        const value: Maybe = node.evaluate(doc, variables)
        if (value !== undefined) result.set(name, value)
      }
      return result
    })
  }

  private operation(spec: Doc, name: string): Node {
    if (spec.size > 1) {
      throw fault(15983, 'an object representing an expression must have exactly one field')
    }
    const operator = operatorNamed(name)
    if (operator) return operator(spec.get(name)!, this, name)
    if (isRefusedOperator(name)) return refuse(name)
    throw new StoreError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`)
  }
}
