import { describe, expect, it } from 'vitest'
import { findPhone, maskPersonal, withoutPersonal } from '../../schema/citizen/masking.rules.ts'

it.each([
  ['请打 13800000000 找我', '请打 138****0000 找我'],
  ['证件 110101199003070011', '证件 110***********0011'],
  ['卡号6222000000000000000', '卡号****0000'],
  ['工单 20261124-000123', '工单 20261124-000123'],
])('%s', (text, masked) => {
  const result = maskPersonal(text)
  expect(result).toHaveLength(text.length)
  expect(result.startsWith(masked)).toBe(true)
})

it('finds a phone only when it stands alone', () => {
  expect(findPhone('电话13912345678谢谢')).toBe('13912345678')
  expect(findPhone('单号 139123456789')).toBeUndefined()
})

describe('what only names the person is blanked for understanding, at the same length', () => {
  it.each([
    ['我的身份证号110101199003077758，光华路25号漏水', '，光华路25号漏水'],
    ['路灯坏了，电话：13800138000', '路灯坏了，'],
    ['请问身份证丢了怎么补办', '请问身份证丢了怎么补办'],
    ['楼道电话亭坏了', '楼道电话亭坏了'],
  ])('%s', (text, left) => {
    expect(withoutPersonal(text)).toHaveLength(text.length)
    expect(withoutPersonal(text).trim()).toBe(left)
  })
})
