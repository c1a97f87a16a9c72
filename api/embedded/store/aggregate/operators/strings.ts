import { int32 } from '../../bson/decode.ts'
import { toNumber } from '../../bson/numbers.ts'
import { compareText, typeName } from '../../bson/order.ts'
import type { Maybe } from '../../values.ts'
import { fault } from '../fault.ts'
import { ABSENT, named } from '../named.ts'
import { type Operator, type Operators, binary, isNullish, unary, untilNull, variadic } from '../operator.ts'
import { textOf } from '../text.ts'

function concat(values: readonly Maybe[]): Maybe {
  let result = ''
  for (const value of values) {
    if (isNullish(value)) return null
    if (typeof value !== 'string') throw fault(16702, `$concat only supports strings, not ${typeName(value)}`)
    result += value
  }
  return result
}

/** Letters of ASCII only, as MongoDB's $toLower, $toUpper and $strcasecmp have it. */
const toLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
const toUpper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())

/** How many code points a string has; a surrogate pair is one. */
function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The number of an index argument, which must be whole and not negative; two codes, one for each. */
function indexOf(value: Maybe, name: string, what: string, [notWhole, negative]: readonly [number, number]): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number)) {
    throw fault(notWhole, `${name}: ${what} must be a whole number (is of type ${typeName(value)})`)
  }
  if (number < 0) throw fault(negative, `${name}: ${what} must not be negative`)
  return number
}

function substrCodePoints(values: Maybe[], name: string): string {
  const [value, start, length] = values
  const text = textOf(value)
  const from = indexOf(start, name, 'the starting index', [34450, 34455])
  const count = indexOf(length, name, 'the length', [34452, 34454])
  return Array.from(text)
    .slice(from, from + count)
    .join('')
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

function substrBytes(values: Maybe[], name: string): string {
  const [value, start, length] = values
  const bytes = Buffer.from(textOf(value))
  const from = toNumber(start)
  const count = toNumber(length)
  if (from === undefined)
    throw fault(16034, `${name}: starting index must be a numeric type (is BSON type ${typeName(start)})`)
  if (count === undefined)
    throw fault(16035, `${name}: length must be a numeric type (is BSON type ${typeName(length)})`)
  if (from < 0) throw fault(50752, `${name}: starting index must be non-negative (got: ${from})`)
  const first = Math.trunc(from)
  const end = count < 0 ? bytes.length : first + Math.trunc(count)
  if (isContinuation(bytes[first])) {
    throw fault(28656, `${name}: Invalid range, starting index is a UTF-8 continuation byte.`)
  }
  if (isContinuation(bytes[end])) {
    throw fault(28657, `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`)
  }
  return bytes.subarray(first, end).toString()
}

const lengthBy = (count: (text: string) => number, code: number): Operator =>
  unary((value, name) => {
    if (typeof value !== 'string') throw fault(code, `${name} requires a string argument, found: ${typeName(value)}`)
    return int32(count(value))
  })

/** What $trim takes off when it is not told: the white space of ASCII, of Unicode's separators, and the null byte. */
const WHITE = Array.from('\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a')

const trim = (left: boolean, right: boolean): Operator =>
  named(['input'], ['chars'], { shape: 50696, unknown: 50694, missing: 50695 }, ([input], [chars], name) => {
    if (isNullish(input)) return null
    if (typeof input !== 'string')
      throw fault(50699, `${name} requires its input to be a string, got ${typeName(input)}`)
    if (isNullish(chars)) return null
    if (chars !== ABSENT && typeof chars !== 'string') {
      throw fault(50700, `${name} requires 'chars' to be a string, got ${typeName(chars)}`)
    }
    const drop = new Set(chars === ABSENT ? WHITE : Array.from(chars))
    const letters = Array.from(input)
    let from = 0
    let to = letters.length
    if (left) while (from < to && drop.has(letters[from]!)) from++
    if (right) while (to > from && drop.has(letters[to - 1]!)) to--
    return letters.slice(from, to).join('')
  })

function split(text: Maybe, separator: Maybe): Maybe {
  if (isNullish(text) || isNullish(separator)) return null
  if (typeof text !== 'string') {
    throw fault(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(text)}`,
    )
  }
  if (typeof separator !== 'string') {
    throw fault(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(separator)}`,
    )
  }
  if (separator === '') throw fault(40087, '$split requires a non-empty separator')
  return text.split(separator)
}

/** $indexOfCP and $indexOfBytes: where the token first stands within the range, -1 where it does not. */
const position = (
  find: (text: string, token: string, from: number, to: number) => number,
  codes: readonly [number, number],
): Operator =>
  variadic(
    ([text, token, ...range], name) => {
      if (isNullish(text)) return null
      if (typeof text !== 'string')
        throw fault(codes[0], `${name} requires a string as the first argument, found: ${typeName(text)}`)
      if (typeof token !== 'string')
        throw fault(codes[1], `${name} requires a string as the second argument, found: ${typeName(token)}`)
      const from = range.length > 0 ? indexOf(range[0], name, 'the starting index', [40096, 40097]) : 0
      const to = range.length > 1 ? indexOf(range[1], name, 'the ending index', [40096, 40097]) : Infinity
      return int32(to < from ? -1 : find(text, token, from, to))
    },
    2,
    4,
  )

function findCodePoint(text: string, token: string, from: number, to: number): number {
  const letters = Array.from(text)
  if (from > letters.length) return -1
  const searched = letters.slice(from, to).join('')
  const at = searched.indexOf(token)
  return at === -1 ? -1 : from + codePoints(searched.slice(0, at))
}

function findByte(text: string, token: string, from: number, to: number): number {
  const bytes = Buffer.from(text)
  return from > bytes.length ? -1 : bytes.subarray(0, to).indexOf(Buffer.from(token), from)
}

const replace = (replaced: (text: string, find: string, by: string) => string): Operator =>
  named(
    ['input', 'find', 'replacement'],
    [],
    { shape: 51751, unknown: 51750, missing: [51749, 51748, 51747] },
    ([input, find, replacement], _optional, name) => {
      for (const [field, value, code] of [
        ['input', input, 51746] as const,
        ['find', find, 51745] as const,
        ['replacement', replacement, 51744] as const,
      ]) {
        if (!isNullish(value) && typeof value !== 'string') {
          throw fault(code, `${name} requires that '${field}' be a string, found: ${typeName(value)}`)
        }
      }
      if (typeof input !== 'string' || typeof find !== 'string' || typeof replacement !== 'string') return null
      return replaced(input, find, replacement)
    },
  )

export const stringOperators: Operators = {
  $concat: untilNull(concat),
  $toLower: unary((value) => toLower(textOf(value))),
  $toUpper: unary((value) => toUpper(textOf(value))),
  $strcasecmp: binary((a, b) => int32(Math.sign(compareText(toUpper(textOf(a)), toUpper(textOf(b)))))),
  $substr: variadic(substrBytes, 3, 3),
  $substrBytes: variadic(substrBytes, 3, 3),
  $substrCP: variadic(substrCodePoints, 3, 3),
  $strLenCP: lengthBy(codePoints, 34471),
  $strLenBytes: lengthBy((text) => Buffer.byteLength(text), 34473),
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: binary(split),
  $indexOfCP: position(findCodePoint, [40093, 40094]),
  $indexOfBytes: position(findByte, [40091, 40092]),
  $replaceOne: replace((text, find, by) => text.replace(find, () => by)),
  $replaceAll: replace((text, find, by) => text.replaceAll(find, () => by)),
}
