import { toNumber } from '../../bson/numbers.ts'
import { refuse } from '../../errors.ts'
import type { Maybe, Value } from '../../values.ts'
import { fault } from '../fault.ts'
import { type Compiler, variablesAt } from '../operator.ts'

/** The `n` of an accumulator that keeps some values, which must not depend on the documents. */
export function countFrom(spec: Value, compiler: Compiler): number {
  const node = compiler.node(spec)
  return node.constant
    ? checkedCount(node.evaluate(new Map(), variablesAt(new Date(0))))
    : refuse('an n that depends on the group')
}

export function checkedCount(value: Maybe): number {
  const count = toNumber(value)
  if (count === undefined || !Number.isInteger(count)) throw fault(5787902, "Value for 'n' must be of integral type")
  if (count < 1) throw fault(5787908, `'n' must be greater than 0, found ${count}`)
  return count
}
