import { DomainError } from '../../schema/kernel/errors.ts'

const WINDOW_MS = 3_600_000
/** What one network may upload in an hour. Whole offices share one address. */
const MOST_FILES = 120
const MOST_BYTES = 400 * 1024 * 1024

/** Files that are held in memory at once: 10 MB each, by one network and by all. */
const AT_ONCE = { network: 12, all: 40 }

/** Counts what each network uploaded in the last hour, and what is being uploaded now, in this process. */
export class UploadAllowance {
  private readonly open = new Map<string, number>()
  private openInAll = 0
  private readonly uploads = new Map<string, { at: number; bytes: number }[]>()

  /** Before `files` files are read into memory; the answer ends it. Throws TOO_MANY while too many others are at it. */
  begin(network: string, files: number): () => void {
    const own = this.open.get(network) ?? 0
    if (own + files > AT_ONCE.network || this.openInAll + files > AT_ONCE.all) {
      throw new DomainError('TOO_MANY', '现在上传的人很多，请过一会儿再试。')
    }
    this.open.set(network, own + files)
    this.openInAll += files
    return () => {
      const left = (this.open.get(network) ?? 0) - files
      if (left > 0) this.open.set(network, left)
      else this.open.delete(network)
      this.openInAll -= files
    }
  }

  /** Takes one file off the allowance; throws TOO_MANY when nothing is left of it. */
  take(network: string, bytes: number, now: Date): void {
    const from = now.getTime() - WINDOW_MS
    const recent = (this.uploads.get(network) ?? []).filter(({ at }) => at > from)
    const sum = recent.reduce((total, one) => total + one.bytes, bytes)
    if (recent.length >= MOST_FILES || sum > MOST_BYTES) {
      throw new DomainError('TOO_MANY', '上传太多了，请一小时后再试。也可以先不带照片提交；急事请拨打 12345。')
    }
    recent.push({ at: now.getTime(), bytes })
    this.uploads.set(network, recent)
    if (this.uploads.size > 10_000) this.forget(from)
  }

  private forget(before: number): void {
    for (const [network, recent] of this.uploads) if ((recent.at(-1)?.at ?? 0) <= before) this.uploads.delete(network)
  }
}
