import { XMLParser } from 'fast-xml-parser'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { readText } from './json.ts'

/** The longest message of the platform has about thirty elements. */
const MAX_TAGS = 400
/** Platform tags carry no attributes; this only leaves room for a declaration. */
const MAX_TAG_LENGTH = 128
/** The platform puts text into CDATA; what stands bare between two tags is a number or a word, and costs most to read. */
const MAX_BARE_TEXT = 1024
/** What stands between angle brackets: a slash, a name, attributes, a slash. Not `<!…`, not `<?…`. */
const TAG = /^(\/?)([A-Za-z_][\w.-]*)(?:\s[^<>]*?)?(\/?)$/

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 16,
})

/**
 * Reads the `<xml>` document of a push: elements, text and CDATA, nothing else. Every value is a string, an object or,
 * where a tag repeats, an array. Throws DomainError BAD_INPUT.
 */
export function parseXml(body: Buffer): Readonly<Record<string, unknown>> {
  const text = readText(body)
  if (!isWellFormed(text)) throw new DomainError('BAD_INPUT', '内容不是有效的 XML')
  let root: unknown
  try {
    root = (parser.parse(text) as { xml?: unknown }).xml
  } catch {
    throw new DomainError('BAD_INPUT', '内容不是有效的 XML')
  }
  if (typeof root !== 'object' || root === null) throw new DomainError('BAD_INPUT', 'XML 没有内容')
  return root as Record<string, unknown>
}

/**
 * Whether one `<xml>` element holds everything and every tag is closed in turn. The parser reads on over such faults,
 * and its validator spends its time on entities and attributes that a push does not have. Document types, comments and
 * a flood of tags, attributes or bare text, which the platform never sends, count as faults too. One pass over the brackets.
 */
function isWellFormed(text: string): boolean {
  const open: string[] = []
  const body = text.replace(/^\s*<\?xml[^<>]{0,100}\?>/, '').trim()
  let tags = 0
  for (let at = body.indexOf('<'); at >= 0;) {
    if (open.length === 0 && at > 0) return false
    if (body.startsWith('<![CDATA[', at)) {
      const end = body.indexOf(']]>', at)
      if (end < 0) return false
      at = body.indexOf('<', end + 3)
      continue
    }
    const close = body.indexOf('>', at)
    if (close < 0 || close - at > MAX_TAG_LENGTH || ++tags > MAX_TAGS) return false
    const [, slash, name, empty] = TAG.exec(body.slice(at + 1, close)) ?? []
    if (!name || (open.length === 0 && name !== 'xml')) return false
    if (slash) {
      if (open.pop() !== name) return false
    } else if (!empty) open.push(name)
    // Nothing may follow the root element.
    if (open.length === 0) return close === body.length - 1
    at = body.indexOf('<', close)
    if (at - close > MAX_BARE_TEXT) return false
  }
  return false
}
