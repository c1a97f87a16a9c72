import type { DeliveryEffect } from './errors.ts'

/**
 * What the three ways in and out (bot, jobs, api) offer each other without knowing each other.
 * `api/runtime/main.ts` plugs them together.
 */

/** Time is an argument; only the composition root reads the machine's clock. */
export interface Clock {
  now(): Date
}

/** An HTTP request as a channel sees it: nothing of Koa in it. Header names are lower-case. */
export interface RawRequest {
  method: 'GET' | 'POST'
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: Buffer
  receivedAt: Date
  /** Path and query exactly as they came; some platforms sign the address. */
  target?: string
}

/** The outcome of checking a callback's origin. `body` is what is to be parsed (decrypted where it was encrypted). */
export type Verification =
  /** `once` names a signature that does not cover the body: it is good for one body, whoever sends it again. */
  | { ok: true; method: string; body: Buffer; once?: string }
  | { ok: false; status: 400 | 401 | 403 | 413; reason: string }

export type MessageKind =
  | 'text'
  | 'image'
  | 'voice'
  | 'video'
  | 'location'
  | 'link'
  | 'menu-click'
  | 'follow'
  | 'unfollow'
  | 'scan'
  | 'receipt'
  | 'transcript'
  | 'form'
  | 'device-event'
  /** The citizen allowed or refused service notices. */
  | 'consent'
  /** Something the platform tells about the citizen who said nothing: opened a page, entered the chat. Not to be answered. */
  | 'presence'
  /** Our own note that a citizen left the bot's question unanswered; its dedupe key is the last message that was heard. */
  | 'silence'
  | 'unknown'

/** What may be said back on this conversation, and until when. */
export type ReplyCapability =
  | { mode: 'none' }
  | { mode: 'passive' }
  | { mode: 'messages'; remaining: number | 'unlimited'; until: Date }

/**
 * One turn of a call or a voice message; offsets in milliseconds from its start, confidence 0..1. `unknown` where the
 * recogniser did not tell the voices apart.
 */
export interface Utterance {
  speaker: 'citizen' | 'agent' | 'system' | 'unknown'
  text: string
  offsetMs?: number
  confidence?: number
}

/**
 * What a message tells of the call it belongs to. A call arrives in pieces (record, recordings, words), in any order and
 * more than once; `schema/call` puts them together.
 */
export interface CallPiece {
  /** The call centre that sent it; with `callId` it names the call. */
  centre: string
  callId: string
  /** Which part of the call this is; a later version of the same part replaces it. */
  piece: string
  /** Milliseconds; grows from one version of the piece to the next. */
  version: number
  /** Who called whom; unknown where the format does not say. `internal`: staff among themselves. */
  direction?: 'inbound' | 'outbound' | 'internal'
  /** How the call ended; only in pieces that know it is over. */
  outcome?: 'answered' | 'voicemail' | 'abandoned'
  wantsCallback?: boolean
  /** `whole`: everything that was said. `part`: one answer of a dialogue, others may follow. */
  words?: 'whole' | 'part'
  /** Keys pressed in the menus of the call. */
  keys?: string
  /** What the survey keys mean at this centre. */
  survey?: { solved?: 'SOLVED' | 'PARTLY' | 'UNSOLVED'; satisfaction?: 'SATISFIED' | 'BASIC' | 'UNSATISFIED' }
  /** Where the recordings are; they are linked, not fetched. */
  recordings?: string[]
  /** The ticket that the centre says the call is about. */
  ticket?: string
  /** Milliseconds: by when the words should have come. */
  wordsDue: number
}

