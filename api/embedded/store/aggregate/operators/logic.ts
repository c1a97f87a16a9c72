import { int32 } from '../../bson/decode.ts'
import { isNumeric, isTruthy } from '../../bson/numbers.ts'
import { compareExact, typeName } from '../../bson/order.ts'
import { fault } from '../../errors.ts'
import { isDoc, type Maybe } from '../../values.ts'
import { argumentsOf, arrayOf, binary, isNullish, partsOf, unary } from '../operator.ts'
import type { Evaluate, Operator, Operators } from '../operator.ts'
import { checkVariable } from './iterate.ts'

/** Comparisons are over all types in MongoDB's order; a missing field is less than null. */
const comparing = (accepts: (order: number) => boolean): Operator => binary((a, b) => accepts(compareExact(a, b)))

/** `$and` (until one is false) and `$or` (until one is true) look no further than they must. */
const until =
  (end: boolean): Operator =>
  (spec, compiler, name) => {
    const list = argumentsOf(spec, name, 0, Infinity).map((each) => compiler.compile(each))
    return (doc, variables) => list.some((argument) => isTruthy(argument(doc, variables)) === end) === end
  }

const cond: Operator = (spec, compiler, name) => {
  const names = ['if', 'then', 'else']
  const parts = isDoc(spec) ? names.map((part) => partsOf(spec, name, names).get(part)!) : argumentsOf(spec, name, 3)
  const [test, yes, no] = parts.map((each) => compiler.compile(each)) as [Evaluate, Evaluate, Evaluate]
  return (doc, variables) => (isTruthy(test(doc, variables)) ? yes(doc, variables) : no(doc, variables))
}

const ifNull: Operator = (spec, compiler, name) => {
  const list = argumentsOf(spec, name, 2, Infinity).map((each) => compiler.compile(each))
  return (doc, variables) => {
    let value: Maybe
    for (const argument of list) {
      value = argument(doc, variables)
      if (!isNullish(value)) break
    }
    return value
  }
}

const choose: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['branches'], ['default'])
  const branches = arrayOf(parts.get('branches'), 40061, name).map((branch) => {
    const each = partsOf(branch, name, ['case', 'then'])
    return { test: compiler.compile(each.get('case')!), value: compiler.compile(each.get('then')!) }
  })
  if (branches.length === 0) throw fault(40068, '$switch requires at least one branch.')
  const fallback = parts.has('default') ? compiler.compile(parts.get('default')!) : undefined
  return (doc, variables) => {
    const branch = branches.find(({ test }) => isTruthy(test(doc, variables)))
    const chosen = branch?.value ?? fallback
    if (!chosen) throw fault(40066, '$switch found no branch for an input, and has no default')
    return chosen(doc, variables)
  }
}

const bind: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['vars', 'in'])
  const vars = parts.get('vars')!
  if (!isDoc(vars)) throw fault(16876, '$let only supports an object as its vars')
  const names = [...vars.keys()].map(checkVariable)
  const values = [...vars.values()].map((value) => compiler.compile(value))
  return compiler.binding(names, (...slots) => {
    const body = compiler.compile(parts.get('in')!)
    return (doc, variables) => {
      const bound = values.map((value) => value(doc, variables))
      for (const [i, slot] of slots.entries()) variables.slots[slot] = bound[i]
      return body(doc, variables)
    }
  })
}

export const logicOperators: Operators = {
  $cmp: binary((a, b) => int32(Math.sign(compareExact(a, b)))),
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $and: until(false),
  $or: until(true),
  $not: unary((value) => !isTruthy(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
  $let: bind,
  $literal: (spec) => () => spec,
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumeric(value)),
}
