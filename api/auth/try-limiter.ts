import { DomainError } from '../../schema/kernel/errors.ts'

const WINDOW_MS = 600_000

/** Tries in ten minutes: by one subject (a ticket number, a user name) and from one network address. */
const LIMITS = {
  login: { subject: 10, address: 60 },
  track: { subject: 10, address: 60 },
  // Whole offices and housing estates share one address.
  submit: { subject: 60, address: 600 },
  // Requests without a proof of work, once one is asked for.
  'submit-plain': { subject: 600, address: 20 },
  // Personal data looked at by one member of staff; nobody works on more tickets than that.
  reveal: { subject: 60, address: 600 },
} as const

export type TryKind = keyof typeof LIMITS

const REFUSALS: Readonly<Record<TryKind, string>> = {
  login: '尝试过于频繁，请十分钟后再试。',
  track: '尝试过于频繁，请十分钟后再试。',
  submit: '这里提交得太频繁了，请十分钟后再试。您写的还在；急事请直接拨打 12345。',
  reveal: '查看个人信息太频繁了，请十分钟后再试。',
  'submit-plain': '这里提交得太频繁了，请十分钟后再试。您写的还在；急事请直接拨打 12345。',
}

/** Counts tries in a sliding window, in this process. */
export class TryLimiter {
  private readonly tries = new Map<string, number[]>()

  /** Counts one try; throws TOO_MANY when subject or address has used up its own. */
  count(kind: TryKind, now: Date, address: string, subject?: string): void {
    const limit = LIMITS[kind]
    const fromAddress = this.allow(`${kind} from ${address}`, limit.address, now)
    // Who is refused by address must not use up what a subject has left: others come for it from elsewhere.
    const ofSubject = subject === undefined || !fromAddress || this.allow(`${kind} ${subject}`, limit.subject, now)
    if (!fromAddress || !ofSubject) throw new DomainError('TOO_MANY', REFUSALS[kind])
  }

  private allow(key: string, limit: number, now: Date): boolean {
    const from = now.getTime() - WINDOW_MS
    const recent = (this.tries.get(key) ?? []).filter((at) => at > from)
    if (recent.length < limit) recent.push(now.getTime())
    else return false
    this.tries.set(key, recent)
    if (this.tries.size > 10_000) this.forget(from)
    return true
  }

  private forget(before: number): void {
    for (const [key, at] of this.tries) if ((at.at(-1) ?? 0) <= before) this.tries.delete(key)
  }
}
