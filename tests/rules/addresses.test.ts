import { describe, expect, it } from 'vitest'
import { addressesOf, scoreAddresses } from '../evaluate/addresses.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()

it('there are more than three hundred addresses, forty and more of them outside the city or of no place', () => {
  const all = [...addressesOf('tuned'), ...addressesOf('held-out')]
  expect(all.length).toBeGreaterThan(300)
  expect(all.filter(({ outside }) => outside).length).toBeGreaterThanOrEqual(40)
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
})

describe.each(['tuned', 'held-out'] as const)('addresses of the demo city, %s', (set) => {
  const score = scoreAddresses(gazetteer, addressesOf(set))

  it('the first answer is the right street, with a reason', () => {
    expect(score.top1).toBeGreaterThanOrEqual(0.95)
  })

  it('what cannot be decided is left open, with the streets in question', () => {
    expect(score.open).toBeGreaterThanOrEqual(0.9)
  })

  it('nothing is sure outside the city, and what is sure is right', () => {
    expect(score.sureOutside).toBe(0)
    expect(score.sureRight).toBeGreaterThanOrEqual(0.97)
  })
})
