import { setImmediate as soon } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type LoadGate, openLoadGate } from '../../jobs/load-gate.ts'

let gate: LoadGate
afterEach(() => gate.close())

describe('the gate that jobs step back at', () => {
  it('lets a job pass while nobody is late', async () => {
    gate = openLoadGate(() => Promise.resolve())
    await expect(gate.pass()).resolves.toBeUndefined()
  })

  it('holds what nobody waits for until it is free', async () => {
    gate = openLoadGate(() => Promise.resolve())
    let others = 1
    let passed = false
    const passing = gate.pass(() => others === 0).then(() => (passed = true))
    await soon()
    expect(passed).toBe(false)
    others = 0
    await passing
    expect(passed).toBe(true)
  })
})
