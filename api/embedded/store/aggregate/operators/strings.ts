import { int32 } from '../../bson/decode.ts'
import { integerOf, isNumeric } from '../../bson/numbers.ts'
import { fault, refuse } from '../../errors.ts'
import { BSONRegExp, type Maybe } from '../../values.ts'
import { regexFrom, regexOf } from '../../query/regex.ts'
import { binary, isNullish, named, partsOf, textOf, unary, untilNull, variadic, wrongType } from '../operator.ts'
import type { Operator, Operators } from '../operator.ts'

/** A string, or nothing for null; numbers and dates MongoDB would write out. */
function textOrNothing(value: Maybe, name: string): string {
  if (isNumeric(value) || value instanceof Date) return refuse(`${name} of numbers and dates`)
  return isNullish(value) ? '' : textOf(value, 16007, name)
}

/** Letters of ASCII only, as MongoDB's $toLower and $toUpper have it. */
const toLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
const toUpper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())

/** How many code points a string has; a surrogate pair is one. */
const codePoints = (text: string): number => Array.from(text).length

/** The number of an index argument, which must be whole and not negative; two codes, one for each. */
function indexOf(value: Maybe, name: string, [notWhole, negative]: readonly [number, number]): number {
  const number = integerOf(value)
  if (number === undefined) throw wrongType(notWhole, name, value)
  if (number < 0) throw fault(negative, `${name} takes no position or length below zero`)
  return number
}

function substring([value, start, length]: readonly Maybe[], name: string): string {
  const from = indexOf(start, name, [34450, 34455])
  const to = from + indexOf(length, name, [34452, 34454])
  return Array.from(textOrNothing(value, name)).slice(from, to).join('')
}

/** Where the token first stands within the range, -1 where it does not. */
function position([value, token, ...range]: readonly Maybe[], name: string): Maybe {
  if (isNullish(value)) return null
  const letters = Array.from(textOf(value, 40093, name))
  const wanted = textOf(token, 40094, name)
  const [from = 0, to = letters.length] = range.map((each) => indexOf(each, name, [40096, 40097]))
  if (from > letters.length || to < from) return int32(-1)
  const searched = letters.slice(from, to).join('')
  const at = searched.indexOf(wanted)
  return int32(at === -1 ? -1 : from + codePoints(searched.slice(0, at)))
}

/** What $trim takes off when it is not told: the white space of ASCII, of Unicode's separators, and the null byte. */
const WHITE = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trim([input, chars]: readonly Maybe[], name: string): Maybe {
  if (isNullish(input)) return null
  const letters = Array.from(textOf(input, 50699, name))
  if (isNullish(chars)) return null
  const drop = new Set(textOf(chars, 50700, name))
  let from = 0
  let to = letters.length
  while (from < to && drop.has(letters[from]!)) from++
  while (to > from && drop.has(letters[to - 1]!)) to--
  return letters.slice(from, to).join('')
}

function split(text: Maybe, separator: Maybe, name: string): Maybe {
  if (isNullish(text) || isNullish(separator)) return null
  if (separator === '') throw fault(40087, '$split requires a non-empty separator')
  return textOf(text, 40085, name).split(textOf(separator, 40086, name))
}

const replacing = (replace: (text: string, find: string, by: string) => string): Operator =>
  named(['input', 'find', 'replacement'], {}, (values, name) => {
    const [input, find, by] = values.map((value, i) => (isNullish(value) ? null : textOf(value, 51746 - i, name)))
    return typeof input === 'string' && typeof find === 'string' && typeof by === 'string'
      ? replace(input, find, by)
      : null
  })

/** $regexMatch, with an expression that does not depend on the document, so that it is compiled once. */
const regexMatch: Operator = (spec, compiler, name) => {
  const parts = partsOf(spec, name, ['input', 'regex'], ['options'])
  const regex = parts.get('regex')!
  const isLiteral = regex instanceof BSONRegExp || (typeof regex === 'string' && !regex.startsWith('$'))
  if (!isLiteral) return refuse('$regexMatch with a computed expression')
  const expression = regexOf(regexFrom(regex, parts.get('options') ?? ''))
  const input = compiler.compile(parts.get('input')!)
  return (doc, variables) => {
    const text = input(doc, variables)
    return isNullish(text) ? false : expression.test(textOf(text, 51104, name))
  }
}

export const stringOperators: Operators = {
  $concat: untilNull((texts, name) => texts.map((text) => textOf(text, 16702, name)).join('')),
  $toLower: unary((value, name) => toLower(textOrNothing(value, name))),
  $toUpper: unary((value, name) => toUpper(textOrNothing(value, name))),
  $substrCP: variadic(substring, 3, 3),
  $strLenCP: unary((value, name) => int32(codePoints(textOf(value, 34471, name)))),
  $trim: named(['input'], { chars: WHITE }, trim),
  $split: binary(split),
  $indexOfCP: variadic(position, 2, 4),
  $replaceOne: replacing((text, find, by) => text.replace(find, () => by)),
  $replaceAll: replacing((text, find, by) => text.replaceAll(find, () => by)),
  $regexMatch: regexMatch,
}
