import { int32 } from '../../bson/decode.ts'
import { typeName } from '../../bson/order.ts'
import { regexOf } from '../../query/regex.ts'
import { BSONRegExp, type Doc, type Maybe, type Value } from '../../values.ts'
import { fault } from '../fault.ts'
import { ABSENT, type Argument, named } from '../named.ts'
import { type Operator, type Operators, isNullish } from '../operator.ts'

/** The regular expressions built from strings, by pattern and options; a pipeline has few. */
const built = new Map<string, BSONRegExp>()
const MOST_BUILT = 200

function regexFrom(pattern: string, options: string): BSONRegExp {
  const key = `${options}/${pattern}`
  const known = built.get(key)
  if (known) return known
  if (built.size >= MOST_BUILT) built.clear()
  const regex = new BSONRegExp(pattern)
  regex.options = options
  built.set(key, regex)
  return regex
}

/** What to look for; nothing where `regex` is null. Options may stand at the expression or apart, not both. */
function expressionOf(regex: Maybe, options: Argument, name: string): RegExp | undefined {
  if (!isNullish(options) && options !== ABSENT && typeof options !== 'string') {
    throw fault(51106, `${name} needs 'options' to be of type string`)
  }
  const given = typeof options === 'string' ? options : ''
  if (isNullish(regex)) return undefined
  if (typeof regex === 'string') return regexOf(regexFrom(regex, given))
  if (!(regex instanceof BSONRegExp)) throw fault(51105, `${name} needs 'regex' to be of type string or regex`)
  if (regex.options !== '' && given !== '') {
    throw fault(51107, `${name}: found regex options specified in both 'regex' and 'options' fields`)
  }
  return given === '' ? regexOf(regex) : regexOf(regexFrom(regex.pattern, given))
}

/** An operator that looks for a regular expression in a string, with its answer for null. */
const search = (nothing: Value, find: (text: string, regex: RegExp) => Value): Operator =>
  named(
    ['input', 'regex'],
    ['options'],
    { shape: 51103, unknown: 31024, missing: [31022, 31023] },
    ([input, regex], [options], name) => {
      const expression = expressionOf(regex, options, name)
      if (isNullish(input)) return nothing
      if (typeof input !== 'string')
        throw fault(51104, `${name} needs 'input' to be of type string, found: ${typeName(input)}`)
      return expression ? find(input, expression) : nothing
    },
  )

/** A match as MongoDB gives it: `idx` counts code points, a group that took no part is null. */
function found(text: string, match: RegExpExecArray): Doc {
  const captures = match.slice(1).map((group: string | undefined) => group ?? null)
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', int32(Array.from(text.slice(0, match.index)).length)],
    ['captures', captures],
  ])
}

export const regexOperators: Operators = {
  $regexMatch: search(false, (text, regex) => regex.test(text)),
  $regexFind: search(null, (text, regex) => {
    const match = regex.exec(text)
    return match ? found(text, match) : null
  }),
  $regexFindAll: search([], (text, regex) =>
    Array.from(text.matchAll(new RegExp(regex.source, `${regex.flags}g`)), (match) => found(text, match)),
  ),
}
