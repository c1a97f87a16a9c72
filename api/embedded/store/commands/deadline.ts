import { StoreError } from '../errors.ts'
import type { Clock } from '../storage/engine.ts'

/** How long a command may block the thread before others have their turn. */
const TURN = 10

const MAX_TIME = 2 ** 31 - 1

/** The time a command may take (maxTimeMS), and when it last let others have their turn. */
export class Deadline {
  readonly #clock: Clock
  #end: number
  #suspendedAt: number | undefined
  #turnEnds: number

  constructor(clock: Clock, maxTimeMS: number | undefined) {
    if (maxTimeMS !== undefined && !(maxTimeMS >= 0 && maxTimeMS <= MAX_TIME)) {
      throw new StoreError(2, 'BadValue', `${maxTimeMS} value for maxTimeMS is out of range [0, ${MAX_TIME}]`)
    }
    this.#clock = clock
    this.#end = maxTimeMS ? clock.now() + maxTimeMS : Infinity
    this.#turnEnds = performance.now() + TURN
  }

  /** Throws 50 once the time is over. */
  check(): void {
    if (this.#end !== Infinity && this.#clock.now() > this.#end) {
      throw new StoreError(50, 'MaxTimeMSExpired', 'operation exceeded time limit')
    }
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

  get isTurnOver(): boolean {
    return performance.now() > this.#turnEnds
  }

  /** Lets other connections be served, if this command has kept them waiting long enough. */
  async breathe(): Promise<void> {
    this.check()
    if (!this.isTurnOver) return
    await new Promise((resolve) => setImmediate(resolve))
    this.#turnEnds = performance.now() + TURN
  }
}
