import { int32 } from '../../bson/decode.ts'
import { typeName } from '../../bson/order.ts'
import { type Doc, type Value, isDoc } from '../../values.ts'
import { intOrLong } from '../arithmetic.ts'
import { fault } from '../fault.ts'
import { group } from './group.ts'
import { sortPlan } from './sort.ts'
import type { Stage, StageCompiler } from './stage.ts'

export const count: StageCompiler = (spec) => {
  if (typeof spec !== 'string') throw fault(40156, 'the count field must be a non-empty string')
  if (spec === '') throw fault(40157, 'the count field must be a non-empty string')
  if (spec.startsWith('$')) throw fault(40158, 'the count field cannot be a $-prefixed path')
  if (spec.includes('\0')) throw fault(40159, 'the count field cannot contain a null byte')
  if (spec.includes('.')) throw fault(40160, "the count field cannot contain '.'")
  return { needs: new Map(), isExhaustive: true, start: () => counting(spec) }
}

/** Where no document came, none goes out. */
function counting(name: string): Stage {
  let total = 0
  return {
    push: (docs) => {
      total += docs.length
      return []
    },
    end: () => (total === 0 ? [] : [new Map([[name, intOrLong(total)]])]),
  }
}

export const sortByCount: StageCompiler = (spec, context) => {
  const isPath = typeof spec === 'string' && spec.startsWith('$')
  const isExpression = isDoc(spec) && [...spec.keys()][0]?.startsWith('$') === true
  if (typeof spec === 'string' && !isPath) {
    throw fault(40148, 'the sortByCount field must be defined as a $-prefixed path or an expression inside an object')
  }
  if (isDoc(spec) && !isExpression) throw fault(40147, 'the sortByCount field must be an expression inside an object')
  if (!isPath && !isExpression)
    throw fault(40149, `the sortByCount field must be specified as a string or as an object, not ${typeName(spec)}`)
  const counts: Doc = new Map<string, Value>([
    ['_id', spec],
    ['count', new Map([['$sum', int32(1)]])],
  ])
  const plan = group(counts, context)
  const order = sortPlan(new Map([['count', int32(-1)]]))
  return { ...plan, start: () => joined(plan.start(), order.start()) }
}

/** Two blocking stages as one. */
function joined(first: Stage, second: Stage): Stage {
  return {
    push: (docs) => first.push(docs),
    end: async () => {
      await second.push(await first.end!())
      return second.end!()
    },
  }
}
