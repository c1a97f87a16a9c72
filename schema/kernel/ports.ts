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
}

/** The outcome of checking a callback's origin. `body` is what is to be parsed (decrypted where it was encrypted). */
export type Verification =
  | { ok: true; method: string; body: Buffer }
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
  place?: { latitude: number; longitude: number; datum: 'GCJ-02' | 'WGS84'; label?: string }
  media?: { type: 'image' | 'voice' | 'video'; mediaId?: string; url?: string; format?: string }[]
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
  /** A CloudEvent of a device, as its source sent it. */
  device?: { source: string; type: string; subject?: string; data?: unknown }
  /** Delivery receipts: the platform's message id and outcome. */
  receipt?: { platformId: string; outcome: 'delivered' | 'refused' | 'failed'; reason?: string }
  /** Survey keys pressed at the end of a call. */
  surveyKeys?: string
  /** Public speech (a mention) keeps its link and hides its author in exports. */
  publicUrl?: string
  reply: ReplyCapability
  /** Platform type and event name, for unknown ones and for the log. */
  platformType: string
}

/** One thing to say to one account. Menus fall back to numbered text where a channel has none. */
export interface OutboundMessage {
  recipient: string
  text: string
  menu?: { head: string; options: { id: string; label: string }[]; tail?: string }
  /** A service notice for when the conversation window is closed. */
  notice?: { template: 'progress' | 'survey'; fields: Readonly<Record<string, string>>; page?: string }
  /** Public reply target (a Weibo mention). */
  inReplyTo?: string
}

/** Proof that the platform took the message, and by which of its ways; an id only where the platform gives one. */
export interface DeliveryReceipt {
  platformId?: string
  means: string
}

/** Text a channel answers a callback with; `contentType` as the platform wants it. */
export interface Acknowledgement {
  status: number
  contentType: string
  body: string
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
  }
  /** Answers a platform's endpoint check; undefined when this GET is none. */
  handshake?(raw: RawRequest): Acknowledgement | undefined
  verify(raw: RawRequest): Verification
  /** Throws DomainError BAD_INPUT for a body that cannot be read. One callback may carry several messages. */
  parse(body: Buffer, raw: RawRequest): InboundMessage[]
  acknowledge(messages: readonly InboundMessage[]): Acknowledgement
  /** Throws DeliveryError when the platform refuses. */
  send?(message: OutboundMessage): Promise<DeliveryReceipt>
}
