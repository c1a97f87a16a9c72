import type { Doc, Fields } from '../values.ts'
import { Dependencies } from './dependencies.ts'
import type { Chain, MapPlan, Stage, StagePlan } from './stages/stage.ts'

export const chainOf = (plans: readonly (StagePlan | MapPlan)[]): Chain => ({
  fields: fieldsOf(plans),
  start: () => new RunningChain(plans.map((plan) => ('start' in plan ? plan.start() : mapping(plan)))),
})

const mapping = (plan: MapPlan): Stage => ({ push: (docs) => docs.map((doc) => plan.map(doc)) })

/** Everything that is read up to the first stage that lets no field through but what it makes itself. */
function fieldsOf(plans: readonly (StagePlan | MapPlan)[]): Fields | 'all' {
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
