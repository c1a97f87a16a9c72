import { DomainError } from '../../../schema/kernel/errors.ts'
import { readText } from './json.ts'

/** The longest message of the platform has about thirty elements. */
const MAX_TAGS = 400
/** Lists in events are four deep. */
const MAX_DEPTH = 16
/** Platform tags carry no attributes; this only leaves room for a declaration. */
const MAX_TAG_LENGTH = 128
/** The platform puts text into CDATA; what stands bare between two tags is a number or a word. */
const MAX_BARE_TEXT = 1024
const DECLARATION = /^\s*<\?xml[^<>]{0,100}\?>/
/** What stands between angle brackets: a slash, a name, attributes, a slash. Not `<!…`, not `<?…`. */
const TAG = /^(\/?)([A-Za-z_][\w.-]*)(?:\s[^<>]*?)?(\/?)$/
const CDATA = '<![CDATA['
/** Names that mean something to JavaScript's objects and nothing to a platform. */
const REFUSED = new Set(['__proto__', 'constructor', 'prototype'])

/** An element whose end has not come yet. */
interface OpenElement {
  name: string
  text: string
  children: Record<string, unknown> | undefined
}

/**
 * Reads the `<xml>` document of a push: elements, text and CDATA, nothing else. Every value is a string, an object or,
 * where a tag repeats, an array; entities stay as they stand, text between elements is dropped. Throws DomainError
 * BAD_INPUT.
 *
 * Of our own, because every callback goes through it before it is answered: general parsers read on over faults, need a
 * second pass for well-formedness, and together cost five times as much.
 */
export function parseXml(body: Buffer): Readonly<Record<string, unknown>> {
  const root = readRoot(readText(body).replace(DECLARATION, '').trim())
  if (root === undefined) throw new DomainError('BAD_INPUT', '内容不是有效的 XML')
  if (typeof root === 'string') throw new DomainError('BAD_INPUT', 'XML 没有内容')
  return root
}

/**
 * The value of the one `<xml>` element that holds everything; undefined where a tag is not closed in turn, something
 * stands outside, or there is anything the platform never sends: document types, comments, a flood of tags, attributes
 * or bare text. One pass over the brackets.
 */
function readRoot(document: string): string | Record<string, unknown> | undefined {
  const open: OpenElement[] = []
  let tags = 0
  /** Where the last tag or section ended. */
  let end = 0
  for (let at = document.indexOf('<'); at >= 0; at = document.indexOf('<', end)) {
    const element = open.at(-1)
    if (at - end > (element ? MAX_BARE_TEXT : 0)) return undefined
    if (element && at > end) element.text += document.slice(end, at)
    if (document.startsWith(CDATA, at)) {
      const close = document.indexOf(']]>', at)
      if (close < 0 || !element) return undefined
      element.text += document.slice(at + CDATA.length, close)
      end = close + 3
      continue
    }
    const close = document.indexOf('>', at)
    if (close < 0 || close - at > MAX_TAG_LENGTH || ++tags > MAX_TAGS) return undefined
    const [, slash, name, empty] = TAG.exec(document.slice(at + 1, close)) ?? []
    if (!name || REFUSED.has(name) || (!element && name !== 'xml')) return undefined
    end = close + 1
    if (slash) {
      if (open.pop()?.name !== name || !element) return undefined
      const value = element.children ?? element.text
      const parent = open.at(-1)
      // Nothing may follow the root element.
      if (!parent) return end === document.length ? value : undefined
      add(parent, name, value)
    } else if (empty) {
      if (!element) return end === document.length ? '' : undefined
      add(element, name, '')
    } else {
      if (open.length >= MAX_DEPTH) return undefined
      open.push({ name, text: '', children: undefined })
    }
  }
  return undefined
}

/** A tag that comes again makes a list. */
function add(parent: OpenElement, name: string, value: unknown): void {
  const children = (parent.children ??= Object.create(null) as Record<string, unknown>)
  const before = children[name]
  if (before === undefined) children[name] = value
  else if (Array.isArray(before)) before.push(value)
  else children[name] = [before, value]
}
