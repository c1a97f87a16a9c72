import type { Doc, Fields } from '../values.ts'
import { Dependencies } from './dependencies.ts'
import type { Stage, StagePlan } from './stages/stage.ts'

/** Stages in a row, as one. */
export interface Chain {
  /** What the chain reads of the documents that come to it; 'all' where they themselves may come out at its end. */
  readonly fields: Fields | 'all'
  start(): Required<Stage>
}

export const chainOf = (plans: readonly StagePlan[]): Chain => ({
  fields: fieldsOf(plans),
  start: () => new RunningChain(plans.map((plan) => plan.start())),
})

/** Everything that is read up to the first stage that lets no field through but what it makes itself. */
function fieldsOf(plans: readonly StagePlan[]): Fields | 'all' {
  const dependencies = new Dependencies()
  for (const plan of plans) {
    dependencies.include(plan.needs)
    if (plan.isExhaustive) return dependencies.fields
  }
  return 'all'
}

class RunningChain implements Required<Stage> {
  constructor(private readonly stages: readonly Stage[]) {}

  get isFull(): boolean {
    return this.stages.some((stage) => stage.isFull)
  }

  push(docs: readonly Doc[]): Promise<readonly Doc[]> {
    return this.through(docs, false)
  }

  end(): Promise<readonly Doc[]> {
    return this.through([], true)
  }

  private async through(docs: readonly Doc[], isEnd: boolean): Promise<readonly Doc[]> {
    let passed = docs
    for (const stage of this.stages) {
      if (passed.length > 0) passed = await stage.push(passed)
      if (isEnd && stage.end) passed = [...passed, ...(await stage.end())]
    }
    return passed
  }
}
