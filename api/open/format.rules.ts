import { XMLBuilder } from 'fast-xml-parser'

export type Format = 'xml' | 'json'

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** What an answer is made of. Dates are text already; null is an empty element in XML. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

/** The Spark convention between the two: a list in JSON is an element with one element of this name for each member. */
const MEMBERS: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

const builder = new XMLBuilder({ suppressEmptyNode: true })

/** A whole answer; `root` names it in XML and is not seen in JSON. */
export function render(format: Format, root: string, value: Value): string {
  if (format === 'json') return JSON.stringify(value)
  return DECLARATION + builder.build({ [root]: toXml(root, value) })
}

/** A list whose rows come one after the other. */
export async function* renderRows(format: Format, root: string, rows: AsyncIterable<Value>): AsyncGenerator<string> {
  const xml = format === 'xml'
  const member = MEMBERS[root] ?? 'item'
  yield xml ? `${DECLARATION}<${root}>` : '['
  let before = ''
  for await (const row of rows) {
    yield xml ? builder.build({ [member]: toXml(member, row) }) : before + JSON.stringify(row)
    before = ','
  }
  yield xml ? `</${root}>` : ']'
}

function toXml(name: string, value: Value): unknown {
  if (value === null) return ''
  if (typeof value === 'string') return value.replaceAll(NOT_XML, '')
  if (typeof value !== 'object') return value
  if (isList(value)) return { [MEMBERS[name] ?? 'item']: value.map((one) => toXml('', one)) }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toXml(key, part)]))
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value)

/** Characters that XML 1.0 has no way to write, lone surrogates among them. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
