import { expect, it } from 'vitest'
import { findPhone, maskPersonal } from '../../schema/citizen/masking.rules.ts'

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
