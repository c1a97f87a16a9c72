import { fault } from '../../errors.ts'
import { isDoc, type Doc, type Value } from '../../values.ts'
import { Dependencies } from '../dependencies.ts'
import { MemoryMeter, sizeOf } from '../memory.ts'
import { arrayOf } from '../operator.ts'
import type { Chain, StageContext, StagePlan } from './stage.ts'

export function facet(spec: Value, context: StageContext): StagePlan {
  if (!isDoc(spec) || spec.size === 0) throw fault(40169, 'the $facet specification must be a non-empty object')
  const chains = Array.from(spec, ([name, stages]) => [name, chainNamed(name, stages, context)] as const)
  const dependencies = new Dependencies()
  for (const [, { fields }] of chains) dependencies.include(fields)
  return {
    needs: dependencies.fields,
    isExhaustive: true,
    start: () => {
      const running = chains.map(([name, chain]) => ({ name, run: chain.start(), results: [] as Doc[] }))
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

function chainNamed(name: string, stages: Value, context: StageContext): Chain {
  if (name.startsWith('$') || name.includes('.')) throw fault(40170, `'${name}' is no name for a facet`)
  const list = arrayOf(stages, 40170, '$facet')
  const isForbidden = list.some((stage) => isDoc(stage) && (stage.has('$facet') || stage.has('$merge')))
  if (isForbidden) throw fault(40600, '$facet and $merge are not allowed to be used within a $facet stage')
  return context.compileChain(list, context)
}
