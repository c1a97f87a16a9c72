import { type Doc, type Value, isDoc } from '../values.ts'
import { fault, refuse, StoreError } from '../errors.ts'
import { Dependencies } from './dependencies.ts'
import { splitPath, valueAt } from './field-path.ts'
import type { Compiler, Evaluate, Expression } from './operator.ts'
import { isRefusedOperator, operatorNamed } from './operators/index.ts'

/**
 * Compiles an aggregation expression. Throws MongoDB's code for what it could not parse either, and 115 for operators
 * the store has not.
 */
export function compileExpression(spec: Value): Expression {
  const compiler = new ExpressionCompiler()
  const evaluate = compiler.compile(spec)
  return { evaluate, fields: compiler.dependencies.fields }
}

/** One compilation: collects what is read, and knows which variables are in scope and where their values stand. */
export class ExpressionCompiler implements Compiler {
  readonly dependencies = new Dependencies()
  private scope: ReadonlyMap<string, number> = new Map()
  private slots = 0

  compile(spec: Value): Evaluate {
    if (typeof spec === 'string') return spec.startsWith('$') ? this.reference(spec) : () => spec
    if (Array.isArray(spec)) return this.list(spec)
    return isDoc(spec) ? this.document(spec) : () => spec
  }

  binding(names: readonly string[], build: (...slots: number[]) => Evaluate): Evaluate {
    const outer = this.scope
    const slots = names.map(() => this.slots++)
    this.scope = new Map([...outer, ...names.map((name, i) => [name, slots[i]!] as const)])
    try {
      return build(...slots)
    } finally {
      this.scope = outer
    }
  }

  private reference(text: string): Evaluate {
    if (text.startsWith('$$')) return this.variable(text.slice(2))
    if (text === '$') throw fault(16872, "'$' by itself is not a valid FieldPath")
    return this.field(splitPath(text.slice(1)))
  }

  private field(names: readonly string[]): Evaluate {
    this.dependencies.add(names)
    const [first] = names as [string]
    return names.length === 1 ? (doc) => doc.get(first) : (doc) => valueAt(doc, names)
  }

  private variable(text: string): Evaluate {
    const [name, ...rest] = text.split('.') as [string, ...string[]]
    const names = rest.length === 0 ? [] : splitPath(rest.join('.'))
    const slot = this.scope.get(name)
    if (slot !== undefined) return (_doc, variables) => valueAt(variables.slots[slot], names)
    switch (name) {
      case 'ROOT':
      case 'CURRENT':
        if (names.length > 0) return this.field(names)
        this.dependencies.addAll()
        return (doc) => doc
      case 'NOW':
        return (_doc, variables) => valueAt(variables.now, names)
      case 'REMOVE':
        return () => undefined
      case 'CLUSTER_TIME':
      case 'USER_ROLES':
        return refuse(`$$${name}`)
      default:
        throw fault(17276, `Use of undefined variable: ${name}`)
    }
  }

  private list(spec: readonly Value[]): Evaluate {
    const elements = spec.map((each) => this.compile(each))
    return (doc, variables) => elements.map((evaluate) => evaluate(doc, variables) ?? null)
  }

  private document(spec: Doc): Evaluate {
    const [first] = spec.keys()
    if (first?.startsWith('$')) return this.operation(spec, first)
    const fields = Array.from(spec, ([name, value]): [string, Evaluate] => {
      if (name.startsWith('$')) throw fault(16410, `FieldPath field names may not start with '$': ${name}`)
      if (name.includes('.')) throw fault(16412, `FieldPath field names may not contain '.': ${name}`)
      return [name, this.compile(value)]
    })
    return (doc, variables) => {
      const result: Doc = new Map()
      for (const [name, evaluate] of fields) {
        const value = evaluate(doc, variables)
        if (value !== undefined) result.set(name, value)
      }
      return result
    }
  }

  private operation(spec: Doc, name: string): Evaluate {
    if (spec.size > 1) throw fault(15983, 'an object representing an expression must have exactly one field')
    const operator = operatorNamed(name)
    if (operator) return operator(spec.get(name)!, this, name)
    if (isRefusedOperator(name)) return refuse(name)
    throw new StoreError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`)
  }
}
