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

export interface StageContext {
  readonly pipeline: PipelineContext
  readonly query: QueryContext
  readonly variables: Variables
  /** Compiles stages within a stage ($facet). */
  readonly compileChain: (stages: readonly Value[], context: StageContext) => Chain
}

/** Stages in a row, as one. */
export interface Chain {
  /** What the chain reads of the documents that come to it; 'all' where they themselves may come out at its end. */
  readonly fields: Fields | 'all'
  start(): Required<Stage>
}

export const NO_FIELDS: Fields = new Map()
