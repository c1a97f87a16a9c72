import { describe, expect, it } from 'vitest'
import { maskNumbers, maskPersonal, withoutPersonal } from '../../schema/personal/mask.rules.ts'
import { findPhone } from '../../schema/personal/phone.rules.ts'
import { findPersonal } from '../../schema/personal/personal.rules.ts'
import { isResidentId, passesLuhn } from '../../schema/personal/check-digits.rules.ts'
import { MAY_REVEAL, unmask } from '../../schema/personal/reveal.rules.ts'

describe('what points at a person is masked, at the same length', () => {
  it.each([
    ['请打 13800000000 找我', '请打 138****0000 找我', 'PHONE'],
    ['电话138-0013-8000', '电话138-0****8000', 'PHONE'],
    ['电话１３８００１３８０００', '电话１３８****８０００', 'PHONE'],
    ['我的号码一三八零零一三八零零零', '我的号码一三八****八零零零', 'PHONE'],
    ['证件 110101199003070011', '证件 110***********0011', 'RESIDENT_ID'],
    ['身份证110101199003077758', '身份证110***********7758', 'RESIDENT_ID'],
    ['一位年份不对的 110101299003077751', '一位年份不对的 110101299003077751', ''],
    ['卡号6222000000000000000', '卡号***************0000', 'BANK_CARD'],
    ['6222 0212 3456 7890 128', '**** **** **** **** 128', 'BANK_CARD'],
    ['订单 6222021234567890', '订单 6222021234567890', ''],
    ['座机0571-88886666', '座机0571-88****66', 'LANDLINE'],
    ['出租车京A12345拒载', '出租车京A***45拒载', 'PLATE'],
    ['苏E·AB123挂占道', '苏E*****3挂占道', 'PLATE'],
    ['加我微信号abc_12345', '加我微信号ab*******', 'WECHAT'],
    ['QQ：12345678', 'QQ：12******', 'WECHAT'],
    ['发到someone@mail.example', '发到s******@mail.example', 'EMAIL'],
    ['我叫张三，路灯坏了', '我叫张*，路灯坏了', 'NAME'],
    ['联系人：李建国 电话随时', '联系人：李** 电话随时', 'NAME'],
    ['我儿子李明轩在学校被打', '我儿子李**在学校被打', 'NAME'],
    ['欧阳小红女士反映', '欧***女士反映', 'NAME'],
    ['和平家园3栋2单元501室漏水', '和平家园3栋*单元***室漏水', 'ADDRESS'],
    ['和平家园12-3-501漏水', '和平家园**-*-***漏水', 'ADDRESS'],
    ['建国路198号301室', '建国路198号***室', 'ADDRESS'],
  ])('%s', (text, masked, kind) => {
    expect(maskPersonal(text)).toBe(masked)
    expect(masked).toHaveLength(text.length)
    expect(findPersonal(text).map((found) => found.kind)).toEqual(kind ? [kind] : [])
  })

  it.each([
    '工单 20261124-000123',
    '我是高新区居民，路灯坏了',
    '我是房东，租户不交钱',
    '我孩子高考在即，夜里施工太吵',
    '王师傅修得好',
    '光华路25号门口井盖坏了',
    '3号楼2单元电梯坏了',
    '二单元三楼漏水',
    '退款2000元，投诉电话12345',
    '2026-11-25 08:30 发现',
    '3号楼2000元',
  ])('nothing in “%s”', (text) => {
    expect(maskPersonal(text)).toBe(text)
  })

  it('knows the checksums of resident ids and bank cards', () => {
    expect(isResidentId('11010119900307775X')).toBe(false)
    expect(isResidentId('110101199003077758')).toBe(true)
    expect(passesLuhn('6222021234567890128')).toBe(true)
    expect(passesLuhn('6222021234567890129')).toBe(false)
  })

  it('takes a long hostile text no longer than any other', () => {
    const began = performance.now()
    for (const piece of ['1', '13', '我叫', '王', '单元', '京A', '微信 ', 'a@', '1-', '3栋 '])
      maskPersonal(piece.repeat(20_000))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

it.each([
  ['请联系建国街道办，电话0571-88886666，联系人：李建国', '请联系建国街道办，电话0571-88886666，联系人：李建国'],
  ['维修师傅电话13800138000', '维修师傅电话138****8000'],
])('what the city says keeps its office and its people: “%s”', (text, said) => {
  expect(maskNumbers(text)).toBe(said)
})

describe('what each role may see again', () => {
  const text = '我叫张三，身份证110101199003077758，电话13800138000'
  const found = findPersonal(text)
  it.each([
    ['handler', '我叫张三，身份证110***********7758，电话13800138000'],
    ['clerk', text],
    ['supervisor', text],
    ['analyst', maskPersonal(text)],
    ['admin', maskPersonal(text)],
  ] as const)('%s', (role, seen) => {
    expect(unmask(maskPersonal(text), found, MAY_REVEAL[role])).toBe(seen)
  })

  it('nothing is put where the words have changed since', () => {
    expect(unmask('我叫李*，电话没听清', found, MAY_REVEAL.clerk)).toBe('我叫李*，电话没听清')
  })
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
