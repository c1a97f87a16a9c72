import { isDoc, type Doc, type Value } from '../../values.ts'
import { Dependencies } from '../dependencies.ts'
import { fault } from '../fault.ts'
import { MemoryMeter, sizeOf } from '../memory.ts'
import type { Chain } from '../chain.ts'
import type { StageCompiler, StageContext } from './stage.ts'

/** Stages that may not stand in a facet. */
const FORBIDDEN = new Set([
  '$facet',
  '$merge',
  '$out',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$geoNear',
  '$changeStream',
])

/** Builds the chain of a facet's stages; given by pipeline.ts, which knows them all and cannot be imported here. */
export type CompileChain = (stages: readonly Value[], context: StageContext) => Chain

export const facetWith =
  (compileChain: CompileChain): StageCompiler =>
  (spec, context) => {
    if (!isDoc(spec) || spec.size === 0) throw fault(40169, 'the $facet specification must be a non-empty object')
    const facets = [...spec].map(([name, stages]) => [name, compileFacet(name, stages, context, compileChain)] as const)
    const dependencies = new Dependencies()
    for (const [, { fields }] of facets) dependencies.include(fields)
    return {
      needs: dependencies.fields,
      isExhaustive: true,
      start: () => {
        const running = facets.map(([name, facet]) => ({ name, run: facet.start(), results: [] as Doc[] }))
        const meter = new MemoryMeter('$facet')
        const keep = (results: Doc[], docs: readonly Doc[]): void => {
          for (const doc of docs) {
            meter.take(sizeOf(doc))
            results.push(doc)
          }
        }
        return {
          push: async (docs) => {
            for (const { run, results } of running) if (!run.isFull) keep(results, await run.push(docs))
            return []
          },
          end: async () => {
            for (const { run, results } of running) keep(results, await run.end())
            return [new Map<string, Value>(running.map(({ name, results }) => [name, results]))]
          },
        }
      },
    }
  }

function compileFacet(name: string, stages: Value, context: StageContext, compileChain: CompileChain): Chain {
  if (name.startsWith('$')) throw fault(16410, `FieldPath field names may not start with '$': ${name}`)
  if (name.includes('.')) throw fault(40170, `the facet name '${name}' cannot contain '.'`)
  if (!Array.isArray(stages)) throw fault(40170, `arguments to $facet must be arrays, ${name} is not`)
  for (const stage of stages) {
    const [forbidden] = isDoc(stage) ? [...stage.keys()].filter((each) => FORBIDDEN.has(each)) : []
    if (forbidden !== undefined) throw fault(40600, `${forbidden} is not allowed to be used within a $facet stage`)
  }
  return compileChain(stages, context)
}
