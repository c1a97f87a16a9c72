import { addDecimals, decimalOf, decimalOfNumber } from '../bson/decimal.ts'
import type { Numeric } from '../bson/numbers.ts'
import { Decimal128, Int32 } from '../values.ts'
import { divide, exactDecimal, fitsLong, intOrLong } from './arithmetic.ts'

/**
 * A running sum as $sum and $avg keep it: whole numbers exactly, doubles with the error of each addition carried
 * along (Knuth's two-sum), decimals apart. Its type is the widest seen.
 */
export class Total {
  private widest: 'int' | 'long' | 'double' | 'decimal' = 'int'
  private small = 0
  private big = 0n
  private high = 0
  private low = 0
  /** Plain sum, right for infinities and NaN, where the compensated one is not. */
  private plain = 0
  private decimals: Decimal128 | undefined

  add(value: Numeric): void {
    if (value instanceof Int32) return this.addWhole(value.value)
    if (typeof value === 'number') {
      if (this.widest !== 'decimal') this.widest = 'double'
      this.plain += value
      return this.addDouble(value)
    }
    if (typeof value === 'bigint') {
      if (this.widest === 'int') this.widest = 'long'
      this.big += value
      return
    }
    this.widest = 'decimal'
    this.decimals = this.decimals ? addDecimals(this.decimals, value) : value
  }

  private addWhole(value: number): void {
    this.small += value
    if (Number.isSafeInteger(this.small)) return
    this.big += BigInt(this.small - value) + BigInt(value)
    this.small = 0
  }

  private addDouble(value: number): void {
    const sum = this.high + value
    const part = sum - this.high
    this.low += this.high - (sum - part) + (value - part)
    this.high = sum
  }

  /** The sum of everything added. */
  result(): Numeric {
    const whole = this.big + BigInt(this.small)
    if (this.widest === 'decimal') return this.withDecimals(whole)
    if (this.widest === 'double') return this.doubles(whole)
    if (this.widest === 'int') return intOrLong(whole)
    return fitsLong(whole) ? whole : Number(whole)
  }

  /** The sum over the count: a double, or a decimal where one was added. */
  mean(count: number): Numeric {
    const sum = this.widest === 'decimal' ? this.result() : this.doubles(this.big + BigInt(this.small))
    return divide(sum, BigInt(count))
  }

  private doubles(whole: bigint): number {
    if (!Number.isFinite(this.plain)) return this.plain
    const nearest = Number(whole)
    const copy = new Total()
    copy.high = this.high
    copy.low = this.low
    copy.addDouble(nearest)
    copy.addDouble(Number(whole - BigInt(nearest)))
    return copy.high + copy.low
  }

  private withDecimals(whole: bigint): Decimal128 {
    const parts = [decimalOf(whole, 0), exactDecimal(this.high), exactDecimal(this.low)]
    const rest = Number.isFinite(this.plain) ? parts : [decimalOfNumber(this.plain)]
    return rest.reduce(addDecimals, this.decimals!)
  }
}
