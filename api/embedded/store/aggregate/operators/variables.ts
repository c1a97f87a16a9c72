import { refuse } from '../../errors.ts'
import { isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { partsOf } from '../named.ts'
import { type Operator, type Operators, literal, nodeOf } from '../operator.ts'

/** User variables begin with a small letter (or one outside ASCII), so that they never hide $$ROOT and its like. */
export function checkVariable(name: string): string {
  if (name === 'CURRENT') return refuse('another meaning of $$CURRENT')
  if (name === '') throw fault(16866, 'empty variable names are not allowed')
  if (!/^[a-z\u0080-\uffff]/.test(name)) {
    throw fault(16867, `'${name}' starts with an invalid character for a user variable name`)
  }
  if (!/^[\w\u0080-\uffff]*$/.test(name)) {
    throw fault(16868, `'${name}' contains an invalid character for a variable name`)
  }
  return name
}

const bind: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['vars', 'in'], [], { shape: 16874, unknown: 16875, missing: [16876, 16877] })
  const vars = parts.get('vars')!
  if (!isDoc(vars)) throw fault(16876, '$let only supports an object as its vars')
  const names = [...vars.keys()].map(checkVariable)
  const values = [...vars.values()].map((value) => compiler.node(value))
  return compiler.binding(names, (slots) => {
    const body = compiler.node(parts.get('in')!)
    return nodeOf([...values, body], (doc, variables) => {
      const bound = values.map((value) => value.evaluate(doc, variables))
      for (const [i, slot] of slots.entries()) variables.slots[slot] = bound[i]
      return body.evaluate(doc, variables)
    })
  })
}

export const variableOperators: Operators = {
  $let: bind,
  $literal: (spec) => literal(spec),
}
