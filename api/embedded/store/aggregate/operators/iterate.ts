import { isTruthy } from '../../bson/numbers.ts'
import { fault, refuse } from '../../errors.ts'
import type { Value } from '../../values.ts'
import { arrayOf, isNullish, partsOf, textOf, type Operator, type Operators } from '../operator.ts'

/** User variables begin with a small letter (or one outside ASCII), so that they never hide $$ROOT and its like. */
export function checkVariable(name: string): string {
  if (name === 'CURRENT') return refuse('another meaning of $$CURRENT')
  if (/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) return name
  throw fault(16867, `'${name}' is no name for a user variable`)
}

/** The variable an operator binds each element to. */
const variableOf = (as: Value | undefined, name: string): string =>
  as === undefined ? 'this' : checkVariable(textOf(as, 16866, name))

const map: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'in'], ['as'])
  const input = compiler.compile(parts.get('input')!)
  return compiler.binding([variableOf(parts.get('as'), name)], (slot) => {
    const body = compiler.compile(parts.get('in')!)
    return (doc, variables) => {
      const list = input(doc, variables)
      if (isNullish(list)) return null
      return arrayOf(list, 16883, name).map((element) => {
        variables.slots[slot] = element
        return body(doc, variables) ?? null
      })
    }
  })
}

const filter: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'cond'], ['as', 'limit'])
  if (parts.has('limit')) refuse('$filter with a limit')
  const input = compiler.compile(parts.get('input')!)
  return compiler.binding([variableOf(parts.get('as'), name)], (slot) => {
    const test = compiler.compile(parts.get('cond')!)
    return (doc, variables) => {
      const list = input(doc, variables)
      if (isNullish(list)) return null
      return arrayOf(list, 28651, name).filter((element) => {
        variables.slots[slot] = element
        return isTruthy(test(doc, variables))
      })
    }
  })
}

const reduce: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'initialValue', 'in'])
  const input = compiler.compile(parts.get('input')!)
  const initial = compiler.compile(parts.get('initialValue')!)
  return compiler.binding(['this', 'value'], (element, total) => {
    const body = compiler.compile(parts.get('in')!)
    return (doc, variables) => {
      const list = input(doc, variables)
      if (isNullish(list)) return null
      let result = initial(doc, variables)
      for (const each of arrayOf(list, 40080, name)) {
        variables.slots[element] = each
        variables.slots[total] = result
        result = body(doc, variables)
      }
      return result
    }
  })
}

export const iterationOperators: Operators = { $map: map, $filter: filter, $reduce: reduce }
