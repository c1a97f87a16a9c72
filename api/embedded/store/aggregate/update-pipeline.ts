import { StoreError } from '../errors.ts'
import type { QueryContext } from '../query/filter.ts'
import type { Doc, Value } from '../values.ts'
import { stageOf } from './pipeline.ts'
import { MAP_STAGES } from './stages/maps.ts'

/**
 * Compiles an update given as a pipeline: from the document before to the document after. Throws 72 for a stage that
 * no update may have.
 */
export function compileUpdatePipeline(stages: readonly Value[], query: QueryContext): (doc: Doc) => Doc {
  const maps = stages.map((stage) => {
    const [name, spec] = [...stageOf(stage)][0]!
    const compile = MAP_STAGES.get(name)
    if (!compile) throw new StoreError(72, 'InvalidOptions', `${name} is not allowed to be used within an update`)
    return compile(spec, query)
  })
  return (doc) => maps.reduce((current, { map }) => map(current), doc)
}
