/** First 32 bits of each square and cube root of the primes: FIPS 180-4. */
const PRIMES: number[] = []
for (let candidate = 2; PRIMES.length < 64; candidate++) {
  if (PRIMES.every((prime) => candidate % prime !== 0)) PRIMES.push(candidate)
}
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
const words = new Int32Array(64)

/**
 * The first 32 bits of SHA-256 of a short ASCII text (55 characters at most: one block). Only for the puzzle: browsers give
 * their own SHA-256 to pages over HTTPS alone, and asynchronously, which costs ten times more than the hash.
 */
export function firstWordOfSha256(text: string): number {
  words.fill(0)
  for (let index = 0; index < text.length; index++) {
    words[index >> 2] = (words[index >> 2] ?? 0) | (text.charCodeAt(index) << (24 - (index & 3) * 8))
  }
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length & 3) * 8))
  words[15] = text.length * 8
  for (let index = 16; index < 64; index++) {
    const early = words[index - 15] as number
    const late = words[index - 2] as number
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = ((words[index - 16] as number) + low + (words[index - 7] as number) + high) | 0
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = START
  for (let index = 0; index < 64; index++) {
    const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + mixed + ((e & f) ^ (~e & g)) + (ROUNDS[index] as number) + (words[index] as number)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  return ((START[0] as number) + a) >>> 0
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))
