import { compileFilter } from '../../query/filter.ts'
import { isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import type { StageCompiler } from './stage.ts'

export const match: StageCompiler = (spec, { query }) => {
  if (!isDoc(spec)) throw fault(15959, 'the match filter must be an expression in an object')
  const filter = compileFilter(spec, query)
  return {
    needs: filter.fields,
    isExhaustive: false,
    start: () => ({ push: (docs) => docs.filter((doc) => filter.test(doc)) }),
  }
}
