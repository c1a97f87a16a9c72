import { describe, expect, it } from 'vitest'
import { guardFormula, unguardFormula } from '../../schema/exchange/cell.rules.ts'
import { COLUMNS, type Column, LAYOUTS, columnOf, readHeader } from '../../schema/exchange/columns.rules.ts'
import { dayInNumber, readInstant, writeInstant } from '../../schema/exchange/instant.rules.ts'
import { maskAccount, maskName, maskText, phoneIn } from '../../schema/exchange/contact.rules.ts'
import { openCells } from '../../schema/exchange/imported-ticket.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { rowOf, sealer, take, ticketOf } from '../support/exchange-city.ts'
import { PLAIN, type Row } from '../support/past-tickets.ts'

/** Cells that are taken, and what the ticket then holds. */
const GOOD: readonly [column: Column, cell: string, field: (ticket: Ticket) => unknown, value: unknown][] = [
  ['number', 'CP20250301000001', (t) => t._id, 'CP20250301000001'],
  ['number', ' ００１２３ ', (t) => t._id, '00123'],
  ['kind', '求助', (t) => t.kind, 'HELP'],
  ['kind', '意见建议', (t) => t.kind, 'SUGGESTION'],
  ['category', '环境保护 -> 噪声', (t) => [t.category.l1, t.category.l2], ['环境保护', '噪声']],
  ['tags', '夜间, 扰民；重复', (t) => t.tags, ['夜间', '扰民', '重复']],
  ['tags', '', (t) => t.tags, undefined],
  ['title', '关于\n井盖', (t) => t.title, '关于 井盖'],
  ['text', '电话13800138000，张三丰', (t) => t.text, '电话138****8000，张**'],
  ['state', '已归档', (t) => t.state, 'CLOSED'],
  ['state', '', (t) => t.state, 'CLOSED'],
  ['state', '办理中', (t) => t.state, 'SIGNED'],
  ['name', '张三丰', (t) => openCells(sealer, t).name, '张三丰'],
  ['contact', '138 0013 8000', (t) => openCells(sealer, t).account, '138 0013 8000'],
  ['contact', '138 0013 8000', (t) => t.phoneKey, ticketOf(PLAIN).phoneKey],
  ['contact', 'oDemo0001', (t) => t.phoneKey, undefined],
  ['contact', '', (t) => t.citizenKey, `import:${PLAIN.number}`],
  ['number', '20250301.0', (t) => t._id, '20250301'],
  ['contact', '13800138000.0', (t) => openCells(sealer, t).account, '13800138000'],
  ['street', '建国', (t) => t.place.streetName, '建国街道'],
  ['district', '光华', (t) => t.place.districtName, '光华区'],
  ['district', '别的区', (t) => t.place, expect.objectContaining({ districtName: '别的区', streetName: '建国街道' })],
  ['street', '建国街道', (t) => t.place.streetId, 'gh-jianguo'],
  ['outcome', '已解决', (t) => t.outcome, '已解决'],
  ['reply', '请电13800138000', (t) => t.reply, '请电138****8000'],
  ['way', '微信公众号', (t) => [t.channel, t.imported?.way], ['wechat', '微信公众号']],
  ['way', '电话', (t) => [t.channel, t.imported?.way], ['ivr', undefined]],
  ['way', '市长信箱', (t) => [t.channel, t.imported?.way], ['other', '市长信箱']],
  ['closedAt', '2025/3/4 16:20', (t) => t.closedAt, new Date('2025-03-04T08:20:00Z')],
  ['createdAt', '2025年3月1日9时5分', (t) => t.createdAt, new Date('2025-03-01T01:05:00Z')],
  ['createdAt', '', (t) => t.createdAt, new Date('2025-02-28T16:00:00Z')],
  ['company', '甲公司', (t) => t.company, '甲公司'],
  ['solved', '部分解决', (t) => t.survey?.solved, 'PARTLY'],
  ['solved', '已解决', (t) => t.survey?.solved, 'SOLVED'],
  ['satisfaction', '基本满意', (t) => t.survey?.satisfaction, 'BASIC'],
  ['satisfaction', '未评价', (t) => t.survey?.satisfaction, undefined],
  ['role', '协办', (t) => t.role, 'ASSIST'],
  ['community', '某某社区', (t) => t.place.communityName, '某某社区'],
  ['place', '某某小区', (t) => t.place.placeName, '某某小区'],
  ['unit', '水务', (t) => t.organId, 'shui-jituan'],
  ['unit', '某某管委会', (t) => [t.organId, t.organName], ['某某管委会', '某某管委会']],
  ['unit', '', (t) => [t.organId, t.dispatchReasons[0]], ['gh-jianguo', '表中没有承办单位，按被反映街乡镇归属地']],
  ['valid', '否', (t) => t.survey?.answeredAt, undefined],
  ['valid', '', (t) => t.survey?.answeredAt, new Date('2025-03-04T08:20:00Z')],
  ['contacted', '否', (t) => t.survey?.contacted, false],
  ['contacted', '', (t) => t.survey?.contacted, true],
]

