import { createHash } from 'node:crypto'
import { type Sealer, sameText } from '../kernel/seal.ts'

/** Requests in ten minutes that nobody is asked anything for: by one network, and by the whole city together. */
const FREE = { network: 5, city: 300 }

/**
 * Leading zero bits of SHA-256 that a proof needs at first: 65,000 hashes on average, 0.1 to 0.3 s on a computer, about a
 * second on an old phone, in the background (tests/bench/proof.bench.ts). Each doubling of the rate doubles the work.
 */
export const BASE_BITS = 16
/** Some ten seconds on a computer: nobody honest waits longer. */
const MOST_BITS = 21

const LIFETIME_MS = 10 * 60_000

/** How hard the next proof must be, from the requests of the last ten minutes; 0 while nothing is asked. */
export function difficulty(recent: { network: number; city: number }): number {
  const [network, city] = [excess(recent.network, FREE.network), excess(recent.city, FREE.city)]
  return network + city === 0 ? 0 : Math.min(MOST_BITS, BASE_BITS - 1 + network + city)
}

const excess = (count: number, free: number) => (count < free ? 0 : 1 + Math.floor(Math.log2(count / free)))

/** `bits.expiry.nonce.mac`, good for ten minutes and for this network only. The nonce is 16 letters and digits. */
export function issuePuzzle(
  sealer: Sealer,
  puzzle: { network: string; bits: number; nonce: string; now: Date },
): string {
  const expiry = Math.floor((puzzle.now.getTime() + LIFETIME_MS) / 1000)
  const head = `${puzzle.bits}.${expiry}.${puzzle.nonce}`
  return `${head}.${macOf(sealer, puzzle.network, head)}`
}

/**
 * What a proof (`puzzle.counter`) proves; undefined when its puzzle is not ours, too old or of another network, or when
 * the hash of `nonce.counter` has too few zeros. One MAC compared in constant time and one hash.
 */
export function readProof(
  sealer: Sealer,
  proof: string,
  network: string,
  now: Date,
): { nonce: string; bits: number; expiresAt: Date } | undefined {
  const [, bits, expiry, nonce, mac, counter] =
    /^(\d{1,2})\.(\d{10})\.([\w-]{16})\.([\w-]{27})\.(\d{1,12})$/.exec(proof) ?? []
  if (!bits || !expiry || !nonce || !mac || !counter) return undefined
  if (!sameText(mac, macOf(sealer, network, `${bits}.${expiry}.${nonce}`))) return undefined
  const expiresAt = new Date(Number(expiry) * 1000)
  if (expiresAt <= now) return undefined
  const hash = createHash('sha256').update(`${nonce}.${counter}`).digest()
  return Math.clz32(hash.readUInt32BE(0)) >= Number(bits) ? { nonce, bits: Number(bits), expiresAt } : undefined
}

function macOf(sealer: Sealer, network: string, head: string): string {
  return sealer.blindIndex(`${network}\0${head}`, 'puzzle')
}
