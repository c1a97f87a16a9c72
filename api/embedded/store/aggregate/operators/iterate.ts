import { isTruthy, toNumber } from '../../bson/numbers.ts'
import { compareExact, typeName } from '../../bson/order.ts'
import { compileSort } from '../../query/sort.ts'
import { type Doc, type Value, isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { partsOf } from '../named.ts'
import { type Operator, type Operators, isNullish, nodeOf } from '../operator.ts'
import { checkVariable } from './variables.ts'

/** The variable an operator binds each element to. */
function variableOf(as: Value | undefined): string {
  if (as === undefined) return 'this'
  if (typeof as !== 'string') throw fault(16866, "'as' must be a string")
  return checkVariable(as)
}

const map: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'in'], ['as'], { shape: 16878, unknown: 16879, missing: [16880, 16882] })
  const input = compiler.node(parts.get('input')!)
  return compiler.binding([variableOf(parts.get('as'))], ([slot]) => {
    const body = compiler.node(parts.get('in')!)
    return nodeOf([input, body], (doc, variables) => {
      const list = input.evaluate(doc, variables)
      if (isNullish(list)) return null
      if (!Array.isArray(list)) throw fault(16883, `input to $map must be an array not ${typeName(list)}`)
      return list.map((element) => {
        variables.slots[slot!] = element
        return body.evaluate(doc, variables) ?? null
      })
    })
  })
}

const filter: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'cond'], ['as', 'limit'], {
    shape: 28646,
    unknown: 28647,
    missing: [28648, 28650],
  })
  const input = compiler.node(parts.get('input')!)
  const limit = parts.has('limit') ? compiler.node(parts.get('limit')!) : undefined
  return compiler.binding([variableOf(parts.get('as'))], ([slot]) => {
    const test = compiler.node(parts.get('cond')!)
    return nodeOf(limit ? [input, limit, test] : [input, test], (doc, variables) => {
      const list = input.evaluate(doc, variables)
      if (isNullish(list)) return null
      if (!Array.isArray(list)) throw fault(28651, `input to $filter must be an array not ${typeName(list)}`)
      const most = limitOf(limit?.evaluate(doc, variables))
      const kept: Value[] = []
      for (const element of list) {
        if (kept.length >= most) break
        variables.slots[slot!] = element
        if (isTruthy(test.evaluate(doc, variables))) kept.push(element)
      }
      return kept
    })
  })
}

function limitOf(value: Value | undefined): number {
  if (isNullish(value)) return Infinity
  const limit = toNumber(value)
  if (limit === undefined || limit !== (limit | 0)) {
    throw fault(327391, `$filter: limit must be represented as a 32-bit integral value: ${typeName(value)}`)
  }
  if (limit < 1) throw fault(327392, `$filter: limit must be greater than 0: ${limit}`)
  return limit
}

const reduce: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'initialValue', 'in'], [], {
    shape: 40075,
    unknown: 40076,
    missing: [40077, 40078, 40079],
  })
  const input = compiler.node(parts.get('input')!)
  const initial = compiler.node(parts.get('initialValue')!)
  return compiler.binding(['this', 'value'], ([element, total]) => {
    const body = compiler.node(parts.get('in')!)
    return nodeOf([input, initial, body], (doc, variables) => {
      const list = input.evaluate(doc, variables)
      if (isNullish(list)) return null
      if (!Array.isArray(list))
        throw fault(40080, `$reduce requires that 'input' be an array, found: ${typeName(list)}`)
      let result = initial.evaluate(doc, variables)
      for (const each of list) {
        variables.slots[element!] = each
        variables.slots[total!] = result
        result = body.evaluate(doc, variables)
      }
      return result
    })
  })
}

const sortArray: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'sortBy'], [], {
    shape: 2942500,
    unknown: 2942501,
    missing: [2942502, 2942503],
  })
  const input = compiler.node(parts.get('input')!)
  const order = orderBy(parts.get('sortBy')!)
  return nodeOf([input], (doc, variables) => {
    const list = input.evaluate(doc, variables)
    if (isNullish(list)) return null
    if (!Array.isArray(list))
      throw fault(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeName(list)}`)
    return list.toSorted(order)
  })
}

const NOTHING: Doc = new Map()

/** The order of `sortBy`: 1 or -1 for the elements themselves, a sort document for fields of theirs. */
function orderBy(sortBy: Value): (a: Value, b: Value) => number {
  if (isDoc(sortBy)) {
    const sort = compileSort(sortBy)
    return (a, b) => sort.compare(isDoc(a) ? a : NOTHING, isDoc(b) ? b : NOTHING)
  }
  const direction = toNumber(sortBy)
  if (direction !== 1 && direction !== -1)
    throw fault(2942503, 'Invalid sort order for $sortArray: it must be 1, -1 or a sort document')
  return (a, b) => direction * compareExact(a, b)
}

export const iterationOperators: Operators = { $map: map, $filter: filter, $reduce: reduce, $sortArray: sortArray }
