/** What breaks the protocol closes its connection; there is nobody to send an answer to. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}

export const HEADER = 16
/** MongoDB's maxMessageSizeBytes. */
export const MAX_MESSAGE = 48_000_000

/** Cuts a stream of bytes into wire messages; a message is copied together only once it is whole. */
export class FrameReader {
  #chunks: Buffer[] = []
  #length = 0

  /** Bytes that have come and are not taken yet. */
  get pending(): number {
    return this.#length
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** The next whole message with its header. Throws ProtocolError for a length no message can have. */
  next(): Buffer | undefined {
    if (this.#length < 4) return undefined
    if (this.#chunks[0]!.length < 4) this.#join()
    const size = this.#chunks[0]!.readInt32LE(0)
    if (size < HEADER || size > MAX_MESSAGE) throw new ProtocolError(`a message of ${size} bytes`)
    if (this.#length < size) return undefined
    if (this.#chunks[0]!.length < size) this.#join()
    const first = this.#chunks[0]!
    const frame = first.subarray(0, size)
    if (first.length === size) this.#chunks.shift()
    else this.#chunks[0] = first.subarray(size)
    this.#length -= size
    return frame
  }

  #join(): void {
    this.#chunks = [Buffer.concat(this.#chunks)]
  }
}
