import { StoreError, typeMismatch } from '../errors.ts'
import type { QueryContext } from '../query/filter.ts'
import { type Doc, type Value, isDoc } from '../values.ts'
import { fault } from './fault.ts'
import { variablesAt } from './operator.ts'
import { project, set, unset } from './stages/project.ts'
import { replaceRoot, replaceWith } from './stages/replace-root.ts'
import type { MapCompiler } from './stages/stage.ts'

/** The stages an update may be made of. */
const STAGES: ReadonlyMap<string, MapCompiler> = new Map([
  ['$addFields', set],
  ['$set', set],
  ['$unset', unset],
  ['$project', project],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', replaceWith],
])

/**
 * Compiles an update given as a pipeline: from the document before to the document after. Throws 72 for a stage that
 * no update may have.
 */
export function compileUpdatePipeline(stages: readonly Value[], query: QueryContext): (doc: Doc) => Doc {
  const variables = variablesAt(query.now)
  const maps = stages.map((stage) => {
    const [name, spec] = stageOf(stage)
    const compile = STAGES.get(name)
    if (!compile) throw new StoreError(72, 'InvalidOptions', `${name} is not allowed to be used within an update`)
    return compile(spec, { query, variables })
  })
  return (doc) => maps.reduce((current, { map }) => map(current), doc)
}

function stageOf(stage: Value): [string, Value] {
  if (!isDoc(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object")
  if (stage.size !== 1) throw fault(40323, 'A pipeline stage specification object must contain exactly one field.')
  return [...stage][0]!
}
