import { AsyncLocalStorage } from 'node:async_hooks'
import { type payloads, throwUnsupportedError, types } from 'wechaty-puppet'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { locationPayload, messagePayload, urlPayload } from './envelope.ts'
import { PuppetWithoutWire } from './without-wire.ts'

/** The city's own account, as wechaty sees it. */
const SELF = 'hotline'
/** Payloads kept at hand; older messages are loaded from the store again, contacts made from their id. */
const KEEP = 500

/** What a skill's words answer: so many things were said to this message before. */
export interface Cause {
  inboxId: string
  count: number
}

export interface PuppetHotlineDeps {
  /** Names the citizen's account; the same for all messages of one account. */
  accountOf(message: InboundMessage): string
  /** A stored message; undefined when there is none with that id. */
  load(inboxId: string): Promise<InboundMessage | undefined>
  now(): Date
  /** Writes to the outbound ledger and gives the id there. `cause` is missing where a skill speaks unasked. */
  say(account: string, text: string, cause: Cause | undefined): Promise<string>
}

interface Waiting {
  promise: Promise<void>
  resolve(): void
  reject(reason: unknown): void
  /** Somebody hears it; from then on only that hearing decides how it ended. */
  heard: boolean
}

/**
 * A wechaty puppet without a wire: verified and stored messages are handed to it in this process, and what it is to
 * send goes to the outbound ledger, which knows windows and quotas. It holds nothing that must survive.
 */
export class PuppetHotline extends PuppetWithoutWire {
  static override readonly VERSION = '1.0.0'
  readonly #deps: PuppetHotlineDeps
  readonly #waiting = new Map<string, Waiting>()
  readonly #envelopes = new Map<string, InboundMessage>()
  /** Follows a message through wechaty's events, so that a skill's answer knows what it answers. */
  readonly #answering = new AsyncLocalStorage<Cause>()

  constructor(deps: PuppetHotlineDeps) {
    super({ cache: { contact: KEEP, message: KEEP } })
    this.#deps = deps
  }

  override async onStart(): Promise<void> {
    this.login(SELF)
    this.emit('ready', { data: SELF })
  }

  override async onStop(): Promise<void> {
    for (const inboxId of this.#waiting.keys()) this.#settle(inboxId, new Error('the bot stopped'))
    await this.logout('stopped')
  }

  /** Hands a message to wechaty; settles as the hearing of it does. */
  deliver(inboxId: string, message: InboundMessage): Promise<void> {
    const known = this.#waiting.get(inboxId)
    if (known) return known.promise
    if (!this.isLoggedIn) return Promise.reject(new Error('the bot is not running'))
    const { promise, resolve, reject } = withResolvers()
    this.#waiting.set(inboxId, { promise, resolve, reject, heard: false })
    this.#keep(inboxId, message)
    this.#answering.run({ inboxId, count: 0 }, () => this.emit('message', { messageId: inboxId }))
    return promise
  }

  /** Hears a message that was delivered, and lets `deliver` settle with it. */
  async hear(inboxId: string, how: (inboxId: string, message: InboundMessage) => Promise<void>): Promise<void> {
    const waiting = this.#waiting.get(inboxId)
    if (waiting) waiting.heard = true
    try {
      await how(inboxId, await this.messageRawPayload(inboxId))
      this.#settle(inboxId)
    } catch (error) {
      this.#settle(inboxId, error)
    }
  }

  /**
   * Something went wrong in wechaty. When that kept a message from being heard at all, its delivery has failed; true
   * when it was so.
   */
  failed(error: unknown): boolean {
    const inboxId = this.#answering.getStore()?.inboxId
    const waiting = inboxId === undefined ? undefined : this.#waiting.get(inboxId)
    if (inboxId === undefined || !waiting || waiting.heard) return false
    this.#settle(inboxId, error)
    return true
  }

  #settle(inboxId: string, error?: unknown): void {
    const waiting = this.#waiting.get(inboxId)
    this.#waiting.delete(inboxId)
    if (error === undefined) waiting?.resolve()
    else waiting?.reject(error)
  }

  #keep(id: string, message: InboundMessage): void {
    this.#envelopes.set(id, message)
    const oldest = this.#envelopes.keys().next().value
    if (this.#envelopes.size > KEEP && oldest !== undefined) this.#envelopes.delete(oldest)
  }

  override async messageRawPayload(id: string): Promise<InboundMessage> {
    const message = this.#envelopes.get(id) ?? (await this.#deps.load(id))
    if (!message) throw new Error('no such message')
    this.#keep(id, message)
    return message
  }

  override async messagePayload(id: string): Promise<payloads.Message> {
    const cached = this.messagePayloadCache(id)
    if (cached) return cached
    const message = await this.messageRawPayload(id)
    const payload = messagePayload(id, message, this.#deps.accountOf(message), SELF)
    this.cache.message.set(id, payload)
    return payload
  }

  override async messageLocation(id: string): Promise<payloads.Location> {
    return locationPayload(await this.messageRawPayload(id)) ?? throwUnsupportedError()
  }

  override async messageUrl(id: string): Promise<payloads.UrlLink> {
    return urlPayload(await this.messageRawPayload(id)) ?? throwUnsupportedError()
  }

  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    const isSelf = id === SELF
    return {
      id,
      name: isSelf ? '12345 热线' : '市民',
      type: isSelf ? types.Contact.Official : types.Contact.Individual,
      gender: types.ContactGender.Unknown,
      avatar: '',
      phone: [],
      friend: !isSelf,
    }
  }

  override async contactRawPayloadParser(payload: payloads.Contact): Promise<payloads.Contact> {
    return payload
  }

  override async contactList(): Promise<string[]> {
    return [...this.cache.contact.keys()]
  }

  override async roomList(): Promise<string[]> {
    return []
  }

  override async messageSendText(account: string, text: string): Promise<string> {
    const cause = this.#answering.getStore()
    const id = await this.#deps.say(account, text, cause && { inboxId: cause.inboxId, count: ++cause.count })
    // Wechaty looks up what it has just sent.
    this.cache.message.set(id, {
      id,
      talkerId: SELF,
      listenerId: account,
      type: types.Message.Text,
      timestamp: this.#deps.now().getTime(),
      text,
    })
    return id
  }

  override messageSendUrl(account: string, link: payloads.UrlLink): Promise<string> {
    return this.messageSendText(account, [link.title, link.description, link.url].filter(Boolean).join('\n'))
  }

  override messageSendLocation(account: string, { name, address }: payloads.Location): Promise<string> {
    return this.messageSendText(account, [...new Set([name, address])].filter(Boolean).join('\n'))
  }
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers(): Omit<Waiting, 'heard'> {
  let [resolve, reject]: [() => void, (reason: unknown) => void] = [() => {}, () => {}]
  const promise = new Promise<void>((done, fail) => {
    resolve = done
    reject = fail
  })
  return { promise, resolve, reject }
}
