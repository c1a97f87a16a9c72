import { MIN_KEY } from '../bson/elements.ts'
import { toNumber } from '../bson/numbers.ts'
import { TYPE_NAMES } from '../bson/order.ts'
import { badValue, failedToParse, refuse, typeMismatch } from '../errors.ts'
import type { Maybe, Value } from '../values.ts'

const NUMBERS = ['double', 'int', 'long', 'decimal']
const KNOWN = new Set(TYPE_NAMES.values())
/** Types the store does not keep. */
const UNKEPT = new Set<Maybe>([
  'undefined',
  'dbPointer',
  'javascript',
  'symbol',
  'javascriptWithScope',
  6,
  12,
  13,
  14,
  15,
])

/** The type names a $type asks for: a name, a number, 'number', or a list of them. */
export function typesAsked(spec: Value): Set<string> {
  const list = Array.isArray(spec) ? spec : [spec]
  if (list.length === 0) throw failedToParse('$type must match at least one type')
  return new Set(list.flatMap((each) => typeAsked(each)))
}

function typeAsked(spec: Value): string[] {
  if (spec === 'number') return NUMBERS
  const asked = typeof spec === 'string' ? spec : toNumber(spec)
  if (asked === undefined) throw typeMismatch('type must be represented as a number or a string')
  if (UNKEPT.has(asked)) return refuse(`$type ${asked}`)
  const name = typeof asked === 'string' ? asked : TYPE_NAMES.get(asked === -1 ? MIN_KEY : asked)
  if (name === undefined || name === 'missing' || !KNOWN.has(name)) throw badValue(`Unknown type: ${asked}`)
  return [name]
}
