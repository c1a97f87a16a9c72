import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importTable } from '../../schema/exchange/import.service.ts'
import { openTable } from '../../schema/exchange/table-file.ts'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import { PLAIN, csvOf, tableOf } from '../support/past-tickets.ts'

describe('past tickets of another system, in a city that is running', () => {
  let jiesu: TestJiesu
  let desk: Desk
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-past-'))
  const open = {
    ...PLAIN,
    number: 'CP20250305000002',
    state: '办理中',
    closedAt: '',
    reply: '',
    solved: '',
    satisfaction: '',
  }

  beforeAll(async () => {
    jiesu = await startTestJiesu()
    desk = await openDesk(jiesu)
    const path = join(dir, 'past.csv')
    writeFileSync(path, csvOf(tableOf([PLAIN, { ...open, valid: '', contacted: '' }])))
    const result = await importTable(jiesu.city, await openTable(path))
    expect(result).toMatchObject({ added: 2, bad: 0 })
  })
  afterAll(async () => {
    await jiesu.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  it('staff see them with what the table says of them', async () => {
    const ticket = await desk.ask<Record<string, unknown>>(
      'query ($number: ID!) { ticket(number: $number) { state text title tags company role outcome reply createdAt organ { id } place { streetName } imported { row } } }',
      { number: PLAIN.number },
      'ticket',
    )
    expect(ticket).toMatchObject({
      state: 'CLOSED',
      title: '井盖破损',
      tags: ['井盖', '夜间'],
      company: null,
      role: 'LEAD',
      outcome: '已解决',
      organ: { id: 'gh-jianguo' },
      place: { streetName: '建国街道' },
      imported: { row: 2 },
    })
  })

  it('they count in the period they were closed in', async () => {
    const { units } = await desk.ask<{ units: Record<string, unknown>[] }>(
      '{ assessment(period: "2025-03") { units { organ { id } validSurveys responseRate resolutionRate satisfactionRate } } }',
      {},
      'assessment',
    )
    expect(units).toEqual([
      { organ: { id: 'gh-jianguo' }, validSurveys: 1, responseRate: 1, resolutionRate: 1, satisfactionRate: 1 },
    ])
  })

  it('their citizen finds them by number and phone', async () => {
    const { data } = await jiesu.ask<{ trackTicket: unknown }>(
      `query { trackTicket(number: "${PLAIN.number}", phone: "13800138000") { state surveyQuestion } }`,
    )
    expect(data.trackTicket).toEqual({ state: 'CLOSED', surveyQuestion: null })
  })

  it('nobody is dispatched, told or asked, not even when staff end an open one', async () => {
    const number = open.number
    await desk.reply(number, '已经更换井盖，请放心通行。')
    await desk.close(number)
    // A ticket of today passes through the same jobs afterwards: when it was told of, so would this one have been.
    await jiesu.phone('wechat', 'oAfter000000000000000001').write('建国街道光华路井盖坏了，请来修')
    const notices = jiesu.city.db.of(noticeRecord)
    await until('the receipt of another', () => notices.findOne({ state: 'SENT' }))
    expect(await notices.countDocuments({ number: { $in: [number, PLAIN.number] } })).toBe(0)
    const { errors } = await jiesu.ask(
      `mutation { answerSurvey(input: { number: "${number}", solved: SOLVED, phone: "13800138000" }) { solved } }`,
    )
    expect(errors?.[0]).toMatchObject({ message: '这是从其他系统转来的历史工单，不再评价。' })
  })
})
