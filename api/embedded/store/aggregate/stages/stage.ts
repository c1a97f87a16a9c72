import type { QueryContext } from '../../query/filter.ts'
import type { Doc, Fields, Value } from '../../values.ts'
import type { PipelineContext } from '../context.ts'
import type { Variables } from '../operator.ts'

/** A stage at work. Documents come in batches; none of them may be changed, for others may hold them too. */
export interface Stage {
  /** Takes some documents and gives what can go on. */
  push(docs: readonly Doc[]): readonly Doc[] | Promise<readonly Doc[]>
  /** After the last document: what was held back. */
  end?(): readonly Doc[] | Promise<readonly Doc[]>
  /** Whatever else came would be dropped. */
  readonly isFull?: boolean
}

interface Reads {
  /** What it reads of the documents that come to it. */
  readonly needs: Fields | 'all'
  /** Only what it makes of `needs` goes on; no other field of a document passes through. */
  readonly isExhaustive: boolean
}

/** A compiled stage. */
export interface StagePlan extends Reads {
  start(): Stage
}

/** A compiled stage that makes one document of each; such a one can stand in an update too. */
export interface MapPlan extends Reads {
  map(doc: Doc): Doc
}

/** What map stages are compiled with. */
export interface MapContext {
  readonly query: QueryContext
  readonly variables: Variables
}

export interface StageContext extends MapContext {
  readonly pipeline: PipelineContext
}

export type StageCompiler = (spec: Value, context: StageContext) => StagePlan
export type MapCompiler = (spec: Value, context: MapContext) => MapPlan

/** A map stage as a stage of a pipeline. */
export const mapping =
  (compile: MapCompiler): StageCompiler =>
  (spec, context) => {
    const plan = compile(spec, context)
    const map = (doc: Doc): Doc => plan.map(doc)
    return { needs: plan.needs, isExhaustive: plan.isExhaustive, start: () => ({ push: (docs) => docs.map(map) }) }
  }
