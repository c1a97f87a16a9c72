import { refuse } from '../errors.ts'
import { classItems, escapeInClass } from './pcre-classes.ts'

interface State {
  readonly pattern: string
  at: number
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
}

const END = '(?![\\s\\S])'
const START = '(?<![\\s\\S])'

/**
 * Rewrites a PCRE pattern for JavaScript's `u` mode, so that both match the same: `.` `^` `$` and \s mean other
 * characters there, and escapes are stricter. What has no equal (possessive quantifiers, recursion, options in the
 * middle …) is refused rather than matched differently. After PCRE2's "pcre2pattern" manual page.
 */
export function translate(pattern: string, options: string): { source: string; ignoreCase: boolean } {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern)
  const flags = options + (inline?.[1] ?? '')
  const state: State = {
    pattern,
    at: inline?.[0].length ?? 0,
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
    extended: flags.includes('x'),
  }
  let source = ''
  while (state.at < pattern.length) source += next(state)
  return { source, ignoreCase: flags.includes('i') }
}

function next(state: State): string {
  const symbol = String.fromCodePoint(state.pattern.codePointAt(state.at)!)
  state.at += symbol.length
  if (state.extended && skipsExtended(state, symbol)) return ''
  switch (symbol) {
    case '\\':
      return escape(state)
    case '[':
      return characterClass(state)
    case '(':
      return group(state)
    case '.':
      return state.dotAll ? '[\\s\\S]' : '[^\\n]'
    case '^':
      // PCRE's multiline ^ does not match after a line feed that ends the text.
      return state.multiline ? `(?:${START}|(?<=\\n)(?=[\\s\\S]))` : START
    case '$':
      return state.multiline ? '(?![^\\n])' : `(?=\\n?${END})`
    case '*':
    case '+':
    case '?':
      return quantifier(state, symbol)
    case '{': {
      const counts = /^\d+(,\d*)?\}/.exec(state.pattern.slice(state.at))
      if (!counts) return '\\{'
      state.at += counts[0].length
      return quantifier(state, symbol + counts[0])
    }
    case ']':
    case '}':
      return `\\${symbol}`
    default:
      return symbol
  }
}

/** Option x: white space and comments between the symbols mean nothing. */
function skipsExtended(state: State, symbol: string): boolean {
  if (/[ \t\n\v\f\r]/.test(symbol)) return true
  if (symbol !== '#') return false
  const end = state.pattern.indexOf('\n', state.at)
  state.at = end < 0 ? state.pattern.length : end + 1
  return true
}

function quantifier(state: State, text: string): string {
  const following = state.pattern[state.at]
  if (following === '+') return refuse('possessive quantifiers in regular expressions')
  if (following !== '?') return text
  state.at++
  return `${text}?`
}

function group(state: State): string {
  const rest = state.pattern.slice(state.at)
  if (rest.startsWith('*')) return refuse('verbs like (*…) in regular expressions')
  if (!rest.startsWith('?')) return '('
  const comment = /^\?#[^)]*\)/.exec(rest)
  if (comment) return taken(state, comment[0], '')
  const plain = /^\?(?::|=|!|<=|<!)/.exec(rest)
  if (plain) return taken(state, plain[0], `(${plain[0]}`)
  const named = /^\?(?:P?<(\w+)>|'(\w+)')/.exec(rest)
  if (named) return taken(state, named[0], `(?<${named[1] ?? named[2]}>`)
  const reference = /^\?P=(\w+)\)/.exec(rest)
  if (reference) return taken(state, reference[0], `\\k<${reference[1]}>`)
  return refuse(`groups like (${rest.slice(0, 2)} in regular expressions`)
}

function taken(state: State, text: string, result: string): string {
  state.at += text.length
  return result
}

/** Escapes outside of a character class that stand for one thing. */
const ESCAPES = new Map([
  ['A', START],
  ['z', END],
  ['Z', `(?=\\n?${END})`],
  ['R', '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])'],
  ['N', '[^\\n]'],
  ['b', '\\b'],
  ['B', '\\B'],
])

function escape(state: State): string {
  const rest = state.pattern.slice(state.at)
  const quoted = /^Q([\s\S]*?)(?:\\E|$)/.exec(rest)
  if (quoted) return taken(state, quoted[0], quoted[1]!.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  if (rest.startsWith('E')) return taken(state, 'E', '')
  const reference = /^(?:[1-9]|g\{?([1-9])\}?)/.exec(rest)
  if (reference) return taken(state, reference[0], `(?:\\${reference[1] ?? reference[0]})`)
  const name = /^k(?:<(\w+)>|\{(\w+)\}|'(\w+)')/.exec(rest)
  if (name) return taken(state, name[0], `\\k<${name[1] ?? name[2] ?? name[3]}>`)
  const known = ESCAPES.get(rest[0] ?? '')
  if (known) return taken(state, rest[0]!, known)
  const item = escapeInClass(rest)
  return taken(state, item.taken, item.isSet ? `[${item.text}]` : item.text)
}

function characterClass(state: State): string {
  const { text, taken: length } = classItems(state.pattern.slice(state.at))
  state.at += length
  return text
}
