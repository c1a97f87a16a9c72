import fc from 'fast-check'
import writeExcelFile from 'write-excel-file/node'
import { readSheet } from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openReport } from '../../schema/exchange/bad-row-report.ts'
import type { Layout } from '../../schema/exchange/columns.rules.ts'
import { importRecord } from '../../schema/exchange/exchange.model.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { nextNumber } from '../../schema/ticket/ticket.store.ts'
import { type EmptyCity, openEmptyCity } from '../support/exchange-store.ts'
import { NOW } from '../support/exchange-city.ts'
import { PLAIN, type Row, csvOf, headingOf, oddRows, tableOf } from '../support/past-tickets.ts'
import { readFileSync, rmSync } from 'node:fs'

// Two stores with all their indexes each time: slow where others work.
vi.setConfig({ testTimeout: 120_000 })

const open: EmptyCity[] = []
async function emptyCity(): Promise<EmptyCity> {
  const city = await openEmptyCity()
  open.push(city)
  return city
}
afterEach(async () => {
  for (const city of open.splice(0)) await city.close()
})

const ROWS = oddRows().map(({ row }) => row)
const plainRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ ...PLAIN, number: `CP20250301${String(index + 1).padStart(6, '0')}` }))

describe('import → export → import into an empty store → export', () => {
  const WAYS: { name: string; layout: Layout; full: boolean }[] = (['table.csv', 'table.xlsx'] as const).flatMap(
    (name) =>
      (['bureau', 'district'] as const).flatMap((layout) => [true, false].map((full) => ({ name, layout, full }))),
  )

  /** A city with the rows of each layout, from which every way leads out. */
  const cities = new Map<Layout, { one: EmptyCity; taken: Awaited<ReturnType<EmptyCity['import']>> }>()
  beforeAll(async () => {
    for (const layout of ['bureau', 'district'] as const) {
      const one = await openEmptyCity()
      const table = tableOf(ROWS, layout)
      const withOwn = table.map((row, index) => [...row, index === 0 ? '备注' : index % 3 === 0 ? `=备注${index}` : ''])
      cities.set(layout, { one, taken: await one.import(one.write('given.csv', csvOf(withOwn))) })
    }
  })
  afterAll(async () => {
    for (const { one } of cities.values()) await one.close()
  })

  it.each(WAYS)('gives the same: $name, $layout, with personal data: $full', async ({ name, layout, full }) => {
    const { one, taken } = cities.get(layout)!
    const other = await emptyCity()
    // Open tickets of a district have no date but the one in their number.
    expect(taken.badRows).toEqual([])
    expect(taken).toMatchObject({ rows: ROWS.length, added: ROWS.length, there: 0, bad: 0, extraColumns: ['备注'] })
    const first = await one.export(name, { layout, full })
    const again = await other.import(one.path(name))
    expect(again).toMatchObject({ added: ROWS.length, bad: 0 })
    const second = await other.export(name, { layout, full })
    const [a, b] = name.endsWith('.csv') ? [first, second] : [await readSheet(first), await readSheet(second)]
    expect(b).toEqual(a)
  })

  it('with arbitrary cells', async () => {
    const [one, other] = [await emptyCity(), await emptyCity()]
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^['=+@\t\r\n",张a ]{1,9}$/))
    const rows = fc
      .sample(fc.record({ title: cell, text: cell, company: cell, reply: cell, place: cell, name: cell, way: cell }), {
        numRuns: 300,
        seed: 11,
      })
      .map((cells, index): Row => ({ ...PLAIN, ...cells, number: `CP20250301${String(index).padStart(6, '0')}` }))
    const taken = await one.import(one.write('given.csv', csvOf(tableOf(rows))))
    expect(taken.added).toBeGreaterThan(250)
    const first = await one.export('table.csv', { full: true })
    expect(await other.import(one.path('table.csv'))).toMatchObject({ added: taken.added, bad: 0 })
    expect((await other.export('table.csv', { full: true })).equals(first)).toBe(true)
  })

  it('a CSV file begins with a byte order mark, ends its lines with CRLF, and has no cell that is a formula', async () => {
    const city = await emptyCity()
    await city.import(city.write('given.csv', csvOf(tableOf(ROWS))))
    const text = (await city.export('table.csv', { full: true })).toString('utf8')
    expect(text.startsWith('\uFEFF工单编号,工单类型,')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '\n').match(/(^|,|\n)"?[=+\-@\t\r]/g)).toBeNull()
    expect(text).toContain("'=1+1")
  })
})

describe('the same table in other clothes', () => {
  const table = tableOf(ROWS.slice(0, 12))
  // ANSI of a Chinese Windows: bytes of 工单 and so on, made by hand since Node only reads this encoding.
  const CLOTHES: [string, () => string | Uint8Array][] = [
    ['UTF-8 without a byte order mark', () => csvOf(table)],
    ['UTF-8 with one', () => `\uFEFF${csvOf(table)}`],
    ['line feeds only', () => csvOf(table, '\n')],
    ['carriage returns here and there', () => csvOf(table.slice(0, 1 + 8), '\r') + csvOf(table.slice(9), '\r')],
    ['UTF-16', () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csvOf(table), 'utf16le')])],
    ['GB18030', () => toGb18030(csvOf(table))],
    [
      'a title and a note above',
      () => csvOf([['光华区2025年3月工单'], ['制表：热线中心', '', '2025-04-01'], ...table]),
    ],
    ['blank lines between', () => csvOf(table).replaceAll('\r\nCP', '\r\n\r\nCP')],
    ['tabs between cells', () => table.map((row) => row.map(quoted).join('\t')).join('\r\n')],
  ]

  it.each(CLOTHES)('%s', async (_, content) => {
    const city = await emptyCity()
    const result = await city.import(city.write('given.csv', content()))
    expect(result.badRows).toEqual([])
    expect(result.added).toBe(12)
    const text = (await city.tickets()).map((ticket) => ticket.text)
    expect(text).toContain('第一行\n第二行\n第三行')
    expect(text).toContain('他说"马上修"，""却没有来')
  })

  it('columns in another order, headings with blanks, full-width signs and notes', async () => {
    const city = await emptyCity()
    const shuffled = table.map((row) => row.toReversed())
    const headings = (shuffled[0] ?? []).map((name) =>
      name === '问题分类' ? '问题分类（a->b->c）' : name === '来电人电话/账号' ? ' 来电人 电话／账号' : name,
    )
    const result = await city.import(city.write('given.csv', csvOf([headings, ...shuffled.slice(1)])))
    expect(result).toMatchObject({ added: 12, bad: 0, extraColumns: [] })
    expect((await city.tickets())[0]?.category).toMatchObject({ l1: '城乡建设', l2: '市政设施', l3: '井盖' })
  })

  it('a sheet with dates, numbers and yes-or-no cells', async () => {
    const city = await emptyCity()
    const [heading = [], row = []] = tableOf([PLAIN])
    const at = (name: string) => heading.indexOf(name)
    const cells: unknown[] = [...row]
    cells[at('工单编号')] = 202503010001
    cells[at('来电人电话/账号')] = 13800138000
    cells[at('创建时间')] = { value: new Date(Date.UTC(2025, 2, 1, 9, 5)), type: Date, format: 'yyyy/m/d h:mm' }
    cells[at('办结时间')] = 45720.68055555555
    cells[at('是否联系')] = true
    const path = city.path('given.xlsx')
    await writeExcelFile([heading, cells] as string[][]).toFile(path)
    expect((await city.import(path)).badRows).toEqual([])
    expect((await city.tickets())[0]).toMatchObject({
      _id: '202503010001',
      createdAt: new Date('2025-03-01T01:05:00Z'),
      closedAt: new Date('2025-03-04T08:20:00Z'),
      survey: { contacted: true },
    })
  })
})

