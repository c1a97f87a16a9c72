import { expect, it } from 'vitest'
import { createSealer, sameText } from '../../schema/kernel/seal.ts'

const sealer = createSealer('a secret of at least thirty-two characters')

it('opens what it sealed, in its own place only', () => {
  const sealed = sealer.seal('13800000000', 'citizens.1')
  expect(sealed).not.toContain('13800000000')
  expect(sealer.open(sealed, 'citizens.1')).toBe('13800000000')
  expect(() => sealer.open(sealed, 'citizens.2')).toThrow()
})

it('gives equal texts equal blind indexes, per purpose and per secret', () => {
  expect(sealer.blindIndex('x', 'phone')).toBe(sealer.blindIndex('x', 'phone'))
  expect(sealer.blindIndex('x', 'phone')).not.toBe(sealer.blindIndex('x', 'tracking'))
  expect(sealer.blindIndex('x', 'phone')).not.toBe(createSealer('another').blindIndex('x', 'phone'))
})

it('compares texts of any length', () => {
  expect(sameText('a', 'a')).toBe(true)
  expect(sameText('a', 'ab')).toBe(false)
})
