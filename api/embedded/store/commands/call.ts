import type { Engine } from '../storage/engine.ts'
import type { Doc } from '../values.ts'
import type { Cursors } from './cursors.ts'
import type { Deadline } from './deadline.ts'

/** What a command sees of the server around it. */
export interface Server {
  readonly engine: Engine
  readonly cursors: Cursors
  /** Milliseconds since 1970 when it started. */
  readonly startedAt: number
  connections(): { current: number; total: number }
  /** Counts of commands by name, for serverStatus. */
  readonly counts: Map<string, number>
}

/** One command on its way. */
export interface Call {
  readonly server: Server
  readonly engine: Engine
  readonly name: string
  readonly db: string
  readonly body: Doc
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  readonly connection: number
  /** The logical session as text, '' without one. */
  readonly session: string
  readonly deadline: Deadline
  /** The one instant $$NOW and $currentDate stand for. */
  readonly now: Date
}

/** An answer: a BSON document. */
export type Answer = Buffer | Promise<Buffer>

export interface Command {
  /** The fields it knows besides its own name and those every command has. */
  readonly fields: readonly string[]
  /** Only on the admin database. */
  readonly isAdmin?: boolean
  run(call: Call): Answer
}
