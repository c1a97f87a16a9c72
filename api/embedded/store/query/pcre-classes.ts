import { refuse, StoreError } from '../errors.ts'

/** One item of a character class in JavaScript's words; a set cannot be the end of a range. */
export interface ClassItem {
  /** The part of the pattern it was read from. */
  readonly taken: string
  readonly text: string
  readonly isSet: boolean
}

// PCRE without UCP, as MongoDB uses it: only ASCII counts. JavaScript's \s knows more spaces.
const SPACE = '\\t\\n\\v\\f\\r '
const NO_SPACE = '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}'
const SETS = new Map([
  ['d', '\\d'],
  ['D', '\\D'],
  ['w', '0-9A-Za-z_'],
  ['W', '\\0-\\/:-@\\[-\\^`\\{-\\u{10ffff}'],
  ['s', SPACE],
  ['S', NO_SPACE],
  ['h', '\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'],
  ['v', '\\n\\v\\f\\r\\x85\\u2028\\u2029'],
])
const POSIX = new Map([
  ['alpha', 'A-Za-z'],
  ['digit', '0-9'],
  ['alnum', '0-9A-Za-z'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
  ['space', SPACE],
  ['blank', ' \\t'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['xdigit', '0-9A-Fa-f'],
  ['word', '0-9A-Za-z_'],
  ['cntrl', '\\0-\\x1f\\x7f'],
  ['print', ' -~'],
  ['graph', '!-~'],
])
const CONTROLS = new Map([
  ['n', '\\n'],
  ['r', '\\r'],
  ['t', '\\t'],
  ['f', '\\f'],
  ['e', '\\x1b'],
  ['a', '\\x07'],
])

/** Reads an escape (the text after its backslash) that means the same in and out of a class. */
export function escapeInClass(rest: string): ClassItem {
  const [first] = rest
  if (first === undefined)
    throw new StoreError(51091, 'Location51091', 'Regular expression is invalid: \\ at end of pattern')
  const set = SETS.get(first)
  if (set) return { taken: first, text: set, isSet: true }
  const control = CONTROLS.get(first)
  if (control) return { taken: first, text: control, isSet: false }
  const hex = /^x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{0,2}))/.exec(rest)
  if (hex) return { taken: hex[0], text: `\\u{${hex[1] ?? (hex[2] || '0')}}`, isSet: false }
  const octal = /^(?:0[0-7]{0,2}|o\{([0-7]{1,7})\})/.exec(rest)
  if (octal) {
    return { taken: octal[0], text: `\\u{${Number.parseInt(octal[1] ?? octal[0], 8).toString(16)}}`, isSet: false }
  }
  const property = /^([pP])(?:\{(\w+)\}|([A-Z]))/.exec(rest)
  if (property) return { taken: property[0], text: unicodeProperty(property), isSet: true }
  if (/[A-Za-z0-9]/.test(first)) return refuse(`\\${first} in regular expressions`)
  const symbol = String.fromCodePoint(rest.codePointAt(0)!)
  return { taken: symbol, text: literal(symbol), isSet: false }
}

/** \p{L}, \p{Lu} are categories, longer names scripts (\p{Han}). */
function unicodeProperty([, letter, name, single]: RegExpExecArray): string {
  const category = name ?? single!
  const isScript = category.length > 2 && category !== 'Any'
  return `\\${letter}{${isScript ? 'Script=' : ''}${category}}`
}

/** A symbol that is meant as itself, in or out of a class. */
const literal = (symbol: string): string =>
  /[^\w\s]/.test(symbol) && symbol.charCodeAt(0) < 0x80 ? `\\u{${symbol.charCodeAt(0).toString(16)}}` : symbol

/** Reads a character class, given what follows its opening bracket. */
export function classItems(rest: string): { text: string; taken: number } {
  let at = rest.startsWith('^') ? 1 : 0
  let text = at === 1 ? '[^' : '['
  const first = at
  let afterSet = false
  while (at < rest.length) {
    if (rest[at] === ']' && at > first) return { text: `${text}]`, taken: at + 1 }
    const item = classItem(rest, at)
    // After a set, PCRE takes a hyphen as itself; JavaScript would refuse the range.
    const isHyphen = rest[at] === '-' && rest[at + 1] !== ']' && at > first
    text += isHyphen && !afterSet && !startsSet(rest, at + 1) ? '-' : item.text
    afterSet = item.isSet
    at += item.taken.length
  }
  throw new StoreError(
    51091,
    'Location51091',
    'Regular expression is invalid: missing terminating ] for character class',
  )
}

function startsSet(rest: string, at: number): boolean {
  return at < rest.length && rest[at] !== ']' && classItem(rest, at).isSet
}

function classItem(rest: string, at: number): ClassItem {
  const here = rest.slice(at)
  if (here.startsWith('\\b')) return { taken: '\\b', text: '\\x08', isSet: false }
  if (here.startsWith('\\')) {
    const item = escapeInClass(here.slice(1))
    return { ...item, taken: `\\${item.taken}` }
  }
  const posix = /^\[:(\^?)(\w+):\]/.exec(here)
  if (posix) {
    const set = posix[1] === '' ? POSIX.get(posix[2]!) : undefined
    return set ? { taken: posix[0], text: set, isSet: true } : refuse(`${posix[0]} in regular expressions`)
  }
  const symbol = String.fromCodePoint(here.codePointAt(0)!)
  return { taken: symbol, text: literal(symbol), isSet: false }
}
