import type { Socket } from 'node:net'
import { FrameReader, ProtocolError } from './frames.ts'
import { OP_MSG, OP_QUERY, readMessage, readQuery, writeMessage, writeReply, type Request } from './message.ts'

/** Answers one command; the answer is a BSON document. */
export type Handler = (
  request: Pick<Request, 'body' | 'sequences'>,
  connection: { id: number; isLegacy: boolean },
) => Promise<Buffer>

/** Beyond this much unread input a connection that is busy is not read from. */
const MAX_PENDING = 1024 * 1024

/** One client: its commands are answered one after the other, in order. */
export class Connection {
  readonly #socket: Socket
  readonly #id: number
  readonly #handle: Handler
  readonly #frames = new FrameReader()
  #isBusy = false
  #nextId = 1

  constructor(socket: Socket, id: number, handle: Handler) {
    this.#socket = socket
    this.#id = id
    this.#handle = handle
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    // A client that goes away in the middle is its own business.
    socket.on('error', () => socket.destroy())
  }

  #receive(chunk: Buffer): void {
    this.#frames.push(chunk)
    if (!this.#isBusy) void this.#answerAll()
    else if (this.#frames.pending > MAX_PENDING) this.#socket.pause()
  }

  async #answerAll(): Promise<void> {
    this.#isBusy = true
    try {
      for (let frame = this.#frames.next(); frame; frame = this.#frames.next()) {
        const reply = await this.#answer(frame)
        if (this.#socket.destroyed) return
        // The next command waits until the client has taken most of this answer.
        if (reply && !this.#socket.write(reply)) await this.#drained()
      }
    } catch {
      // Malformed: only this connection ends (what a command does wrong was answered by its handler).
      this.#socket.destroy()
    } finally {
      this.#isBusy = false
    }
    this.#socket.resume()
  }

  async #answer(frame: Buffer): Promise<Buffer | undefined> {
    const opCode = frame.readInt32LE(12)
    if (opCode === OP_MSG) {
      const request = readMessage(frame)
      const answer = await this.#handle(request, { id: this.#id, isLegacy: false })
      return request.isOneWay ? undefined : writeMessage(request.id, this.#nextId++, answer)
    }
    if (opCode !== OP_QUERY) throw new ProtocolError(`operation ${opCode}`)
    const { id, body } = readQuery(frame)
    const answer = await this.#handle({ body, sequences: new Map() }, { id: this.#id, isLegacy: true })
    return writeReply(id, this.#nextId++, answer)
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done).off('close', done)
        resolve()
      }
      this.#socket.on('drain', done).on('close', done)
    })
  }
}
