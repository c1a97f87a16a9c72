import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

const BLOCK = 512

/**
 * Reads the wanted files out of a .tgz as npm packs them, without unpacking the rest, and stops when it has them all.
 * Paths are those inside the package (`package/` cut off); a file that is not there is left out. Throws when it is no
 * gzip or no tar.
 */
export async function readFromTarball(path: string, wanted: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const file = createReadStream(path)
  const stream = file.pipe(createGunzip())
  // A pipe does not hand on errors.
  file.once('error', (error) => stream.destroy(error))
  let rest: Buffer = Buffer.alloc(0)
  let entry: { name: string; size: number; kept: Buffer[] } | undefined
  let left = 0
  let padding = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    while (rest.length > 0) {
      if (left > 0) {
        const part = rest.subarray(0, left)
        if (entry && wanted.includes(entry.name)) entry.kept.push(Buffer.from(part))
        left -= part.length
        rest = rest.subarray(part.length)
        if (left > 0) break
      }
      if (entry) {
        if (wanted.includes(entry.name)) found.set(entry.name, Buffer.concat(entry.kept).toString('utf8'))
        entry = undefined
        if (found.size === wanted.length) return found
      }
      if (padding > 0) {
        const skipped = Math.min(padding, rest.length)
        padding -= skipped
        rest = rest.subarray(skipped)
        if (padding > 0) break
      }
      if (rest.length < BLOCK) break
      const header = rest.subarray(0, BLOCK)
      rest = rest.subarray(BLOCK)
      if (header[0] === 0) continue
      const size = Number.parseInt(fieldOf(header, 124, 12), 8)
      if (!Number.isFinite(size)) throw new Error('not a tar archive')
      entry = { name: nameOf(header), size, kept: [] }
      left = size
      padding = (BLOCK - (size % BLOCK)) % BLOCK
    }
  }
  return found
}

const fieldOf = (header: Buffer, start: number, length: number) =>
  header
    .subarray(start, start + length)
    .toString('utf8')
    .split('\0')[0]
    ?.trim() ?? ''

/** ustar: a long path has its beginning in a field of its own. */
function nameOf(header: Buffer): string {
  const prefix = fieldOf(header, 345, 155)
  const name = fieldOf(header, 0, 100)
  return (prefix ? `${prefix}/${name}` : name).replace(/^package\//, '')
}
