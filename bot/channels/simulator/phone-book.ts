/** One thing that stands in a citizen's chat. */
export interface PhoneMessage {
  id: number
  from: 'citizen' | 'city'
  /** RFC 3339 */
  at: string
  kind: 'text' | 'menu' | 'notice' | 'image' | 'voice' | 'location'
  text: string
  menu?: { head: string; options: { id: string; label: string }[]; tail: string }
  notice?: { title: string; fields: { label: string; value: string }[] }
  /** By which of the platform's ways it came. */
  means?: string
}

type Listener = (message: PhoneMessage) => void

const KEEP_MESSAGES = 500
const KEEP_PHONES = 20_000

/** What one citizen sees in one channel. */
export class Phone {
  readonly #messages: PhoneMessage[] = []
  readonly #listeners = new Set<Listener>()
  #next = 1

  constructor(
    readonly channel: string,
    readonly sender: string,
    readonly now: () => Date,
  ) {}

  show(message: Omit<PhoneMessage, 'id' | 'at'>): PhoneMessage {
    const shown: PhoneMessage = { id: this.#next++, at: this.now().toISOString(), ...message }
    this.#messages.push(shown)
    if (this.#messages.length > KEEP_MESSAGES) this.#messages.shift()
    for (const listen of this.#listeners) listen(shown)
    return shown
  }

  messages(): readonly PhoneMessage[] {
    return this.#messages
  }

  /** Hears messages as they come; gives the function that ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** All phones, made when first asked for; the longest unused one goes when there are too many. */
export class PhoneBook {
  readonly #phones = new Map<string, Phone>()

  constructor(readonly now: () => Date) {}

  phone(channel: string, sender: string): Phone {
    const key = `${channel}\0${sender}`
    const phone = this.#phones.get(key) ?? new Phone(channel, sender, this.now)
    this.#phones.delete(key)
    this.#phones.set(key, phone)
    const oldest = this.#phones.keys().next().value
    if (this.#phones.size > KEEP_PHONES && oldest !== undefined) this.#phones.delete(oldest)
    return phone
  }
}