/** What a state needs beside it. */
const WITH: Readonly<Record<string, Row>> = { 办理中: { closedAt: '' } }
const AGAINST_CATEGORY: Row = { l1: '', l2: '', l3: '' }

describe('a good cell', () => {
  it.each(GOOD)('%s “%s”', (column, cell, field, value) => {
    const beside = { ...WITH[cell], ...(column === 'category' && AGAINST_CATEGORY) }
    expect(field(ticketOf({ ...PLAIN, ...beside, [column]: cell }))).toEqual(value)
  })

  it('stands for every column', () => {
    const seen = new Set(GOOD.map(([column]) => column))
    const levels = ['l1', 'l2', 'l3']
    expect(Object.keys(COLUMNS).filter((column) => !seen.has(column as Column) && !levels.includes(column))).toEqual([])
  })
})

/** Cells that are not taken, the column that is named, and the reason. */
const BAD: readonly [row: Row, column: string, reason: RegExp][] = [
  [{ number: '1.23E+10' }, '工单编号', /被表格软件改写过/],
  [{ number: 'a b' }, '工单编号', /含有空格/],
  [{ number: '1'.repeat(65) }, '工单编号', /最多 64 字/],
  [{ kind: '唠叨' }, '工单类型', /应为.*投诉.*之一/],
  [{ category: 'a->b->c->d', l1: '', l2: '', l3: '' }, '问题分类', /超过三级/],
  [{ category: '环境保护' }, '问题分类', /不一致/],
  [{ category: '', l1: '', l2: 'b', l3: '' }, '一级分类', /是空的/],
  [{ text: ' ' }, '主要内容', /是空的/],
  [{ text: '字'.repeat(10_001) }, '主要内容', /最多 10000 字/],
  [{ state: '不明' }, '工单状态', /应为已受理、/],
  [{ state: '', closedAt: '' }, '工单状态', /也没有办结时间/],
  [{ state: '已受理' }, '工单状态', /尚未派单/],
  [{ contact: '1.38001E+10' }, '来电人电话/账号', /被表格软件改写过/],
  [{ street: '湖滨街道' }, '被反映街乡镇', /湖滨街道不在光华区（登记在望湖区）/],
  [{ closedAt: '' }, '办结时间', /工单已办结/],
  [{ closedAt: '2025-02-30' }, '办结时间', /不是存在的时间/],
  [{ closedAt: '2025-02-01' }, '办结时间', /早于创建时间/],
  [{ createdAt: '昨天' }, '创建时间', /不是能认的日期/],
  [{ createdAt: '3月1日' }, '创建时间', /--default-year/],
  [{ createdAt: '2027-01-01', state: '办理中', closedAt: '' }, '创建时间', /在将来/],
  [{ number: 'A1', state: '办理中', createdAt: '', closedAt: '' }, '创建时间', /工单编号里也没有日期/],
  [{ solved: '大概' }, '是否解决', /应为解决、部分解决、未解决之一/],
  [{ satisfaction: '很好' }, '是否满意', /应为满意、/],
  [{ role: '旁观' }, '工单性质', /应为主办、协办、转办之一/],
  [{ valid: '也许' }, '是否有效回访', /应为是或否/],
  [{ contacted: '也许' }, '是否联系', /应为是或否/],
  [{ company: '长'.repeat(201) }, '企业名称', /最多 200 字/],
]

describe('a bad cell', () => {
  it.each(BAD)('%j', (row, column, reason) => {
    const taken = take({ ...PLAIN, ...row })
    expect(taken).toMatchObject({ problems: [{ column, reason: expect.stringMatching(reason) as string }] })
  })

  it('is told with all others of its row, and without what it says of a person', () => {
    const taken = take({ ...PLAIN, number: '1E+9', solved: '大概', createdAt: '昨天' })
    expect('problems' in taken && taken.problems.map(({ column }) => column)).toEqual([
      '工单编号',
      '创建时间',
      '是否解决',
    ])
  })
})

