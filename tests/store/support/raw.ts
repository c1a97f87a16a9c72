import { createConnection, type Socket } from 'node:net'
import { deserialize, serialize, type Document } from 'bson'
import { crc32c } from '../../../api/embedded/store/wire/crc32c.ts'

/** Pieces of an OP_MSG as a test wants them, right or wrong. */
export interface RawMessage {
  readonly body?: Document
  readonly sequences?: Record<string, readonly Document[]>
  readonly flags?: number
  /** Adds a checksum: the right one, or another. */
  readonly checksum?: 'right' | 'wrong'
}

export function opMsg({ body, sequences = {}, flags = 0, checksum }: RawMessage): Buffer {
  const sections: Buffer[] = []
  if (body) sections.push(Buffer.of(0), Buffer.from(serialize(body)))
  for (const [name, docs] of Object.entries(sequences)) {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map((doc) => serialize(doc))])
    const size = Buffer.alloc(4)
    size.writeInt32LE(content.length + 4)
    sections.push(Buffer.of(1), size, content)
  }
  const bits = Buffer.alloc(4)
  bits.writeUInt32LE(flags | (checksum ? 1 : 0))
  const message = framed(2013, Buffer.concat([bits, ...sections, Buffer.alloc(checksum ? 4 : 0)]))
  if (checksum) {
    const sum = crc32c(message.subarray(0, message.length - 4))
    message.writeUInt32LE(checksum === 'right' ? sum : (sum ^ 1) >>> 0, message.length - 4)
  }
  return message
}

export function opQuery(collection: string, query: Document): Buffer {
  const content = [Buffer.alloc(4), Buffer.from(`${collection}\0`), Buffer.from([0, 0, 0, 0, 255, 255, 255, 255])]
  return framed(2004, Buffer.concat([...content, serialize(query)]))
}

export function framed(opCode: number, content: Buffer, size = content.length + 16): Buffer {
  const head = Buffer.alloc(16)
  head.writeInt32LE(size, 0)
  head.writeInt32LE(7, 4)
  head.writeInt32LE(opCode, 12)
  return Buffer.concat([head, content])
}

/** A connection without a driver. */
export class RawConnection {
  readonly socket: Socket
  #received = Buffer.alloc(0)
  #wake: () => void = () => {}
  isClosed = false

  constructor(path: string) {
    this.socket = createConnection({ path })
    this.socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#wake()
    })
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
  }

  send(bytes: Buffer): void {
    this.socket.write(bytes)
  }

  /** The next answer; undefined once the connection is closed. */
  async answer(): Promise<Document | undefined> {
    for (;;) {
      const { length } = this.#received
      const size = length >= 4 ? this.#received.readInt32LE(0) : Infinity
      if (length >= size) {
        const frame = this.#received.subarray(0, size)
        this.#received = this.#received.subarray(size)
        const isReply = frame.readInt32LE(12) === 1
        return deserialize(frame.subarray(isReply ? 36 : 21))
      }
      if (this.isClosed) return undefined
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async ask(body: Document): Promise<Document | undefined> {
    this.send(opMsg({ body: { ...body, $db: body['$db'] ?? 'admin' } }))
    return this.answer()
  }

  close(): void {
    this.socket.destroy()
  }
}

/** The path of the unix socket a store's URI names. */
export const socketOf = (uri: string): string => decodeURIComponent(new URL(uri).host)
