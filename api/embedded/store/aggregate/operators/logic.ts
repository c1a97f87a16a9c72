import { isTruthy } from '../../bson/numbers.ts'
import { type Maybe, type Value, isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { partsOf } from '../named.ts'
import { type Node, type Operator, type Operators, argumentsOf, isNullish, nodeOf, unary } from '../operator.ts'

/** `$and` (until one is false) and `$or` (until one is true) look no further than they must. */
const until =
  (end: boolean): Operator =>
  (spec, compiler) => {
    const nodes = (Array.isArray(spec) ? spec : [spec]).map((each) => compiler.node(each))
    return nodeOf(nodes, (doc, variables) => {
      for (const { evaluate } of nodes) if (isTruthy(evaluate(doc, variables)) === end) return end
      return !end
    })
  }

const cond: Operator = (spec, compiler, name) => {
  const [test, yes, no] = condParts(spec, name).map((each) => compiler.node(each)) as [Node, Node, Node]
  return nodeOf([test, yes, no], (doc, variables) =>
    isTruthy(test.evaluate(doc, variables)) ? yes.evaluate(doc, variables) : no.evaluate(doc, variables),
  )
}

function condParts(spec: Value, name: string): Value[] {
  if (!isDoc(spec)) return argumentsOf(spec, name, 3)
  const parts = partsOf(spec, name, ['if', 'then', 'else'], [], {
    shape: 17083,
    unknown: 17083,
    missing: [17080, 17081, 17082],
  })
  return ['if', 'then', 'else'].map((part) => parts.get(part)!)
}

const ifNull: Operator = (spec, compiler, name) => {
  const list = Array.isArray(spec) ? spec : [spec]
  if (list.length < 2) throw fault(1257300, `$ifNull needs at least two arguments, had: ${list.length}`)
  const nodes = argumentsOf(spec, name, 2, Infinity).map((each) => compiler.node(each))
  return nodeOf(nodes, (doc, variables) => {
    let value: Maybe
    for (const node of nodes) {
      value = node.evaluate(doc, variables)
      if (!isNullish(value)) break
    }
    return value
  })
}

const choose: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['branches'], ['default'], { shape: 40060, unknown: 40067, missing: 40068 })
  const list = parts.get('branches')!
  if (!Array.isArray(list)) throw fault(40061, `$switch expected an array for 'branches'`)
  if (list.length === 0) throw fault(40068, '$switch requires at least one branch.')
  const branches = list.map((branch) => {
    const [test, value] = branchOf(branch)
    return { test: compiler.node(test), value: compiler.node(value) }
  })
  const fallback = parts.has('default') ? compiler.node(parts.get('default')!) : undefined
  const nodes = branches.flatMap(({ test, value }) => [test, value])
  return nodeOf(fallback ? [...nodes, fallback] : nodes, (doc, variables) => {
    for (const { test, value } of branches) {
      if (isTruthy(test.evaluate(doc, variables))) return value.evaluate(doc, variables)
    }
    if (fallback) return fallback.evaluate(doc, variables)
    throw fault(40066, '$switch could not find a matching branch for an input, and no default was specified.')
  })
}

function branchOf(branch: Value): [test: Value, value: Value] {
  const parts = partsOf(branch, '$switch', ['case', 'then'], [], {
    shape: 40062,
    unknown: 40063,
    missing: [40064, 40065],
  })
  return [parts.get('case')!, parts.get('then')!]
}

export const logicOperators: Operators = {
  $and: until(false),
  $or: until(true),
  $not: unary((value) => !isTruthy(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
}
