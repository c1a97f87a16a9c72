import { describe, expect, it } from 'vitest'
import { clockStatus, dueAt } from '../../schema/deadline/deadline.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { calendar } = demoRegisters()
const at = (local: string) => new Date(`${local}+08:00`)

describe('a request is due', () => {
  const manhole = { l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅' }
  it.each([
    ['EMERGENCY', '有人困在电梯里', undefined, '2026-11-24T12:00:00', '涉及突发情况或人身财产安全，2 小时内反馈'],
    ['URGENT', '家里停水了', undefined, '2026-11-25T10:00:00', '涉及供水，24 小时内反馈'],
    ['URGENT', '小区停电，物业不管', undefined, '2026-11-25T10:00:00', '涉及供电，24 小时内反馈'],
    ['URGENT', '暖气不热', undefined, '2026-11-25T10:00:00', '涉及供暖，24 小时内反馈'],
    ['NORMAL', '井盖坏了', manhole, '2026-12-03T10:00:00', '一般诉求，7 个工作日内反馈'],
    ['NORMAL', '取暖费怎么交', undefined, '2026-12-03T10:00:00', '一般诉求，7 个工作日内反馈'],
    ['NORMAL', '拆迁款没到', { l1: '城乡建设', l2: '房屋征收' }, '2026-12-15T10:00:00', '复杂诉求，15 个工作日内反馈'],
    [
      'NORMAL',
      '开发商延期交房',
      { l1: '城乡建设', l2: '房地产', l3: '预售交房' },
      '2026-12-15T10:00:00',
      '复杂诉求，15 个工作日内反馈',
    ],
    [
      'NORMAL',
      '租房押金不退',
      { l1: '城乡建设', l2: '房地产', l3: '房屋租赁' },
      '2026-12-03T10:00:00',
      '一般诉求，7 个工作日内反馈',
    ],
  ])('%s “%s” (%o) at %s', (urgency, text, category, due, why) => {
    const request = { urgency, text, ...(category && { category }) }
    expect(dueAt(request, calendar, at('2026-11-24T10:00:00'))).toEqual({ dueAt: at(due), why })
  })

  it('later when holidays lie between, and says so', () => {
    const due = dueAt({ urgency: 'NORMAL', text: '井盖坏了' }, calendar, at('2026-09-28T10:00:00'))
    expect(due).toEqual({ dueAt: at('2026-10-13T10:00:00'), why: '一般诉求，7 个工作日内反馈（遇国庆节放假顺延）' })
  })

  it('provisionally when the date falls into a year without a notice', () => {
    const due = dueAt({ urgency: 'NORMAL', text: '井盖坏了' }, calendar, at('2026-12-28T10:00:00'))
    expect(due.why).toBe('一般诉求，7 个工作日内反馈（遇元旦放假顺延；次年放假安排尚未公布，日期可能调整）')
  })
})

describe('the clock', () => {
  const createdAt = at('2026-11-24T10:00:00')
  const week = { createdAt, dueAt: at('2026-12-04T10:00:00') }
  const day = { createdAt, dueAt: at('2026-11-25T10:00:00') }
  const hours = { createdAt, dueAt: at('2026-11-24T12:00:00') }
  it.each([
    [week, '2026-12-02T09:59:00', 'ON_TIME'],
    [week, '2026-12-02T10:00:00', 'APPROACHING'],
    [week, '2026-12-04T10:00:01', 'OVERDUE'],
    [day, '2026-11-25T05:11:00', 'ON_TIME'],
    [day, '2026-11-25T05:12:00', 'APPROACHING'],
    [hours, '2026-11-24T11:35:00', 'ON_TIME'],
    [hours, '2026-11-24T11:36:00', 'APPROACHING'],
    [{ ...week, answered: true }, '2027-01-01T00:00:00', 'STOPPED'],
  ])('%o at %s is %s', (ticket, now, status) => {
    expect(clockStatus({ answered: false, ...ticket }, at(now))).toBe(status)
  })
})
