import { compileProjection } from '../../query/projection.ts'
import { type Doc, type Value, isDoc } from '../../values.ts'
import { compileAssignment } from '../assign.ts'
import { fault } from '../fault.ts'
import type { MapCompiler } from './stage.ts'

export const project: MapCompiler = (spec, { query }) => {
  if (!isDoc(spec)) throw fault(15969, '$project specification must be an object')
  const projection = compileProjection(spec, query, true)
  if (!projection) throw fault(51272, 'projection specification must have at least one field')
  const { fields } = projection
  return { needs: fields, isExhaustive: fields !== 'all', map: (doc) => projection.apply(doc) }
}

/** $set and its older name $addFields. */
export const set: MapCompiler = (spec, { variables }) => {
  if (!isDoc(spec)) throw fault(40272, '$addFields specification stage must be an object')
  const { apply, needs } = compileAssignment(spec, variables)
  return { needs, isExhaustive: false, map: apply }
}

/** $unset: a $project that excludes; what it leaves out need not be read for it. */
export const unset: MapCompiler = (spec, context) => {
  const { map } = project(exclusion(spec), context)
  return { needs: new Map(), isExhaustive: false, map }
}

function exclusion(spec: Value): Doc {
  const paths = Array.isArray(spec) ? spec : [spec]
  if (paths.length === 0) throw fault(31119, '$unset specification must have at least one field')
  return new Map(
    paths.map((path): [string, Value] => {
      if (typeof path === 'string') return [path, false]
      throw fault(Array.isArray(spec) ? 31120 : 31002, '$unset specification must be a string or an array of strings')
    }),
  )
}
