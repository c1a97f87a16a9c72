import type { Maybe, Value } from '../values.ts'
import { badValue, failedToParse, refuse, typeMismatch } from '../errors.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'

/** $type's aliases and numbers ("Available Types" in the manual), without those the store does not keep. */
const NAMES = new Map<number, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [13, 'javascript'],
  [14, 'symbol'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
])
const KNOWN = new Set(NAMES.values())
const NUMBERS = ['double', 'int', 'long', 'decimal']
const DEPRECATED = new Map<string | number, string>([
  ['undefined', 'undefined'],
  ['dbPointer', 'dbPointer'],
  ['javascriptWithScope', 'javascriptWithScope'],
  [6, 'undefined'],
  [12, 'dbPointer'],
  [15, 'javascriptWithScope'],
])

/** The type names a $type asks for: a name, a number, 'number', or a list of them. */
export function typesAsked(spec: Maybe): Set<string> {
  if (!Array.isArray(spec)) return new Set(typeAsked(spec))
  if (spec.length === 0) throw failedToParse('$type must match at least one type')
  return new Set(spec.flatMap((each: Value) => typeAsked(each)))
}

function typeAsked(spec: Maybe): string[] {
  const asked = typeof spec === 'string' ? spec : isNumeric(spec) ? toNumber(spec)! : undefined
  if (asked === undefined) throw typeMismatch('type must be represented as a number or a string')
  if (asked === 'number') return NUMBERS
  const name = typeof asked === 'string' ? asked : NAMES.get(asked)
  if (name !== undefined && KNOWN.has(name)) return [name]
  if (DEPRECATED.has(asked)) return refuse(`$type: '${DEPRECATED.get(asked)}'`)
  if (typeof asked === 'string') throw badValue(`Unknown type name alias: ${asked}`)
  if (asked === 0) throw badValue('Invalid numerical type code: 0. Instead use {$exists:false}.')
  throw badValue(`Invalid numerical type code: ${asked}`)
}
