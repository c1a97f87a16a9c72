import { BSONRegExp, type Value } from '../values.ts'
import { badValue, fault, refuse } from '../errors.ts'

const compiled = new WeakMap<BSONRegExp, RegExp>()

/**
 * The JavaScript form of a regular expression as MongoDB (PCRE, UTF-8) understands it, with its options i m s u.
 * Throws 51108 for another option, 51091 for one that does not parse, 115 for what the two understand differently.
 */
export function regexOf(regex: BSONRegExp): RegExp {
  const known = compiled.get(regex)
  if (known) return known
  const made = build(regex.pattern, regex.options)
  compiled.set(regex, made)
  return made
}

function build(pattern: string, options: string): RegExp {
  const unknown = /[^imsxu]/.exec(options)
  if (unknown) throw fault(51108, `invalid flag in regex options: ${unknown[0]}`)
  if (options.includes('x')) return refuse('option x of regular expressions')
  const source = pattern.replace(TOKENS, (token) => translate(token, options))
  try {
    return new RegExp(source, options.includes('i') ? 'iu' : 'u')
  } catch {
    if (isValid(pattern)) return refuse(`the regular expression ${pattern}`)
    throw fault(51091, `Regular expression is invalid: ${pattern}`)
  }
}

function isValid(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern))
  } catch {
    return false
  }
}

/** What has another meaning in JavaScript: escapes, classes, the beginnings of groups, possessive quantifiers, and three symbols. */
const TOKENS = /\\x[\dA-Fa-f]{2}|\\[^]?|\[\^?\]?(?:\\[^]|[^\]\\])*\]?|\((?:\*|\?(?![:=!]))|[*+?}]\+|[.^$]/g

/** Escapes both understand alike, beside those of symbols. */
const ALIKE = /^\\(?:[dDwWbBnrtf]|x..)$/

// PCRE as MongoDB uses it: only a line feed ends a line, and only ASCII is white space.
function translate(token: string, options: string): string {
  const isMultiline = options.includes('m')
  switch (token) {
    case '.':
      return options.includes('s') ? '[^]' : '[^\\n]'
    case '^':
      // Not after a line feed that ends the text.
      return isMultiline ? '(?:^|(?<=\\n)(?=[^]))' : '^'
    case '$':
      return isMultiline ? '(?=\\n|$)' : '(?=\\n?$)'
    case '\\s':
      return '[\\t\\n\\v\\f\\r ]'
    case '\\S':
      return '[^\\t\\n\\v\\f\\r ]'
  }
  if (token.startsWith('[')) return translateClass(token)
  return token.startsWith('\\') ? translateEscape(token) : refuse(`${token} in regular expressions`)
}

function translateEscape(token: string): string {
  if (ALIKE.test(token)) return token
  // A symbol means itself; JavaScript lets only some be escaped.
  if (/^\\[!-/:-@[-`{-~ ]$/.test(token)) return `\\x${token.charCodeAt(1).toString(16).padStart(2, '0')}`
  return refuse(`${token} in regular expressions`)
}

function translateClass(token: string): string {
  if (/^\[\^?\]|\[:|\\[SB]/.test(token)) return refuse(`the class ${token} in regular expressions`)
  return token.replace(/\\x[\dA-Fa-f]{2}|\\[^]/g, (escape) =>
    escape === '\\s' ? '\\t\\n\\v\\f\\r ' : translateEscape(escape),
  )
}

/** The expression of $regex and $options, or of the arguments of that name. Options may stand in either, not in both. */
export function regexFrom(value: Value, options: Value = ''): BSONRegExp {
  if (typeof options !== 'string') throw badValue('$options has to be a string')
  if (value instanceof BSONRegExp) {
    if (value.options !== '' && options !== '') throw fault(51074, 'options set in both $regex and $options')
    return options === '' ? value : withOptions(value.pattern, options)
  }
  if (typeof value !== 'string') throw badValue('$regex has to be a string')
  return withOptions(value, options)
}

function withOptions(pattern: string, options: string): BSONRegExp {
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte')
  const regex = new BSONRegExp(pattern)
  // Its constructor would refuse an unknown option with an error of its own.
  regex.options = options
  return regex
}

/**
 * The plain text every match begins with, where the expression is anchored and case matters: what an index can look
 * for. `rest` tells whether more than that text is asked.
 */
export function prefixOf({ pattern, options }: BSONRegExp): { prefix: string; rest: boolean } | undefined {
  if (/[imx]/.test(options) || pattern.includes('|') || !pattern.startsWith('^')) return undefined
  // A quantifier belongs to the last character, which may then be missing.
  const [taken = ''] = /^(?:(?:\\[^A-Za-z0-9\s]|[^\\^$.*+?()[\]{}])(?![*?{]))*/u.exec(pattern.slice(1)) ?? []
  const prefix = taken.replace(/\\([^])/gu, '$1')
  return prefix === '' ? undefined : { prefix, rest: taken.length + 1 < pattern.length }
}
