/** The closed list of things a user may have done wrong; everything else that is thrown is a bug. */
export type DomainCode =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'ILLEGAL_MOVE'
  | 'TOO_MANY'
  | 'UNAVAILABLE'

/** A refusal that the user can understand and act on. `message` is plain Chinese; `facts` never hold personal data. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  constructor(
    readonly code: DomainCode,
    message: string,
    readonly facts: Readonly<Record<string, string | number | boolean>> = {},
  ) {
    super(message)
  }
}

/**
 * What the sender should do after a platform refused a message (the actions of the errcode table in each channel).
 * `unknown`: the answer never came, so the message may or may not have arrived; never send it again blindly.
 */
export type DeliveryAction = 'retry' | 'stop' | 'fall-back' | 'pause' | 'refresh-token' | 'config' | 'unknown'

/**
 * What a refusal tells beyond the message it was about. `identity-broken`: the account is not (any more) one of ours;
 * `window-closed`: nothing can be said in the conversation until the citizen speaks again; `consent-empty`: no service
 * notice until they allow one again; `alarm`: a person has to look at the settings of the account; `bug`: what we sent
 * was malformed; `login-again`, `refuse`: what to tell who wanted to sign in.
 */
export type DeliveryEffect =
  | 'identity-broken'
  | 'window-closed'
  | 'consent-empty'
  | 'alarm'
  | 'bug'
  | 'login-again'
  | 'refuse'

/** A platform would not take a message. `errcode` is the platform's own; `afterMs` is set where a retry makes sense. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  constructor(
    readonly channel: string,
    readonly action: DeliveryAction,
    readonly errcode: number | undefined,
    message: string,
    readonly afterMs?: number,
    /** Of this refusal, and of those met on the way to it. */
    readonly effects: readonly DeliveryEffect[] = [],
  ) {
    super(message)
  }
  get retry(): boolean {
    return this.action === 'retry' || this.action === 'pause'
  }
}
