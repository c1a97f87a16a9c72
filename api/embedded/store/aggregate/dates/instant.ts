import { type Maybe, ObjectId, Timestamp } from '../../values.ts'
import { typeName } from '../../bson/order.ts'
import { StoreError } from '../../errors.ts'
import { fault } from '../fault.ts'

/** The milliseconds of whatever MongoDB takes for a date: dates, timestamps, and the time within an ObjectId. */
export function instantOrNothing(value: Maybe): number | undefined {
  if (value instanceof Date) return value.getTime()
  if (value instanceof Timestamp) return value.t * 1000
  return value instanceof ObjectId ? value.getTimestamp().getTime() : undefined
}

export function instantOf(value: Maybe): number {
  const instant = instantOrNothing(value)
  if (instant === undefined) throw fault(16006, `can't convert from BSON type ${typeName(value)} to Date`)
  return instant
}

/** The date of an instant; code 15 beyond what a date can hold. */
export function dateAt(instant: number): Date {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) throw new StoreError(15, 'Overflow', 'date overflow')
  return date
}
