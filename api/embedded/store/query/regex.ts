import { BSONRegExp } from '../values.ts'
import { StoreError } from '../errors.ts'
import { translate } from './pcre.ts'

const compiled = new WeakMap<BSONRegExp, RegExp>()

/**
 * The JavaScript form of a regular expression as MongoDB (PCRE, UTF-8) understands it, with its options i m s x u.
 * Throws 51108 for another option, 51091 for one that does not parse, 115 for what JavaScript has no equal of.
 */
export function regexOf(regex: BSONRegExp): RegExp {
  const known = compiled.get(regex)
  if (known) return known
  const made = build(regex.pattern, regex.options)
  compiled.set(regex, made)
  return made
}

function build(pattern: string, options: string): RegExp {
  for (const option of options) {
    if (!'imsxu'.includes(option))
      throw new StoreError(51108, 'Location51108', `invalid flag in regex options: ${option}`)
  }
  const { source, ignoreCase } = translate(pattern, options)
  try {
    return new RegExp(source, ignoreCase ? 'iu' : 'u')
  } catch {
    throw invalid(pattern)
  }
}

export const invalid = (pattern: string) =>
  new StoreError(51091, 'Location51091', `Regular expression is invalid: ${pattern}`)

/**
 * The plain text every match begins with, where the expression is anchored and case matters: what an index can look
 * for. `rest` tells whether more than that text is asked.
 */
export function prefixOf({ pattern, options }: BSONRegExp): { prefix: string; rest: boolean } | undefined {
  if (/[imx]/.test(options) || pattern.includes('|')) return undefined
  const start = pattern.startsWith('^') ? 1 : pattern.startsWith('\\A') ? 2 : 0
  if (start === 0) return undefined
  let prefix = ''
  let at = start
  while (at < pattern.length) {
    const isEscape = pattern[at] === '\\'
    const symbol = String.fromCodePoint(pattern.codePointAt(isEscape ? at + 1 : at) ?? 0)
    if (isEscape ? !/[^\sA-Za-z0-9\0]/.test(symbol) : /[\\^$.*+?()[\]{}]/.test(symbol)) break
    const next = at + symbol.length + (isEscape ? 1 : 0)
    // A quantifier belongs to the last character, which may then be missing.
    if (/[*?{]/.test(pattern[next] ?? '')) break
    prefix += symbol
    at = next
    if (pattern[at] === '+') break
  }
  return prefix === '' ? undefined : { prefix, rest: at < pattern.length }
}
