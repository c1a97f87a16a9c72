import type { Maybe } from '../values.ts'
import { encode } from './encode.ts'

/** Whether two values would be written with the same bytes: same types (1 is not 1.0), same order of fields. */
export function identical(a: Maybe, b: Maybe): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false
  return encode(new Map([['', a]]), Infinity).equals(encode(new Map([['', b]]), Infinity))
}
