import type { Maybe } from '../../values.ts'
import type { MemoryMeter } from '../memory.ts'
import type { Node } from '../operator.ts'

/** What gathers the values of one group: `add` takes each document's, missing ones too; `result` is asked once. */
export interface Accumulator {
  add(value: Maybe): void
  result(): Maybe
}

/** Begins the accumulator of a new group; what grows with its values is counted on the meter. */
export type StartAccumulator = (meter: MemoryMeter) => Accumulator

/** What one field of $group does: `node` gives each document's value, `start` begins a group. */
export interface Accumulation {
  readonly node: Node
  readonly start: StartAccumulator
}