describe('what an import stores', () => {
  it('counts in the period it was closed in, seals who it was, and waits for nobody', async () => {
    const city = await emptyCity()
    await city.import(
      city.write('given.csv', csvOf([...tableOf([PLAIN])].map((row, i) => [...row, i ? '门牌123' : '私有列']))),
    )
    const [ticket] = await city.tickets()
    expect(ticket).toMatchObject({
      _id: PLAIN.number,
      state: 'CLOSED',
      organId: 'gh-jianguo',
      channel: 'ivr',
      survey: {
        solved: 'SOLVED',
        satisfaction: 'SATISFIED',
        contacted: true,
        answeredAt: new Date('2025-03-04T08:20:00Z'),
      },
      outbox: [],
      imported: { row: 2 },
    })
    const stored = JSON.stringify(ticket)
    for (const secret of ['13800138000', '张三丰', '门牌123']) expect(stored).not.toContain(secret)
  })

  it('has the shapes that the models say', async () => {
    const city = await emptyCity()
    await city.import(city.write('given.csv', csvOf(tableOf(ROWS).map((row, index) => [...row, index ? 'x' : '备注']))))
    const { connection } = city.city.db
    for (const { collection, schema } of [ticketRecord, importRecord]) {
      const model = connection.model(collection, schema, collection)
      const stored = await connection.collection(collection).find().toArray()
      expect(stored.length).toBeGreaterThan(0)
      // A field the model does not know throws, one it knows differently fails to validate.
      for (const found of stored) await new model(found).validate()
    }
  })

  it('twice is once, also under another name and in another layout', async () => {
    const city = await emptyCity()
    await city.import(city.write('given.csv', csvOf(tableOf(ROWS))))
    const before = await city.tickets()
    const path = city.write('other.csv', `\uFEFF${csvOf(tableOf(ROWS), '\n')}`)
    expect(await city.import(path)).toMatchObject({ added: 0, there: ROWS.length, bad: 0 })
    expect(await city.import(city.path('given.csv'))).toMatchObject({ added: 0, there: ROWS.length, bad: 0 })
    await city.export('own.csv', { layout: 'district' })
    expect(await city.import(city.path('own.csv'))).toMatchObject({ added: 0, there: ROWS.length, bad: 0 })
    expect(await city.tickets()).toEqual(before)
  })

  it('a row without a number is known by what it says', async () => {
    const city = await emptyCity()
    const rows = [PLAIN, { ...PLAIN, text: '另一件事' }, PLAIN].map((row) => ({ ...row, number: '' }))
    const result = await city.import(city.write('given.csv', csvOf(tableOf(rows))))
    expect(result).toMatchObject({ added: 2, there: 1, bad: 0 })
    expect((await city.tickets()).every(({ _id }) => /^DR-[0-9A-F]{16}$/.test(_id))).toBe(true)
  })

  it('another ticket under a number that is taken is reported, and changes nothing', async () => {
    const city = await emptyCity()
    await city.import(city.write('given.csv', csvOf(tableOf([PLAIN]))))
    const changed = { ...PLAIN, state: '办理中', closedAt: '', solved: '', satisfaction: '', valid: '' }
    const result = await city.import(city.write('later.csv', csvOf(tableOf([changed]))))
    expect(result.badRows).toMatchObject([
      { line: 2, column: '工单状态', reason: expect.stringContaining('没有改动') as string },
    ])
    expect((await city.tickets())[0]?.state).toBe('CLOSED')
  })

  it('numbers in our own form are not given to anybody else', async () => {
    const city = await emptyCity()
    const number = '20261125-000041'
    await city.import(city.write('given.csv', csvOf(tableOf([{ ...PLAIN, number }]))))
    expect(await nextNumber(city.city.db, NOW)).toBe('20261125-000042')
  })

  it('a dry run says the same and stores nothing', async () => {
    const city = await emptyCity()
    const path = city.write('given.csv', csvOf(tableOf([...ROWS, ROWS[0] ?? {}, { ...PLAIN, text: '' }])))
    const dry = await city.import(path, { dryRun: true })
    expect(await city.tickets()).toEqual([])
    expect(await city.city.db.of(importRecord).countDocuments({})).toBe(0)
    const { badRows: _bad, ...real } = await city.import(path)
    expect(dry).toMatchObject(real)
  })
})

