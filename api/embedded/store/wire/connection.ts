import type { Socket } from 'node:net'
import { FrameReader, ProtocolError } from './frames.ts'
import { OP_MSG, OP_QUERY, readMessage, readQuery, writeMessage, writeReply, type Request } from './message.ts'

/** Answers one command; the answer is a BSON document. */
export type Handler = (
  request: Pick<Request, 'body' | 'sequences'>,
  connection: { id: number; isLegacy: boolean },
) => Buffer | Promise<Buffer>

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
  }

  start(): void {
    const socket = this.#socket
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
        const answered = this.#answer(frame)
        const reply = answered instanceof Promise ? await answered : answered
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
    if (this.#socket.isPaused()) this.#socket.resume()
  }

  #answer(frame: Buffer): Buffer | undefined | Promise<Buffer | undefined> {
    const opCode = frame.readInt32LE(12)
    if (opCode === OP_MSG) {
      const request = readMessage(frame)
      const reply = this.#handle(request, { id: this.#id, isLegacy: false })
      const wrap = (body: Buffer) => (request.isOneWay ? undefined : writeMessage(request.id, this.#nextId++, body))
      return reply instanceof Promise ? reply.then(wrap) : wrap(reply)
    }
    if (opCode !== OP_QUERY) throw new ProtocolError(`operation ${opCode}`)
    const { id, collection, body } = readQuery(frame)
    if (!collection.endsWith('.$cmd')) throw new ProtocolError('a query that is no command')
    const reply = this.#handle({ body, sequences: new Map() }, { id: this.#id, isLegacy: true })
    const wrap = (answer: Buffer) => writeReply(id, this.#nextId++, answer)
    return reply instanceof Promise ? reply.then(wrap) : wrap(reply)
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#socket.off('drain', done)
        this.#socket.off('close', done)
        resolve()
      }
      this.#socket.on('drain', done)
      this.#socket.on('close', done)
    })
  }
}
