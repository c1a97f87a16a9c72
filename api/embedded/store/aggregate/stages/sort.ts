import { compileSort } from '../../query/sort.ts'
import { isDoc, type Value } from '../../values.ts'
import { fault } from '../fault.ts'
import { Sorter } from '../sorter.ts'
import type { StageCompiler, StagePlan } from './stage.ts'

/** $sort; `most` is how many of its documents a following $limit lets through. */
export function sortPlan(spec: Value, most = Infinity): StagePlan {
  if (!isDoc(spec)) throw fault(15973, 'the $sort key specification must be an object')
  if (spec.size === 0) throw fault(15976, '$sort stage must have at least one sort key')
  const sort = compileSort(spec)
  return {
    needs: sort.fields,
    isExhaustive: false,
    start: () => {
      const sorter = new Sorter(sort, most)
      return {
        push: (docs) => {
          for (const doc of docs) sorter.add(doc)
          return []
        },
        end: () => sorter.sorted(),
      }
    },
  }
}

export const sort: StageCompiler = (spec) => sortPlan(spec)
