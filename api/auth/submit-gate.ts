import { randomBytes } from 'node:crypto'
import type { City } from '../../schema/city.ts'
import { BASE_BITS, difficulty, issuePuzzle, readProof } from '../../schema/intake/proof.rules.ts'
import { spendProof } from '../../schema/intake/proof.store.ts'
import { networkOf } from './network.ts'
import type { TryLimiter } from './try-limiter.ts'

const WINDOW_MS = 600_000

/** One attempt to hand in a request. */
export interface Attempt {
  address: string
  /** The form's idempotency key. */
  form: string
  /** Whether the page can solve a puzzle, as it says itself. */
  scripts: boolean
  proof?: string | undefined
}

/**
 * Keeps floods away from the form without a captcha. Whoever sends a few requests passes. Beyond that a page with scripts
 * is given a puzzle, and whoever has none (or says so) is counted by the try limiter.
 */
export class SubmitGate {
  private readonly recent = new Map<string, number[]>()
  private all: number[] = []

  constructor(
    private readonly city: City,
    private readonly limiter: TryLimiter,
  ) {}

  /** Undefined: come in. Otherwise the puzzle to solve first. Throws TOO_MANY. */
  async admit({ address, form, scripts, proof }: Attempt): Promise<string | undefined> {
    const { city, limiter } = this
    const now = city.clock.now()
    const network = networkOf(address)
    const bits = difficulty(this.countRecent(network, now))
    const proven = proof ? readProof(city.sealer, proof, network, now) : undefined
    if (proven) {
      const { nonce, expiresAt } = proven
      const spent = { _id: nonce, form: city.sealer.blindIndex(form, 'proof-form'), expiresAt }
      if (!(await spendProof(city.db, spent))) return this.puzzle(network, bits, now)
    } else if (bits > 0) {
      if (scripts) return this.puzzle(network, bits, now)
      limiter.count('submit-plain', now, network, 'everyone')
    }
    limiter.count('submit', now, network)
    this.note(network, now)
    return undefined
  }

  private puzzle(network: string, bits: number, now: Date): string {
    const nonce = randomBytes(12).toString('base64url')
    return issuePuzzle(this.city.sealer, { network, bits: Math.max(BASE_BITS, bits), nonce, now })
  }

  private countRecent(network: string, now: Date): { network: number; city: number } {
    const from = now.getTime() - WINDOW_MS
    this.all = this.all.filter((at) => at > from)
    const own = (this.recent.get(network) ?? []).filter((at) => at > from)
    if (own.length > 0) this.recent.set(network, own)
    else this.recent.delete(network)
    return { network: own.length, city: this.all.length }
  }

  private note(network: string, now: Date): void {
    const at = now.getTime()
    this.all.push(at)
    this.recent.set(network, [...(this.recent.get(network) ?? []), at])
    if (this.recent.size <= 10_000) return
    for (const [key, own] of this.recent) if ((own.at(-1) ?? 0) <= at - WINDOW_MS) this.recent.delete(key)
  }
}