/** The one envelope every channel turns its callbacks into. */
export interface InboundMessage {
  channel: string
  /** Stable across the platform's retries; unique with `channel`. */
  dedupeKey: string
  /** The sender's account on this channel (openid, Weibo uid, phone, form session). */
  sender: string
  /** The city's account that was written to. */
  recipient?: string
  kind: MessageKind
  text?: string
  at: Date
  place?: { latitude: number; longitude: number; datum: 'GCJ-02' | 'BD-09' | 'WGS84'; label?: string }
  media?: {
    type: 'image' | 'voice' | 'video'
    mediaId?: string
    url?: string
    format?: string
    /** Where it already is in our own store. */
    attachmentId?: string
  }[]
  /** The government site whose form it was typed into. */
  site?: string
  /** Menu or survey option id that was tapped. */
  menuId?: string
  /** QR scene value, e.g. `street:gh-jianguo`. */
  scene?: string
  transcript?: Utterance[]
  /** Fields of a structured form: name, phone, address, category … as the citizen gave them. */
  form?: Readonly<Record<string, string>>
  /** A forwarded article: not the citizen's own words. */
  link?: { url: string; title?: string; description?: string }
  /** What was allowed or refused, per notice template of the platform. */
  consents?: { templateId: string; granted: boolean }[]
  /** A CloudEvent of a device, as its source sent it; `extensions` are its attributes beyond the specification's own. */
  device?: {
    source: string
    type: string
    subject?: string
    data?: unknown
    extensions?: Readonly<Record<string, string | number | boolean>>
  }
  /** Delivery receipts: the platform's message id and outcome. */
  receipt?: { platformId: string; outcome: 'delivered' | 'refused' | 'failed'; reason?: string }
  /** Survey keys pressed at the end of a call. */
  surveyKeys?: string
  /** Set for telephone calls. */
  call?: CallPiece
  /** Public speech (a mention) keeps its link and hides its author in exports. */
  publicUrl?: string
  /** Where a public answer to it goes, as the channel names it; what is said there everybody reads. */
  publicTarget?: string
  reply: ReplyCapability
  /** Platform type and event name, for unknown ones and for the log. */
  platformType: string
}

/** One thing to say to one account. Menus fall back to numbered text where a channel has none. */
export interface OutboundMessage {
  /** The same in each try, for platforms that take a message once per id; says nothing about the citizen. */
  id?: string
  recipient: string
  text: string
  menu?: { head: string; options: { id: string; label: string }[]; tail?: string }
  /** A service notice for when the conversation window is closed. */
  notice?: { template: 'progress' | 'survey'; fields: Readonly<Record<string, string>>; page?: string }
  /** Public reply target (a Weibo mention). */
  inReplyTo?: string
  /** Ways known to be closed to this account: they need not be tried. */
  closed?: { conversation?: boolean; notices?: boolean }
}

/** Proof that the platform took the message, and by which of its ways; an id only where the platform gives one. */
export interface DeliveryReceipt {
  platformId?: string
  means: string
  /** What was learned of the account on the way. */
  effects?: readonly DeliveryEffect[]
}

/** A platform's access token as all processes of an installation share it. */
export interface ShelvedToken {
  value: string
  /** From then on a new one is to be fetched. */
  renewAt: Date
  /** When somebody last made the platform give another one than it wanted to. */
  forcedAt?: Date
}

/** Where access tokens lie, so that several processes fetch one once. Names say which account. */
export interface TokenShelf {
  read(name: string): Promise<ShelvedToken | undefined>
  /** Takes the errand to fetch a token; false while somebody else is on it. It ends by itself after `leaseMs`. */
  claim(name: string, now: Date, leaseMs: number): Promise<boolean>
  /** Lays a token down and ends the errand. */
  put(name: string, token: ShelvedToken): Promise<void>
  /** Ends an errand that brought nothing. */
  release(name: string): Promise<void>
}

/** Text a channel answers a callback with; `contentType` as the platform wants it. */
export interface Acknowledgement {
  status: number
  contentType: string
  body: string
}

/** One step through a list of the platform: what was read, and where to go on once all of it is stored. */
export interface Polled {
  messages: readonly { message: InboundMessage; raw: Buffer }[]
  next: string
  /** There is more to be read at once. */
  more: boolean
  /** What was left out, in words for the people who look after the system: too old, too much. */
  skipped?: string
}

