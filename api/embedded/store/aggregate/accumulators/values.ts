import { compareExact, keyOf } from '../../bson/order.ts'
import type { Doc, Maybe, Value } from '../../values.ts'
import type { MemoryMeter } from '../memory.ts'
import { sizeOf } from '../memory.ts'
import { isNullish } from '../operator.ts'
import { mergeInto } from '../operators/objects.ts'
import type { Accumulator } from './accumulator.ts'

/** $min (direction 1) and $max (-1) in MongoDB's order of all types; null and missing do not count. */
export class Extreme implements Accumulator {
  private best: Maybe

  constructor(private readonly direction: 1 | -1) {}

  add(value: Maybe): void {
    if (isNullish(value)) return
    if (this.best === undefined || compareExact(value, this.best) * this.direction < 0) this.best = value
  }

  result(): Maybe {
    return this.best ?? null
  }
}

export class First implements Accumulator {
  private isSet = false
  private value: Maybe

  add(value: Maybe): void {
    if (this.isSet) return
    this.value = value
    this.isSet = true
  }

  result(): Maybe {
    return this.value
  }
}

export class Last implements Accumulator {
  private value: Maybe

  add(value: Maybe): void {
    this.value = value
  }

  result(): Maybe {
    return this.value
  }
}

/** $push: null is a value, a missing field is not. */
export class Push implements Accumulator {
  private readonly values: Value[] = []

  constructor(private readonly meter: MemoryMeter) {}

  add(value: Maybe): void {
    if (value === undefined) return
    this.meter.take(8 + sizeOf(value))
    this.values.push(value)
  }

  result(): Maybe {
    return this.values
  }
}

/** $addToSet, in the order in which the values came. */
export class Distinct implements Accumulator {
  private readonly values = new Map<string, Value>()

  constructor(private readonly meter: MemoryMeter) {}

  add(value: Maybe): void {
    if (value === undefined) return
    const key = keyOf(value)
    if (this.values.has(key)) return
    this.meter.take(key.length + 40 + sizeOf(value))
    this.values.set(key, value)
  }

  result(): Maybe {
    return [...this.values.values()]
  }
}

/** $mergeObjects: later fields win. */
export class Merge implements Accumulator {
  private readonly merged: Doc = new Map()

  constructor(private readonly meter: MemoryMeter) {}

  add(value: Maybe): void {
    if (isNullish(value)) return
    this.meter.take(sizeOf(value))
    mergeInto(this.merged, value)
  }

  result(): Maybe {
    return this.merged
  }
}
