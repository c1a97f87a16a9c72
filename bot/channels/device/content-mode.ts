import { DomainError } from '../../../schema/kernel/errors.ts'
import type { RawRequest } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'
import { isJson } from './cloud-event.ts'

/** How an event travels: whole in the body, several in the body, or its attributes in headers and its data in the body. */
export type ContentMode = 'structured' | 'batch' | 'binary'

const PREFIX = 'ce-'

/** By the content type; headers of an event make it binary. Undefined for an event format other than JSON. */
export function contentMode(headers: RawRequest['headers']): ContentMode | undefined {
  const type = (headers['content-type'] ?? '').toLowerCase()
  if (type.startsWith('application/cloudevents-batch')) return /^[^;]*\+json\b/.test(type) ? 'batch' : undefined
  if (type.startsWith('application/cloudevents')) return /^[^;]*\+json\b/.test(type) ? 'structured' : undefined
  return headers[`${PREFIX}specversion`] === undefined ? 'structured' : 'binary'
}

/**
 * What the signature covers. In binary mode the attributes are half of the event: their headers by name, one
 * `name:value` a line, then the content type, an empty line, and the body.
 */
export function signedBytes({ headers, body }: Pick<RawRequest, 'headers' | 'body'>): Buffer {
  const lines = attributeHeaders(headers).map(([name, value]) => `${name}:${value}\n`)
  const head = `${lines.join('')}content-type:${headers['content-type'] ?? ''}\n\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** The same event in structured mode, so that what is stored can be read without its headers. Throws BAD_INPUT. */
export function toStructured({ headers, body }: Pick<RawRequest, 'headers' | 'body'>): Buffer {
  const contentType = headers['content-type']
  const attributes = attributeHeaders(headers).map(
    ([name, value]) => [name.slice(PREFIX.length), decode(value)] as const,
  )
  if (attributes.some(([name]) => name === 'datacontenttype' || name.startsWith('data_'))) {
    throw new DomainError('BAD_INPUT', '二进制模式不用 ce-datacontenttype，请用 content-type')
  }
  const data =
    body.length === 0 ? {} : isJson(contentType) ? { data: parseJson(body) } : { data_base64: body.toString('base64') }
  return Buffer.from(
    JSON.stringify({
      ...Object.fromEntries(attributes),
      ...(contentType && { datacontenttype: contentType }),
      ...data,
    }),
  )
}

function attributeHeaders(headers: RawRequest['headers']): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => name.startsWith(PREFIX))
    .sort(([a], [b]) => Number(a > b) - Number(a < b))
}

/** Quotes of older senders off, then one round of percent-decoding, as the HTTP binding says. */
function decode(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1]
  try {
    return decodeURIComponent(quoted === undefined ? value : quoted.replaceAll(/\\(.)/g, '$1'))
  } catch {
    throw new DomainError('BAD_INPUT', 'ce- 头的百分号编码无效')
  }
}
