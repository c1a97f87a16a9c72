import { DomainError } from '../../../schema/kernel/errors.ts'

/** Deeper than any callback of any channel; what comes later (JSON.stringify, walking) recurses. */
const MAX_DEPTH = 32
/** The tokens of valid JSON that may hold digits. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** An integer that a double would round. */
const LONG_INTEGER = /^-?\d{16,}$/

/** UTF-8, strictly: a body that is not text is refused rather than mended. A byte order mark is dropped. */
export function readText(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new DomainError('BAD_INPUT', '内容不是有效的 UTF-8 文本')
  }
}

/** More members than any callback of a platform has; a transcript asks for more. */
const MAX_MEMBERS = 1000

/**
 * Reads a JSON body whose 64-bit ids must not lose digits: integers of 16 digits and more become strings.
 * Throws DomainError BAD_INPUT for anything that is not JSON, nests too deep or has too many members.
 */
export function parseJson(body: Buffer, maxMembers = MAX_MEMBERS): unknown {
  const text = readText(body)
  const { depth, members } = measure(text)
  if (depth > MAX_DEPTH || members > maxMembers) throw new DomainError('BAD_INPUT', 'JSON 嵌套过深或内容过多')
  try {
    const value: unknown = JSON.parse(text)
    if (!/\d{16}/.test(text)) return value
    // Only now, because the pattern is linear on valid JSON and quadratic on a row of unclosed quotes.
    return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token)))
  } catch {
    throw new DomainError('BAD_INPUT', '内容不是有效的 JSON')
  }
}

/** How deep brackets nest and how many commas stand outside strings; cheap, and says nothing about validity. */
function measure(text: string): { depth: number; members: number } {
  let depth = 0
  let deepest = 0
  let members = 1
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 0x5c) index++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x2c) members++
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return { depth: deepest, members }
}
