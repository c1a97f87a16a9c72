import { randomInt } from 'node:crypto'
import { MAX_BSON_SIZE } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'
import type { Clock } from '../storage/engine.ts'
import type { Deadline } from './deadline.ts'

/** MongoDB's cursorTimeoutMillis. */
export const IDLE_TIME = 10 * 60_000

/** Results as BSON, piece by piece (an empty piece only says that it goes on). */
export type Pieces = Iterator<readonly Buffer[], void> | AsyncIterator<readonly Buffer[], void>

/** A result set of which the client has taken a part. */
export class Cursor {
  #ahead: Buffer[] = []
  #isRead = false
  isInUse = false
  /** When a client last asked for it. */
  usedAt = 0

  /** `left` is how many results there can be; the deadline is the command's and counts while batches are made. */
  constructor(
    readonly namespace: string,
    private readonly pieces: Pieces,
    private readonly deadline: Deadline,
    private left = Infinity,
  ) {}

  get isDone(): boolean {
    return this.left === 0 || (this.#isRead && this.#ahead.length === 0)
  }

  /** The next results: at most `max`, and no more than fit into one answer. */
  async batch(max: number): Promise<Buffer[]> {
    this.deadline.resume()
    const batch: Buffer[] = []
    let bytes = 0
    while (batch.length < max && !this.isDone) {
      const next = this.#ahead[0]
      if (!next) {
        await this.#readMore()
        continue
      }
      bytes += next.length
      // A batch has at least one document, however large.
      if (bytes > MAX_BSON_SIZE && batch.length > 0) break
      batch.push(next)
      this.#ahead.shift()
      this.left--
    }
    this.deadline.suspend()
    return batch
  }

  async #readMore(): Promise<void> {
    const read = this.pieces.next()
    const { done, value } = read instanceof Promise ? await read : read
    if (done) this.#isRead = true
    else this.#ahead.push(...value)
    const pause = this.deadline.breathe()
    if (pause) await pause
  }

  /** Lets go of what it holds. */
  close(): void {
    const closing = this.pieces.return?.()
    if (closing instanceof Promise) closing.catch(() => {})
  }
}

/** The cursors clients may come back to. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>()
  readonly #clock: Clock
  #lastId = BigInt(randomInt(1, 2 ** 30)) << 32n

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#open.size
  }

  /** Keeps a cursor for later and gives it its number. */
  keep(cursor: Cursor): bigint {
    cursor.usedAt = this.#clock.now()
    this.#open.set(++this.#lastId, cursor)
    return this.#lastId
  }

  /** The next batch of a cursor. Throws 43 where it is not there, 13 where it is another collection's. */
  async next(id: bigint, namespace: string, max: number): Promise<{ batch: Buffer[]; isDone: boolean }> {
    const cursor = this.#open.get(id)
    if (!cursor) throw new StoreError(43, 'CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw new StoreError(13, 'Unauthorized', `cursor ${id} belongs to ${cursor.namespace}, not to ${namespace}`)
    }
    if (cursor.isInUse) throw new StoreError(12051, 'CursorInUse', `cursor with id ${id} is already in use`)
    cursor.isInUse = true
    try {
      const batch = await cursor.batch(max)
      if (cursor.isDone) this.kill(id, namespace)
      return { batch, isDone: cursor.isDone }
    } catch (error) {
      this.kill(id, namespace)
      throw error
    } finally {
      cursor.isInUse = false
      cursor.usedAt = this.#clock.now()
    }
  }

  /** Whether there was such a cursor. */
  kill(id: bigint, namespace: string): boolean {
    const cursor = this.#open.get(id)
    if (cursor?.namespace !== namespace) return false
    this.#open.delete(id)
    cursor.close()
    return true
  }

  /** Closes cursors nobody has asked for in ten minutes. */
  sweep(): void {
    const oldest = this.#clock.now() - IDLE_TIME
    for (const [id, { namespace, isInUse, usedAt }] of this.#open) {
      if (!isInUse && usedAt <= oldest) this.kill(id, namespace)
    }
  }
}