describe('times', () => {
  const AT = '2025-03-01 09:05:00'
  it.each([
    ['2025/3/1 9:05', AT],
    ['2025-03-01 09:05:00', AT],
    ['2025-03-01T09:05', AT],
    ['2025.3.1 9:5', AT],
    ['2025年3月1日 9:05', AT],
    ['2025年3月1日9时5分', AT],
    ['2025/3/1 上午 9:05', AT],
    ['２０２５／３／１　９：０５', AT],
    ['45717.37847222222', AT],
    ['2025-03-01T01:05:00Z', AT],
    ['20250301 0905', AT],
    ['2025/3/1 下午9:05', '2025-03-01 21:05:00'],
    ['2025/3/1 中午12:30', '2025-03-01 12:30:00'],
    ['2024-02-29', '2024-02-29 00:00:00'],
    ['3月1日 9:05', AT],
    ['3/1 9:05', AT],
  ])('%s', (cell, wanted) => {
    const read = readInstant(cell, 2025)
    expect(read instanceof Date ? writeInstant(read) : read).toBe(wanted)
  })

  it.each(['2025-3-19:05', '25/3/1', '2025-13-01', '2025-03-01 25:00', '12345', '99999', '0', '1.2', '2025', '待定'])(
    '%s is none',
    (cell) => expect(readInstant(cell, 2025)).toHaveProperty('reason'),
  )

  it('a number names the day it was given on', () => {
    expect(dayInNumber('CP20250301000001')).toEqual(new Date('2025-02-28T16:00:00Z'))
    expect(dayInNumber('19991231-1')).toBeUndefined()
    expect(dayInNumber('20250231001')).toBeUndefined()
  })
})

describe('headings', () => {
  it.each([
    ['工单编号', 'number'],
    [' 工单 编号 ', 'number'],
    ['问题分类(a->b->c)', 'category'],
    ['问题分类（三级）', 'category'],
    ['来电人电话／账号', 'contact'],
    ['来电人电话(账号)', 'contact'],
    ['村、社区', 'community'],
    ['是否解决【解决/未解决】', 'solved'],
    ['二级承办单位简称', 'unit'],
    ['备注', undefined],
    ['', undefined],
  ])('%s', (heading, column) => expect(columnOf(heading)).toBe(column))

  it('unknown ones keep their names, blank and repeated ones get one', () => {
    const header = readHeader(['备注', '主要内容', '', '工单编号', '备注', ' '])
    expect(header?.extra).toEqual([
      { name: '备注', index: 0 },
      { name: '第3列', index: 2 },
      { name: '备注(2)', index: 4 },
    ])
    expect(header).toMatchObject({ width: 5, twice: [] })
  })

  it('a district has 21 columns, a bureau those and seven more', () => {
    expect([LAYOUTS.district.length, LAYOUTS.bureau.length]).toEqual([21, 28])
    expect(COLUMNS[LAYOUTS.district.at(-1) ?? 'number']).toBe('小区点位')
  })
})

describe('persons', () => {
  it.each([
    [maskName, '张三丰', '张**'],
    [maskName, '张', '张*'],
    [maskName, '张**', '张**'],
    [maskAccount, '13800138000', '138****8000'],
    [maskAccount, '138****8000', '138****8000'],
    [maskAccount, '62345678', '62****78'],
    [maskAccount, 'abc', 'a****'],
  ] as const)('%o %s → %s', (mask, given, wanted) => expect(mask(given)).toBe(wanted))

  it('a company that calls is not blotted out of what it says', () => {
    expect(maskText('澜城宏达物业管理有限公司停电', '澜城宏达物业管理有限公司')).toBe('澜城宏达物业管理有限公司停电')
    expect(maskText('王芳家停电', '王芳')).toBe('王*家停电')
    expect(maskText('王家停电', '王')).toBe('王家停电')
  })

  it.each([
    ['13800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['010-62345678', '010-62345678'],
    ['138****8000', undefined],
    ['oOpenid', undefined],
  ])('%s can be called at %s', (account, phone) => expect(phoneIn(account)).toBe(phone))

  it('public speech has no author, in no export', () => {
    const ticket = ticketOf({ ...PLAIN, way: '微博', name: '网友', contact: '1234567890' })
    expect(rowOf(ticket, false)).toMatchObject({ name: '', contact: '', way: '微博' })
  })
})

describe('formulas', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ["'引号", "'引号"],
    ['1=1', '1=1'],
    ['', ''],
  ])('%j is written %j', (cell, written) => {
    expect(guardFormula(cell)).toBe(written)
    expect(unguardFormula(written)).toBe(cell)
  })
})
