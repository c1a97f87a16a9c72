import { badValue, StoreError } from '../errors.ts'
import type { Clock } from '../storage/engine.ts'

/** How long a command may block the thread before others have their turn, in milliseconds. */
const TURN = 10

const MAX_TIME = 2 ** 31 - 1

/** The time a command may take (maxTimeMS), and when it last let others have their turn. */
export class Deadline {
  readonly #clock: Clock
  #end: number
  #suspendedAt: number | undefined
  #turnEnds = performance.now() + TURN

  constructor(clock: Clock, maxTimeMS: number | undefined) {
    if (maxTimeMS !== undefined && !(maxTimeMS >= 0 && maxTimeMS <= MAX_TIME)) {
      throw badValue(`${maxTimeMS} value for maxTimeMS is out of range [0, ${MAX_TIME}]`)
    }
    this.#clock = clock
    this.#end = maxTimeMS ? clock.now() + maxTimeMS : Infinity
  }

  /** The time between two batches of a cursor is the client's, not the command's. */
  suspend(): void {
    this.#suspendedAt = this.#clock.now()
  }

  resume(): void {
    if (this.#suspendedAt !== undefined) this.#end += this.#clock.now() - this.#suspendedAt
    this.#suspendedAt = undefined
    this.#turnEnds = performance.now() + TURN
  }

  /** Throws 50 once the time is over; gives others their turn if this command has kept them waiting long enough. */
  breathe(): Promise<void> | undefined {
    if (this.#end !== Infinity && this.#clock.now() > this.#end) {
      throw new StoreError(50, 'MaxTimeMSExpired', 'operation exceeded time limit')
    }
    return performance.now() > this.#turnEnds ? this.#pause() : undefined
  }

  async #pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#turnEnds = performance.now() + TURN
  }

  /** Pieces of work with a breath between them. */
  async *between<T>(pieces: Iterable<T>): AsyncGenerator<T, void, undefined> {
    for (const piece of pieces) {
      yield piece
      await this.breathe()
    }
  }
}