describe('an import that was interrupted', () => {
  const table = tableOf([
    ...plainRows(1700),
    { ...PLAIN, number: 'X1', state: '不明' },
    { ...PLAIN, number: 'X2', text: '' },
  ])
  // A bad row near the beginning too, so that the report has something to lose.
  table.splice(
    3,
    0,
    (table[1] ?? []).map((cell, index) => (index === 0 ? '1.23E+10' : cell)),
  )

  /** The same table, taken in at one go. */
  let whole: EmptyCity
  beforeAll(async () => {
    whole = await openEmptyCity()
    const wanted = await importWithReport(whole, whole.write('given.csv', csvOf(table)), {})
    expect(wanted).toMatchObject({ rows: 1703, added: 1700, bad: 3 })
  })
  afterAll(() => whole.close())

  it.each([0, 1, 2, 3])('after %i batches goes on where it was and ends the same', async (batches) => {
    const torn = await emptyCity()
    const path = whole.path('given.csv')
    let left = batches
    const dies = () => {
      if (left-- === 0) throw new Error('killed')
    }
    await expect(importWithReport(torn, path, { onProgress: dies })).rejects.toThrow('killed')
    const { skipped, ...rest } = await importWithReport(torn, path, { resume: true })
    expect(skipped).toBe((batches + 1) * 500 > 1703 ? 1703 : (batches + 1) * 500)
    expect(rest).toMatchObject({ rows: 1703, added: 1700, there: 0, bad: 3 })
    expect(readFileSync(torn.path('bad.csv'), 'utf8')).toBe(readFileSync(whole.path('bad.csv'), 'utf8'))
    expect((await torn.tickets()).length).toBe(1700)
  })

  it('between storing the tickets and noting it: they are found again and counted once', async () => {
    const torn = await emptyCity()
    const path = torn.write('given.csv', csvOf(table))
    await importWithReport(torn, path, {})
    // As it stands when the process dies before the second position is noted.
    const { db } = torn.city
    await db.of(ticketRecord).deleteMany({ 'imported.row': { $gt: 900 } })
    await db.of(importRecord).updateOne({}, { $set: { rows: 500, added: 499, bad: 1 }, $unset: { finishedAt: '' } })
    expect(await torn.import(path, { resume: true })).toMatchObject({ rows: 1703, added: 1700, there: 0, bad: 3 })
  })

  it('a report that is not there any more is written anew', async () => {
    rmSync(whole.path('bad.csv'))
    const result = await importWithReport(whole, whole.path('given.csv'), { resume: true })
    expect(result).toMatchObject({ skipped: 0, added: 0, there: 1700, bad: 3 })
    expect(readFileSync(whole.path('bad.csv'), 'utf8').split('\r\n')).toHaveLength(1 + 3 + 1)
  })

  async function importWithReport(city: EmptyCity, path: string, wish: Parameters<EmptyCity['import']>[1]) {
    const report = await openReport(city.path('bad.csv'))
    try {
      return await city.import(path, { ...wish, report })
    } finally {
      await report.close()
    }
  }
})

