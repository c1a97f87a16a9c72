import { isDoc, Timestamp, type Value } from '../values.ts'
import { badValue, failedToParse, refuse } from '../errors.ts'
import type { Change } from './change.ts'
import { greater, increment, lesser, multiplyBy } from './numeric.ts'
import { pop, pull, pullAll } from './pull.ts'
import { addToSet, push } from './push.ts'

const OPERATORS = new Set([
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$push',
  '$addToSet',
  '$pull',
  '$pullAll',
  '$pop',
  '$currentDate',
  '$rename',
])

/** Throws 9 for what is no update operator, 115 for $bit. */
export function checkOperator(name: string): void {
  if (name === '$bit') refuse(name)
  if (OPERATORS.has(name)) return
  throw failedToParse(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  )
}

/** Makes the change of one field, given the time of the command; what stands right of the field was checked before. */
export type MakeChange = (now: Date) => Change

/** Reads what an operator says of one field. Throws MongoDB's code for what makes no sense. */
export function parseChange(operator: string, spec: Value): MakeChange {
  if (operator === '$currentDate') return currentDate(spec)
  const change = changeOf(operator, spec)
  return () => change
}

function changeOf(operator: string, spec: Value): Change {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return { creates: true, next: () => spec }
    case '$unset':
      return { creates: false, next: () => undefined }
    case '$inc':
      return increment(spec)
    case '$mul':
      return multiplyBy(spec)
    case '$min':
      return lesser(spec)
    case '$max':
      return greater(spec)
    case '$push':
      return push(spec)
    case '$addToSet':
      return addToSet(spec)
    case '$pull':
      return pull(spec)
    case '$pullAll':
      return pullAll(spec)
    case '$pop':
      return pop(spec)
    default:
      throw new Error(`no change is made by ${operator}`)
  }
}

function currentDate(spec: Value): MakeChange {
  const type = typeof spec === 'boolean' ? 'date' : isDoc(spec) && spec.size === 1 ? spec.get('$type') : undefined
  if (type === 'date') return (now) => ({ creates: true, next: () => now })
  if (type === 'timestamp') {
    return (now) => {
      const stamp = new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
      return { creates: true, next: () => stamp }
    }
  }
  throw badValue(
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field: {$type: 'date'}}}, or use a boolean ('true')",
  )
}
