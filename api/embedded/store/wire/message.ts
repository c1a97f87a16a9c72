import { crc32c } from './crc32c.ts'
import { HEADER, ProtocolError } from './frames.ts'

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const OP_REPLY = 1
export const OP_QUERY = 2004
export const OP_MSG = 2013

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** Of the low 16 flag bits a receiver must refuse those it does not know; the high ones are hints. */
const KNOWN_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME

export interface Request {
  readonly id: number
  /** The command as BSON. */
  readonly body: Buffer
  /** Documents that came beside the command (section kind 1), by the field they stand for. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  /** The sender wants no answer. */
  readonly isOneWay: boolean
}

/** Takes an OP_MSG apart. Throws ProtocolError for anything malformed. */
export function readMessage(frame: Buffer): Request {
  if (frame.length < HEADER + 10) throw new ProtocolError('a message cut short')
  const flags = frame.readUInt32LE(HEADER)
  if (flags & 0xffff & ~KNOWN_FLAGS) throw new ProtocolError(`unknown flags ${flags}`)
  let end = frame.length
  if (flags & CHECKSUM_PRESENT) {
    end -= 4
    if (crc32c(frame.subarray(0, end)) !== frame.readUInt32LE(end)) throw new ProtocolError('a wrong checksum')
  }
  let body: Buffer | undefined
  const sequences = new Map<string, Buffer[]>()
  let at = HEADER + 4
  while (at < end) {
    const kind = frame[at++]
    if (kind === 0) {
      if (body) throw new ProtocolError('two bodies')
      body = documentAt(frame, at, end)
      at += body.length
    } else if (kind === 1) {
      const size = at + 4 <= end ? frame.readInt32LE(at) : 0
      if (size < 5 || at + size > end) throw new ProtocolError(`a section of ${size} bytes`)
      readSequence(frame.subarray(at + 4, at + size), sequences)
      at += size
    } else throw new ProtocolError(`a section of kind ${kind}`)
  }
  if (!body) throw new ProtocolError('no body')
  return { id: frame.readInt32LE(4), body, sequences, isOneWay: (flags & MORE_TO_COME) !== 0 }
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0)
  if (nameEnd < 0) throw new ProtocolError('a section without name')
  const name = section.toString('utf8', 0, nameEnd)
  if (sequences.has(name)) throw new ProtocolError('two sections of one name')
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length;) {
    const document = documentAt(section, at, section.length)
    documents.push(document)
    at += document.length
  }
  sequences.set(name, documents)
}

function documentAt(bytes: Buffer, at: number, end: number): Buffer {
  const size = at + 5 <= end ? bytes.readInt32LE(at) : 0
  if (size < 5 || at + size > end || bytes[at + size - 1] !== 0) throw new ProtocolError(`a document of ${size} bytes`)
  return bytes.subarray(at, at + size)
}

/** The command of an OP_QUERY, which only the first handshake of old and cautious clients still uses. */
export function readQuery(frame: Buffer): { id: number; body: Buffer } {
  const nameEnd = frame.indexOf(0, HEADER + 4)
  if (!frame.toString('utf8', HEADER + 4, nameEnd).endsWith('.$cmd'))
    throw new ProtocolError('a query that is no command')
  return { id: frame.readInt32LE(4), body: documentAt(frame, nameEnd + 9, frame.length) }
}

/** An answer to an OP_MSG: no flags, one section of kind 0. */
export const writeMessage = (responseTo: number, id: number, body: Buffer): Buffer =>
  written(OP_MSG, responseTo, id, Buffer.alloc(5), body)

/** An answer to an OP_QUERY: one document, no cursor. */
export function writeReply(responseTo: number, id: number, body: Buffer): Buffer {
  const AWAIT_CAPABLE = 8
  const head = Buffer.alloc(20)
  head.writeInt32LE(AWAIT_CAPABLE, 0)
  head.writeInt32LE(1, 16)
  return written(OP_REPLY, responseTo, id, head, body)
}

function written(opCode: number, responseTo: number, id: number, head: Buffer, body: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(HEADER + head.length + body.length)
  for (const [i, field] of [frame.length, id, responseTo, opCode].entries()) frame.writeInt32LE(field, i * 4)
  frame.set(head, HEADER)
  frame.set(body, HEADER + head.length)
  return frame
}
