/** Counts tries per subject in a sliding window, in this process. */
export class TryLimiter {
  private readonly tries = new Map<string, number[]>()

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** True when this try is still allowed; every call counts as one. */
  allow(subject: string, now: Date): boolean {
    const from = now.getTime() - this.windowMs
    const recent = (this.tries.get(subject) ?? []).filter((at) => at > from)
    recent.push(now.getTime())
    this.tries.set(subject, recent.slice(-this.limit - 1))
    if (this.tries.size > 10_000) this.forget(from)
    return recent.length <= this.limit
  }

  private forget(before: number): void {
    for (const [subject, at] of this.tries) if ((at.at(-1) ?? 0) <= before) this.tries.delete(subject)
  }
}
