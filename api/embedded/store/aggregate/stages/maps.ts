import { compileAssignment, compileProjectStage } from '../../query/projection.ts'
import type { QueryContext } from '../../query/filter.ts'
import { fault } from '../../errors.ts'
import { isDoc, type Doc, type Value } from '../../values.ts'
import { partsOf, variablesAt, wrongType } from '../operator.ts'
import { NO_FIELDS, type MapPlan } from './stage.ts'

type MapCompiler = (spec: Value, query: QueryContext) => MapPlan

const project: MapCompiler = (spec, query) => {
  if (!isDoc(spec)) throw wrongType(15969, '$project', spec)
  if (spec.size === 0) throw fault(51272, 'projection specification must have at least one field')
  const { fields, apply } = compileProjectStage(spec, query)
  return { needs: fields, isExhaustive: fields !== 'all', map: apply }
}

const set: MapCompiler = (spec, query) => {
  if (!isDoc(spec)) throw wrongType(40272, '$addFields', spec)
  const { fields, apply } = compileAssignment(spec, query)
  return { needs: fields, isExhaustive: false, map: apply }
}

/** $unset: a $project that excludes; what it leaves out need not be read for it. */
const unset: MapCompiler = (spec, query) => {
  const paths = Array.isArray(spec) ? spec : [spec]
  if (paths.length === 0) throw fault(31119, '$unset specification must have at least one field')
  const exclusion: Doc = new Map()
  for (const path of paths) {
    if (typeof path !== 'string') throw wrongType(Array.isArray(spec) ? 31120 : 31002, '$unset', path)
    exclusion.set(path, false)
  }
  return { needs: NO_FIELDS, isExhaustive: false, map: compileProjectStage(exclusion, query).apply }
}

const replaceWith: MapCompiler = (spec, query) => {
  const { evaluate, fields } = query.evaluate(spec)
  const variables = variablesAt(query.now)
  return {
    needs: fields,
    isExhaustive: true,
    map: (doc) => {
      const root = evaluate(doc, variables)
      if (isDoc(root)) return root
      throw wrongType(40228, "'newRoot'", root)
    },
  }
}

/** The stages that make one document of each, of which updates may be made too. */
export const MAP_STAGES: ReadonlyMap<string, MapCompiler> = new Map<string, MapCompiler>([
  ['$addFields', set],
  ['$project', project],
  ['$replaceRoot', (spec, query) => replaceWith(partsOf(spec, '$replaceRoot', ['newRoot']).get('newRoot')!, query)],
  ['$replaceWith', replaceWith],
  ['$set', set],
  ['$unset', unset],
])
