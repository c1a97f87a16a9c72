import { firstWordOfSha256 } from '../../api/pages/citizen/sha256.ts'
import { BASE_BITS, issuePuzzle, readProof } from '../../schema/intake/proof.rules.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { type BenchRow, quantile } from './row.ts'

const PUZZLES = 40
const CHECKS = 20_000

/** What the puzzle costs the page that solves it (the page's own hash, on this machine) and the server that checks it. */
export function benchProof(): BenchRow[] {
  const sealer = createSealer('a secret of the bench, long enough for it')
  const now = new Date()
  const solved: number[] = []
  let proof = ''
  for (let index = 0; index < PUZZLES; index++) {
    const nonce = index.toString().padStart(16, '0')
    const puzzle = issuePuzzle(sealer, { network: 'here', bits: BASE_BITS, nonce, now })
    const began = performance.now()
    let counter = 0
    while (Math.clz32(firstWordOfSha256(`${nonce}.${counter}`)) < BASE_BITS) counter++
    solved.push(performance.now() - began)
    proof = `${puzzle}.${counter}`
  }
  const began = performance.now()
  for (let index = 0; index < CHECKS; index++) {
    if (!readProof(sealer, proof, 'here', now)) throw new Error('a proof that proves nothing')
  }
  const check = ((performance.now() - began) / CHECKS) * 1000
  return [
    { name: `solving ${BASE_BITS} bits, median`, value: quantile(solved, 0.5), unit: 'ms', bar: { max: 1000 } },
    { name: `solving ${BASE_BITS} bits, 95 of 100`, value: quantile(solved, 0.95), unit: 'ms', bar: { max: 3000 } },
    { name: 'checking a proof', value: check, unit: 'µs', bar: { max: 500 } },
    { name: 'checking a forged one', value: forged(), unit: 'µs', bar: { max: 500 } },
  ]

  function forged(): number {
    const wrong = proof.replace(/^\d+/, '01')
    const start = performance.now()
    for (let index = 0; index < CHECKS; index++) readProof(sealer, wrong, 'here', now)
    return ((performance.now() - start) / CHECKS) * 1000
  }
}
