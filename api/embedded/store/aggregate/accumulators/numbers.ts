import { isNumeric } from '../../bson/numbers.ts'
import type { Maybe } from '../../values.ts'
import { Spread, Total } from '../total.ts'
import type { Accumulator } from './accumulator.ts'

/** $sum: what is no number counts nothing. */
export class Sum implements Accumulator {
  private readonly total = new Total()

  add(value: Maybe): void {
    if (isNumeric(value)) this.total.add(value)
  }

  result(): Maybe {
    return this.total.result()
  }
}

/** $avg: null where there was no number. */
export class Average implements Accumulator {
  private readonly total = new Total()
  private count = 0

  add(value: Maybe): void {
    if (!isNumeric(value)) return
    this.total.add(value)
    this.count++
  }

  result(): Maybe {
    return this.count === 0 ? null : this.total.mean(this.count)
  }
}

/** $stdDevPop and, with one degree of freedom taken off, $stdDevSamp. */
export class Deviation implements Accumulator {
  private readonly spread = new Spread()

  constructor(private readonly correction: 0 | 1) {}

  add(value: Maybe): void {
    if (isNumeric(value)) this.spread.add(value)
  }

  result(): Maybe {
    return this.spread.result(this.correction)
  }
}
