import { StoreError } from '../errors.ts'
import type { Engine } from '../storage/engine.ts'
import type { Collection } from '../storage/shapes.ts'
import { Int32, type Doc, type Value } from '../values.ts'
import { ok, writeError } from './answers.ts'
import type { Call } from './call.ts'
import { boolField, checkDatabase, docsField, missing, type Origin } from './fields.ts'

/** MongoDB's maxWriteBatchSize. */
const MAX_BATCH = 100_000
/** So many statements share one transaction at most, so that others are not kept waiting. */
const GROUP = 500

/** Inside a write: the collection, made if it does not exist. */
export function collectionFor(engine: Engine, db: string, name: string): Collection {
  const found = engine.find(db, name)
  if (found) return found
  checkDatabase(db)
  return engine.catalogue.create(db, name, new Map())
}

/** What the statements of one command have done so far. */
export class Outcome {
  n = 0
  nModified = 0
  readonly upserted: Doc[] = []
  readonly #errors: Doc[] = []
  readonly #isOrdered: boolean

  constructor(isOrdered: boolean) {
    this.#isOrdered = isOrdered
  }

  /** An error came and the statements after it do not run. */
  get isOver(): boolean {
    return this.#isOrdered && this.#errors.length > 0
  }

  /** Runs one statement; what it refuses is told in the answer. */
  attempt(index: number, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.fail(index, error)
    }
  }

  fail(index: number, error: unknown): void {
    if (!(error instanceof StoreError) || error.code === OUT_OF_SPACE) throw error
    this.#errors.push(writeError(index, error))
  }

  answer(extra: Readonly<Record<string, Value>> = {}): Buffer {
    const fields: Record<string, Value> = { n: new Int32(this.n), ...extra }
    if (this.upserted.length > 0) fields['upserted'] = this.upserted
    if (this.#errors.length > 0) fields['writeErrors'] = this.#errors
    return ok(fields)
  }
}

const OUT_OF_SPACE = 14031

/** The statements of insert, update or delete: in the command itself or beside it. */
export function statementsOf<T>(call: Call, field: string, ofBytes: (bytes: Buffer) => T, ofDoc: (doc: Doc) => T): T[] {
  const beside = call.sequences.get(field)
  const inside = docsField(call, field)
  if (!beside && !inside) throw missing(call, field)
  const statements = beside ? beside.map(ofBytes) : inside!.map(ofDoc)
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    const message = `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`
    throw new StoreError(16, 'InvalidLength', message)
  }
  return statements
}

export const outcomeOf = (origin: Origin): Outcome =>
  new Outcome(!origin.body.has('ordered') || boolField(origin, 'ordered'))

/** Runs statements in their order, some hundred in one transaction: each sees what those before it did. */
export async function runGrouped<T>(
  call: Call,
  outcome: Outcome,
  statements: readonly T[],
  from: number,
  run: (statement: T) => void,
): Promise<void> {
  for (let at = 0; at < statements.length && !outcome.isOver; at += GROUP) {
    const group = statements.slice(at, at + GROUP)
    await call.engine.write(() => {
      for (const [i, statement] of group.entries()) {
        if (outcome.isOver) return
        outcome.attempt(from + at + i, () => run(statement))
      }
    })
  }
}
