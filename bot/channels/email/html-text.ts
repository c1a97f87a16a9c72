/** Tags that end a line. */
const BLOCKS = new Set('br p div li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote pre hr'.split(' '))
/** What stands inside them is not for people. */
const UNREAD = new Set(['script', 'style', 'head', 'title'])
/** Where mail programs put what is being answered. */
const QUOTE = /gmail_quote|isReplyContent|divRplyFwdMsg|moz-cite-prefix|yahoo_quoted/

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  mdash: '—',
}

/**
 * What an HTML mail says, as plain lines: no markup, no links, nothing of scripts and styles; quoted blocks begin with
 * `>`. One pass, whatever is in it.
 */
export function textOfHtml(html: string): string {
  // Only ASCII: other letters may change their length, and then the places would not fit.
  const lower = html.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
  let text = ''
  let quotes = 0
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    text += readable(html.slice(at, open < 0 ? undefined : open))
    const close = open < 0 ? -1 : html.indexOf('>', open)
    if (close < 0) break
    const tag = html.slice(open + 1, Math.min(close, open + 400))
    if (QUOTE.test(tag)) break
    const [, slash, name = ''] = /^(\/?)([a-z][a-z0-9]*)/.exec(lower.slice(open + 1, open + 20)) ?? []
    at = close + 1
    if (UNREAD.has(name) && !slash) {
      const end = lower.indexOf(`</${name}`, at)
      if (end < 0) break
      at = end
      continue
    }
    if (name === 'blockquote') quotes = Math.max(0, quotes + (slash ? -1 : 1))
    if (BLOCKS.has(name)) text += quotes > 0 ? '\n> ' : '\n'
  }
  return text
}

/** Running text: line ends are spaces there, entities stand for characters. */
function readable(piece: string): string {
  return piece.replaceAll(/\s+/g, ' ').replaceAll(/&(#x?[0-9a-f]{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}
