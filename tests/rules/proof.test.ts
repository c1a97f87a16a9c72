import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../api/auth/network.ts'
import { UploadAllowance } from '../../api/auth/upload-allowance.ts'
import { firstWordOfSha256 } from '../../api/pages/citizen/sha256.ts'
import { BASE_BITS, difficulty, issuePuzzle, readProof } from '../../schema/intake/proof.rules.ts'
import { createSealer } from '../../schema/kernel/seal.ts'

const now = new Date('2026-11-24T02:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('how hard a proof must be', () => {
  it.each([
    ['one request on a quiet day', { network: 0, city: 0 }, 0],
    ['the fifth of a household', { network: 4, city: 100 }, 0],
    ['the sixth', { network: 5, city: 100 }, BASE_BITS],
    ['the tenth', { network: 10, city: 100 }, BASE_BITS + 1],
    ['the first of somebody while the whole city writes', { network: 0, city: 300 }, BASE_BITS],
    ['the same with twice as many', { network: 0, city: 600 }, BASE_BITS + 1],
    ['both at once', { network: 20, city: 600 }, BASE_BITS + 4],
    ['never more than anybody would wait for', { network: 5000, city: 50_000 }, 21],
  ])('%s', (_, recent, bits) => {
    expect(difficulty(recent)).toBe(bits)
  })
})

describe('a proof', () => {
  const sealer = createSealer('a secret of the tests, long enough for it')
  const puzzle = (bits: number) => issuePuzzle(sealer, { network: 'here', bits, nonce: 'nonce-of-16-char', now })
  const solve = (text: string) => {
    const [bits, , nonce] = text.split('.')
    for (let counter = 0; ; counter++) {
      if (Math.clz32(firstWordOfSha256(`${nonce}.${counter}`)) >= Number(bits)) return `${text}.${counter}`
    }
  }

  it('proves what it cost, for ten minutes, from the same network', () => {
    const proof = solve(puzzle(10))
    expect(readProof(sealer, proof, 'here', later(9))).toMatchObject({ bits: 10, nonce: 'nonce-of-16-char' })
    expect(readProof(sealer, proof, 'here', later(11))).toBeUndefined()
    expect(readProof(sealer, proof, 'there', now)).toBeUndefined()
    expect(readProof(createSealer('another secret of the tests, as long'), proof, 'here', now)).toBeUndefined()
  })

  it.each(['', '.', '1.2.3', 'x'.repeat(10_000), '16.1795485600.nonce-of-16-char.x.0'])('%.20s… is none', (text) => {
    expect(readProof(sealer, text, 'here', now)).toBeUndefined()
  })
})

describe('the hash of the page', () => {
  it('is SHA-256, for everything that fits one block', () => {
    for (let length = 0; length <= 55; length++) {
      const text = 'nonce-of-16-char.0123456789abcdefghijklmnopqrstuvwxyzABCDEF'.slice(0, length)
      expect(firstWordOfSha256(text)).toBe(createHash('sha256').update(text).digest().readUInt32BE(0))
    }
  })
})

describe('whose network an address is', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unix', 'unix'],
  ])('%s → %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('what one network may upload in an hour', () => {
  it('is 120 files', () => {
    const allowance = new UploadAllowance()
    for (let file = 0; file < 120; file++) allowance.take('here', 1, now)
    expect(() => allowance.take('here', 1, now)).toThrow(/12345/)
    expect(() => allowance.take('there', 1, now)).not.toThrow()
    expect(() => allowance.take('here', 1, later(61))).not.toThrow()
  })

  it('and 12 files at the same moment', () => {
    const allowance = new UploadAllowance()
    const end = allowance.begin('here', 6)
    allowance.begin('here', 6)
    expect(() => allowance.begin('here', 1)).toThrow(/过一会儿/)
    expect(() => allowance.begin('there', 6)).not.toThrow()
    end()
    expect(() => allowance.begin('here', 6)).not.toThrow()
  })

  it('and 400 MB', () => {
    const allowance = new UploadAllowance()
    for (let file = 0; file < 40; file++) allowance.take('here', 10 * 1024 * 1024, now)
    expect(() => allowance.take('here', 1, now)).toThrow(/一小时后再试/)
  })
})