/** What became of one part of a callback. */
export interface PartOutcome {
  outcome: 'accepted' | 'duplicate' | 'conflict' | 'refused'
  messages: readonly InboundMessage[]
  /** Why it was refused, for the sender. */
  reason?: string
}

/** A channel is one folder under bot/channels; what it cannot do is an absent method. */
export interface Channel {
  readonly name: string
  readonly capabilities: {
    readonly menus: boolean
    readonly publicSpeech: boolean
    /** Longest text the platform takes, in characters. */
    readonly maxText: number
    /** Largest callback body in bytes; more is 413. */
    readonly maxBody: number
    /** When the account may be written to: within its conversation window, or until it says stop. Unset: whenever the platform takes it. */
    readonly mayWrite?: 'within-window' | 'until-left'
    /** A second message under the same dedupe key with other words is refused (409), not taken for a repeat. */
    readonly oneUseKeys?: boolean
  }
  /** Which other sites' pages may post here from a browser, and with which headers (CORS); absent: none. */
  readonly crossOrigin?: { allows(origin: string): boolean; readonly headers: readonly string[] }
  /** Answers a platform's endpoint check; undefined when this GET is none. */
  handshake?(raw: RawRequest): Acknowledgement | undefined
  verify(raw: RawRequest): Verification
  /** A second check of what `verify` let through, for signatures inside the body that take their time. */
  unseal?(verified: Extract<Verification, { ok: true }>, raw: RawRequest): Promise<Verification>
  /**
   * Throws DomainError BAD_INPUT for a body that cannot be read. One callback may carry several messages. `method` is
   * how the body was verified; it names the holder of the key where there are several.
   */
  parse(body: Buffer, raw: RawRequest, method?: string): InboundMessage[]
  /** A refusal in the platform's own form; undefined where plain text does. */
  refusal?(raw: RawRequest, status: number, reason: string): Acknowledgement | undefined
  /**
   * Where one callback carries messages that stand and fall each by itself: the body of each, or why it is refused. Each
   * is then parsed and stored alone. `method` is what `verify` said.
   */
  split?(body: Buffer, method: string): (Buffer | { refused: string })[]
  /** `outcomes` are those of the parts, where there is a `split`. */
  acknowledge(messages: readonly InboundMessage[], outcomes?: readonly PartOutcome[]): Acknowledgement
  /** Throws DeliveryError when the platform refuses. */
  send?(message: OutboundMessage): Promise<DeliveryReceipt>
  /** Whether this process can send now; where it cannot, what is due waits for one that can. Always, when absent. */
  ready?(): boolean
  /**
   * The bytes of a photo, voice or video by the id its message named. Throws DeliveryError: `stop` where the platform
   * will never give it (expired, too large), anything else where a later try may.
   */
  fetchMedia?(mediaId: string): Promise<Buffer>
  /** Names of lists that have to be read, because the platform does not push them; each has a position of its own. */
  readonly lists?: readonly string[]
  /** Reads on in a list from a position that `next` gave; from the recent past without one. Throws DeliveryError. */
  poll?(list: string, position: string | undefined): Promise<Polled>
}

/** A language model that may put things better; everything works without one. */
export interface LanguageModel {
  /** Method as it is stored beside what it said: `llm:` and the model's name. */
  readonly name: string
  /** Its answer as it is, to be trusted with nothing. Throws LanguageModelError. */
  ask(question: { system: string; user: string }): Promise<string>
  /** Ends the questions under way: whoever stops does not wait for answers. */
  close(): void
}

/** A language model gave no answer. The message holds neither question nor answer. */
export class LanguageModelError extends Error {
  override readonly name = 'LanguageModelError'
  constructor(
    message: string,
    /** Whether a later try makes sense. */
    readonly again: boolean,
    readonly afterMs?: number,
  ) {
    super(message)
  }
}
