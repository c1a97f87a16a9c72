import { StoreError } from '../errors.ts'
import { Binary, type Maybe } from '../values.ts'

/** MongoDB's bound for one blocking stage, in bytes; beyond it MongoDB would use the disk, which the store does not. */
const LIMIT = 100 * 1024 * 1024

/** What a value weighs in memory, roughly: enough to stop before the process is in need. */
export function sizeOf(value: Maybe): number {
  if (typeof value === 'string') return 24 + value.length
  if (value instanceof Map) {
    let size = 64
    for (const [, inner] of value) size += 32 + sizeOf(inner)
    return size
  }
  if (Array.isArray(value)) return value.reduce<number>((size, inner) => size + 8 + sizeOf(inner), 32)
  if (value instanceof Binary) return 64 + value.position
  return 24
}

/** Counts what one stage holds. */
export class MemoryMeter {
  private used = 0

  constructor(private readonly stage: string) {}

  hasRoomFor(bytes: number): boolean {
    return this.used + bytes <= LIMIT
  }

  /** Adds bytes (negative: gives back); throws 292 beyond 100 MB. */
  take(bytes: number): void {
    this.used += bytes
    if (this.used <= LIMIT) return
    throw new StoreError(
      292,
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `${this.stage} exceeded its memory limit of ${LIMIT} bytes: set MONGODB_URI to use the disk for it`,
    )
  }
}
