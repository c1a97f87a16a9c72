/**
 * An inline body as it is meant: `json` bodies come as strings (the text) and as objects (the published sample),
 * `base64url` ones as text. Undefined where the body lies elsewhere.
 */
export function bodyOf(part: { body?: unknown; encoding?: string | undefined }): unknown {
  const { body, encoding } = part
  if (typeof body !== 'string') return body
  if (encoding === 'base64url') return Buffer.from(body, 'base64url').toString('utf8')
  if (encoding !== 'json') return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
