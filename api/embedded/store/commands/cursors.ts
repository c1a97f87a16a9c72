import { randomInt } from 'node:crypto'
import { MAX_BSON_SIZE } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import type { Clock } from '../storage/engine.ts'
import type { Deadline } from './deadline.ts'

/** MongoDB's cursorTimeoutMillis. */
export const IDLE_TIME = 10 * 60_000

/** Results as BSON, piece by piece. */
export interface Source {
  /** At most `max` results (perhaps none yet), undefined at the end. */
  read(max: number): readonly Buffer[] | undefined | Promise<readonly Buffer[] | undefined>
  /** Known to have nothing more. */
  readonly isDone: boolean
  /** Lets go of what it holds; called once, when it was not read to its end. */
  close?(): void
}

/** A result set of which the client has taken a part. */
export class Cursor {
  #ahead: Buffer[] = []
  readonly #source: Source
  readonly #deadline: Deadline
  #isDone = false

  /** The deadline is the command's that opened it; it counts while batches are made. */
  constructor(
    readonly namespace: string,
    readonly session: string,
    source: Source,
    deadline: Deadline,
  ) {
    this.#source = source
    this.#deadline = deadline
  }

  get isDone(): boolean {
    return this.#ahead.length === 0 && (this.#isDone || this.#source.isDone)
  }

  /** The next results: at most `max`, and no more than fit into one answer. */
  async batch(max: number): Promise<Buffer[]> {
    this.#deadline.resume()
    try {
      return await this.#take(max)
    } finally {
      this.#deadline.suspend()
    }
  }

  async #take(max: number): Promise<Buffer[]> {
    const batch: Buffer[] = []
    let bytes = 0
    while (batch.length < max && !this.isDone) {
      if (this.#ahead.length === 0) {
        await this.#readMore(max - batch.length)
        continue
      }
      let taken = 0
      while (taken < this.#ahead.length && batch.length < max) {
        const document = this.#ahead[taken]!
        bytes += document.length
        // A batch has at least one document, however large.
        if (bytes > MAX_BSON_SIZE && batch.length > 0) break
        batch.push(document)
        taken++
      }
      this.#ahead = taken === this.#ahead.length ? [] : this.#ahead.slice(taken)
      if (this.#ahead.length > 0) break
    }
    return batch
  }

  async #readMore(max: number): Promise<void> {
    const read = this.#source.read(max)
    const more = read instanceof Promise ? await read : read
    if (more) this.#ahead.push(...more)
    else this.#isDone = true
    if (this.#deadline.isTurnOver) await this.#deadline.breathe()
    else this.#deadline.check()
  }

  close(): void {
    if (!this.isDone) this.#source.close?.()
  }
}

interface Open {
  readonly cursor: Cursor
  usedAt: number
  isInUse: boolean
  keepsAlive: boolean
}

/** The cursors clients may come back to. */
export class Cursors {
  readonly #open = new Map<bigint, Open>()
  readonly #clock: Clock
  readonly #base = BigInt(randomInt(1, 2 ** 30)) << 32n
  #count = 0n
  timedOut = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#open.size
  }

  /** Keeps a cursor for later and gives it its number. */
  keep(cursor: Cursor, keepsAlive: boolean): bigint {
    const id = this.#base + ++this.#count
    this.#open.set(id, { cursor, usedAt: this.#clock.now(), isInUse: false, keepsAlive })
    return id
  }

  /** Uses a cursor for one batch. Throws 43 for one that is not there, 13 or 50738 for one that is somebody else's. */
  async use<T>(id: bigint, namespace: string, session: string, work: (cursor: Cursor) => Promise<T>): Promise<T> {
    const open = this.#open.get(id)
    if (!open) throw notFound(id)
    const { cursor } = open
    if (cursor.namespace !== namespace) {
      throw new StoreError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    if (cursor.session !== session) {
      throw new StoreError(
        50738,
        'Location50738',
        `Cannot run getMore on cursor ${id}, which was created in another session`,
      )
    }
    if (open.isInUse) throw new StoreError(12051, 'CursorInUse', `cursor with id ${id} is already in use`)
    open.isInUse = true
    try {
      const result = await work(cursor)
      if (cursor.isDone) this.#open.delete(id)
      return result
    } catch (error) {
      this.kill(id)
      throw error
    } finally {
      open.isInUse = false
      open.usedAt = this.#clock.now()
    }
  }

  /** Whether there was such a cursor. */
  kill(id: bigint, namespace?: string): boolean {
    const open = this.#open.get(id)
    if (!open || (namespace !== undefined && open.cursor.namespace !== namespace)) return false
    this.#open.delete(id)
    open.cursor.close()
    return true
  }

  endSession(session: string): void {
    for (const [id, { cursor }] of this.#open) if (cursor.session === session) this.kill(id)
  }

  /** Closes cursors nobody has asked for in ten minutes. */
  sweep(): void {
    const oldest = this.#clock.now() - IDLE_TIME
    for (const [id, { usedAt, isInUse, keepsAlive }] of this.#open) {
      if (isInUse || keepsAlive || usedAt > oldest) continue
      this.kill(id)
      this.timedOut++
    }
  }
}

export const notFound = (id: bigint) => new StoreError(43, 'CursorNotFound', `cursor id ${id} not found`)
