import { describe, expect, it } from 'vitest'
import { streetOfScene } from '../../schema/territory/hint.rules.ts'
import { normalise } from '../../schema/ticket/normalise.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const registers = demoRegisters()

const placeOf = (text: string, streetHint?: string) =>
  normalise(
    registers,
    {
      sourceKey: 's',
      channel: 'wechat',
      citizenKey: 'c',
      text,
      at: new Date('2026-11-30T01:00:00Z'),
      ...(streetHint && { streetHint }),
    },
    '20261130-000001',
  )

describe('the street whose QR code was scanned', () => {
  it.each([
    ['路灯坏了好几天了，没人修', 'gh-jianguo', '建国街道'],
    ['光华区路灯坏了好几天了', 'gh-jianguo', '建国街道'],
    ['湖滨街道的路灯坏了', 'gh-jianguo', '湖滨街道'],
    ['望湖区路灯坏了', 'gh-jianguo', undefined],
    ['北京的路灯坏了好几天', 'gh-jianguo', undefined],
    ['路灯坏了好几天了，没人修', 'no-such-street', undefined],
    ['路灯坏了好几天了，没人修', undefined, undefined],
  ])('%s, scanned %s → %s', (text, hint, street) => {
    expect(placeOf(text, hint).place.streetName).toBe(street)
  })

  it('is said to be why', () => {
    const { evidence } = placeOf('路灯坏了好几天了，没人修', 'gh-jianguo')
    expect(evidence.filter(({ field }) => field === 'place').map(({ why }) => why)).toEqual(['扫了建国街道的二维码'])
  })

  it.each([
    ['street:gh-jianguo', 'gh-jianguo'],
    ['gh-jianguo', undefined],
    ['street:', undefined],
    ['street:a b', undefined],
    [undefined, undefined],
  ])('%s stands for %s', (scene, street) => {
    expect(streetOfScene(scene)).toBe(street)
  })
})
