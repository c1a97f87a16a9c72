import { decode } from '../bson/decode.ts'
import { StoreError } from '../errors.ts'
import { Int32, type Doc, type Maybe } from '../values.ts'
import { ok, writeError } from './answers.ts'
import type { Call } from './call.ts'
import { workOnAll, workOnFirst, type Job } from './jobs.ts'

/** MongoDB's maxWriteBatchSize. */
export const MAX_BATCH = 100_000
/** So many statements share one transaction at most, so that others are not kept waiting. */
const GROUP = 500
const OUT_OF_SPACE = 14031

/** A statement works inside a write that it shares with others, or on every match, in writes of its own. */
type Statement = { readonly one: () => void } | { readonly all: () => Promise<void> }

/** A statement of a job, which is read when its turn comes, so that what is wrong with it is its own error. */
export const statementOf = (call: Call, name: string, isMulti: boolean, job: () => Job): Statement =>
  isMulti ? { all: async () => workOnAll(call, name, job()) } : { one: () => workOnFirst(call, name, job()) }

/** The statements of a command, from beside it or from the command itself. */
export const statementsIn = (call: Call, field: string, inside: readonly Doc[] = []): readonly Doc[] =>
  call.sequences.get(field)?.map((bytes) => decode(bytes)) ?? inside

/** What the statements of a command have done so far. */
export interface Outcome {
  n: number
  nModified: number
  readonly upserted: Doc[]
}

/** Runs statements in their order, each seeing what those before it did, and answers. Throws 16 for too many or none. */
export async function runStatements<Given>(
  { engine, name }: Call,
  ordered: Maybe,
  given: readonly Given[],
  read: (given: Given, outcome: Outcome, index: number) => Statement,
): Promise<Buffer> {
  if (given.length === 0 || given.length > MAX_BATCH) {
    const message = `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${given.length} operations.`
    throw new StoreError(16, 'InvalidLength', message)
  }
  const outcome: Outcome = { n: 0, nModified: 0, upserted: [] }
  const statements = given.map((each, index) => read(each, outcome, index))
  const writeErrors: Doc[] = []
  // What one statement is refused for is told in the answer; a full disk ends the command.
  const fail = (index: number, error: unknown): void => {
    if (!(error instanceof StoreError) || error.code === OUT_OF_SPACE) throw error
    writeErrors.push(writeError(index, error))
  }
  const isOver = (): boolean => ordered !== false && writeErrors.length > 0
  for (let at = 0; at < statements.length && !isOver();) {
    const from = at
    const first = statements[from]!
    if ('all' in first) {
      await first.all().catch((error: unknown) => fail(from, error))
      at++
      continue
    }
    at = await engine.write(() => {
      let i = from
      for (; i < from + GROUP && !isOver(); i++) {
        const statement = statements[i]
        if (!statement || 'all' in statement) break
        try {
          statement.one()
        } catch (error) {
          fail(i, error)
        }
      }
      return i
    })
  }
  return ok({
    n: new Int32(outcome.n),
    ...(name === 'update' && { nModified: new Int32(outcome.nModified) }),
    ...(outcome.upserted.length > 0 && { upserted: outcome.upserted }),
    ...(writeErrors.length > 0 && { writeErrors }),
  })
}
