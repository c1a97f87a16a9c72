import { integerOf } from '../../bson/numbers.ts'
import { fault } from '../../errors.ts'
import type { Value } from '../../values.ts'
import { intOrLong } from '../arithmetic.ts'
import { textOf, wrongType } from '../operator.ts'
import { NO_FIELDS, type StagePlan } from './stage.ts'

/** Documents go through as they are. */
const PASSING = { needs: NO_FIELDS, isExhaustive: false }

/** The number of $limit: whole and above zero. */
export function limitOf(spec: Value): number {
  const most = integerOf(spec)
  if (most === undefined) throw wrongType(2107201, '$limit', spec)
  if (most < 1) throw fault(15958, 'the limit must be positive')
  return most
}

/** The number of $skip: whole and not negative. */
export function skipOf(spec: Value): number {
  const least = integerOf(spec)
  if (least === undefined || least < 0) throw fault(5107200, 'invalid argument to $skip stage: not a number from 0 on')
  return least
}

export function limit(spec: Value): StagePlan {
  const most = limitOf(spec)
  return {
    ...PASSING,
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

export function skip(spec: Value): StagePlan {
  const dropped = skipOf(spec)
  return {
    ...PASSING,
    start: () => {
      let left = dropped
      return {
        push: (docs) => {
          const passed = docs.slice(left)
          left -= docs.length - passed.length
          return passed
        },
      }
    },
  }
}

/** $count. Where no document came, none goes out. */
export function count(spec: Value): StagePlan {
  const name = textOf(spec, 40156, '$count')
  if (name === '') throw fault(40157, 'the count field must be a non-empty string')
  if (name.startsWith('$')) throw fault(40158, 'the count field cannot be a $-prefixed path')
  if (/[.\0]/.test(name)) throw fault(40160, "the count field cannot contain '.' or a null byte")
  return {
    needs: NO_FIELDS,
    isExhaustive: true,
    start: () => {
      let total = 0
      return {
        push: (docs) => {
          total += docs.length
          return []
        },
        end: () => (total === 0 ? [] : [new Map([[name, intOrLong(total)]])]),
      }
    },
  }
}