describe('a file that cannot be taken', () => {
  const BAD: [string, string, string | Uint8Array, RegExp][] = [
    ['without a heading', 'a.csv', '甲,乙\n1,2\n', /没有表头/],
    ['with a column twice', 'a.csv', '主要内容,标题,主要内容\na,b,c\n', /两列都是“主要内容”/],
    ['empty', 'a.csv', '', /空文件/],
    ['an old spreadsheet', 'a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /另存为 \.xlsx/],
    ['bytes', 'a.csv', Buffer.from([0x41, 0xff, 0xff, 0x2c, 0x80, 0xff]), /不是 UTF-8/],
    ['a damaged sheet', 'a.xlsx', Buffer.from('PK\u0003\u0004nonsense', 'latin1'), /读不了/],
    ['an open quote', 'a.csv', `工单编号,主要内容,标题\n1,"没有合上,b\n2,c,d\n`, /第 2 行起读不下去：引号没有合上/],
  ]

  it.each(BAD)('%s', async (_, name, content, reason) => {
    const city = await emptyCity()
    await expect(city.import(city.write(name, content))).rejects.toThrow(reason)
    expect(await city.tickets()).toEqual([])
  })

  it('rows that were torn apart are told by their line', async () => {
    const city = await emptyCity()
    const [heading = [], row = []] = tableOf([PLAIN])
    const torn = `${csvOf([heading])}${csvOf([row])}${csvOf([row]).replace('井盖坏了', '井盖\n坏了')}`
    const { badRows } = await city.import(city.write('given.csv', torn))
    expect(badRows).toMatchObject([
      { line: 3, column: '整行', reason: expect.stringContaining('有 6 格，表头有 28 格') as string },
      { line: 4, column: '整行' },
    ])
  })
})

it('2,000 rows take a few seconds of work', async () => {
  const city = await emptyCity()
  const path = city.write('given.csv', csvOf(tableOf(plainRows(2000))))
  const began = process.cpuUsage()
  expect(await city.import(path)).toMatchObject({ added: 2000 })
  // Microseconds of this process, whatever else the machine is doing.
  expect(process.cpuUsage(began).user).toBeLessThan(10_000_000)
  expect(headingOf('bureau')).toHaveLength(28)
})

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** Node reads GB18030 but does not write it: the reverse of what it reads, for the signs that occur. */
function toGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (codes.get(sign) ?? [0x3f]))),
  )
}
