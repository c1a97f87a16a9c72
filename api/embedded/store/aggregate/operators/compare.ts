import { int32 } from '../../bson/decode.ts'
import { compareExact } from '../../bson/order.ts'
import { type Operators, binary } from '../operator.ts'

/** Comparisons over all types in MongoDB's order; a missing field is less than null. */
export const comparisonOperators: Operators = {
  $cmp: binary((a, b) => int32(Math.sign(compareExact(a, b)))),
  $eq: binary((a, b) => compareExact(a, b) === 0),
  $ne: binary((a, b) => compareExact(a, b) !== 0),
  $gt: binary((a, b) => compareExact(a, b) > 0),
  $gte: binary((a, b) => compareExact(a, b) >= 0),
  $lt: binary((a, b) => compareExact(a, b) < 0),
  $lte: binary((a, b) => compareExact(a, b) <= 0),
}
