import { toNumber } from '../../bson/numbers.ts'
import { typeName } from '../../bson/order.ts'
import type { Doc, Fields, Value } from '../../values.ts'
import { fault } from '../fault.ts'
import type { StageCompiler } from './stage.ts'

const NO_FIELDS: Fields = new Map()

/** The number of $limit: whole and above zero. */
export function limitOf(spec: Value): number {
  const limit = wholeNumber(spec, '$limit', 2107201)
  if (limit < 1) throw fault(15958, 'the limit must be positive')
  return limit
}

/** The number of $skip: whole and not negative. */
export function skipOf(spec: Value): number {
  const skip = wholeNumber(spec, '$skip', 5107200)
  if (skip < 0) throw fault(5107200, `invalid argument to $skip stage: Expected a non-negative number, found ${skip}`)
  return skip
}

function wholeNumber(spec: Value, name: string, code: number): number {
  const number = toNumber(spec)
  if (number === undefined || !Number.isSafeInteger(number)) {
    throw fault(code, `invalid argument to ${name} stage: Expected a whole number, found ${number ?? typeName(spec)}`)
  }
  return number
}

export const limit: StageCompiler = (spec) => {
  const most = limitOf(spec)
  return {
    needs: NO_FIELDS,
    isExhaustive: false,
    start: () => {
      let left = most
      return {
        push: (docs) => {
          const passed = docs.slice(0, left)
          left -= passed.length
          return passed
        },
        get isFull() {
          return left === 0
        },
      }
    },
  }
}

export const skip: StageCompiler = (spec) => {
  const count = skipOf(spec)
  return {
    needs: NO_FIELDS,
    isExhaustive: false,
    start: () => {
      let left = count
      return {
        push: (docs: readonly Doc[]) => {
          const dropped = Math.min(left, docs.length)
          left -= dropped
          return dropped === 0 ? docs : docs.slice(dropped)
        },
      }
    },
  }
}
