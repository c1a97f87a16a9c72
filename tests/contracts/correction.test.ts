import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctTicket } from '../../schema/ticket/correction.service.ts'
import { readDrift } from '../../schema/ticket/drift.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { type Ticket, citizenTimeline } from '../../schema/ticket/ticket.rules.ts'
import {
  closeTicket,
  dispatchTicket,
  openTicket,
  replyTicket,
  rewordTicket,
  signTicket,
} from '../../schema/ticket/ticket.service.ts'
import { listTickets, loadTicket } from '../../schema/ticket/ticket.store.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

const DISPATCHER = { displayName: '热线中心·派单员' }
const CLERK = { displayName: '热线中心·坐席' }

describe('a person corrects what was derived', () => {
  let city: BareCity
  let count = 0
  beforeAll(async () => void (city = await openBareCity()))
  afterAll(() => city.close())

  const request = (text: string) => ({
    sourceKey: `wechat:${(count += 1)}`,
    channel: 'wechat',
    citizenKey: `c${count}`,
    text,
    at: city.clock.now(),
  })
  const opened = async (text: string): Promise<Ticket> => {
    const ticket = await openTicket(city, request(text))
    return dispatchTicket(city, ticket._id)
  }
  const reviewed = async () =>
    (await listTickets(city.db, { needsReview: true }, 'OLDEST', 50)).tickets.map(({ _id }) => _id)

  it('is used, kept beside what was derived, told to staff and not to the citizen', async () => {
    const ticket = await opened('光华路井盖坏了')
    const judgement = {
      field: 'category',
      value: '城乡建设/供水/停水断水',
      why: '来电说是水表井，13800138000',
    } as const
    const after = await correctTicket(city, ticket._id, judgement, DISPATCHER, ticket.revision)
    expect(after).toMatchObject({
      state: 'ACCEPTED',
      category: { l1: '城乡建设', l2: '供水', l3: '停水断水', confidence: 1 },
      derived: { category: { by: expect.stringMatching(/-\d+$/), value: '城乡建设/市政设施/井盖雨箅' } },
    })
    expect(after.corrections).toEqual([
      {
        field: 'category',
        from: '城乡建设/市政设施/井盖雨箅',
        to: '城乡建设/供水/停水断水',
        by: '热线中心·派单员',
        at: city.clock.now(),
        why: '来电说是水表井，138****8000',
      },
    ])
    expect(after.timeline.at(-1)).toMatchObject({ event: 'corrected', actor: '热线中心·派单员' })
    expect(citizenTimeline(after).map(({ event }) => event)).toEqual(['opened', 'dispatched'])
    expect((await dispatchTicket(city, ticket._id)).organId).toBe('shui-jituan')
  })

  it('said twice is said once, whatever revision the second one knows', async () => {
    const ticket = await opened('光华路路灯不亮')
    const judgement = { field: 'urgency', value: 'URGENT' } as const
    const first = await correctTicket(city, ticket._id, judgement, CLERK, ticket.revision)
    const again = await correctTicket(city, ticket._id, judgement, CLERK, ticket.revision)
    expect(again.revision).toBe(first.revision)
    expect(again.corrections).toHaveLength(1)
  })

  it('two who know the same revision do not overwrite one another', async () => {
    const ticket = await opened('光华路路灯不亮')
    await correctTicket(city, ticket._id, { field: 'kind', value: 'REPORT' }, CLERK, ticket.revision)
    const other = correctTicket(city, ticket._id, { field: 'kind', value: 'PRAISE' }, DISPATCHER, ticket.revision)
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('a signed ticket stays with its unit and its clock', async () => {
    const ticket = await opened('光华路井盖坏了')
    await signTicket(city, ticket._id, CLERK)
    const after = await correctTicket(city, ticket._id, { field: 'category', value: '城乡建设/供水' }, DISPATCHER)
    expect(after).toMatchObject({ state: 'SIGNED', organId: ticket.organId, dueAt: ticket.dueAt })
  })

  it('waits in the queue until a person confirms the category', async () => {
    const ticket = await opened('光华小区有个情况要跟你们说一下')
    expect(await reviewed()).toContain(ticket._id)
    expect(ticket.organId).toBeDefined()
    const value = '民政'
    const corrected = await correctTicket(city, ticket._id, { field: 'category', value }, DISPATCHER)
    expect(corrected.needsReview).toBeUndefined()
    expect(await reviewed()).not.toContain(ticket._id)
    const confirmed = await correctTicket(city, ticket._id, { field: 'category', value }, CLERK)
    expect(confirmed.corrections?.at(-1)).toMatchObject({ from: value, to: value, by: CLERK.displayName })
    expect(confirmed.timeline.at(-1)?.text).toBe('确认事项分类为“民政”')
  })

  it('does not wait in it when it is done', async () => {
    const ticket = await opened('光华小区有个情况要跟你们说一下')
    await signTicket(city, ticket._id, CLERK)
    await replyTicket(city, ticket._id, '您好，已经了解并处理。', CLERK)
    await closeTicket(city, ticket._id, CLERK)
    expect(await reviewed()).not.toContain(ticket._id)
  })

  it('survives a better hearing of the words', async () => {
    const said = request('光华小区有个情况要跟你们说一下')
    const ticket = await openTicket(city, said)
    await correctTicket(city, ticket._id, { field: 'category', value: '民政/养老服务' }, DISPATCHER)
    const anew = { ...said, text: '光华路井盖坏了' }
    const after = await rewordTicket(city, await loadTicket(city.db, ticket._id), anew)
    expect(after.category).toMatchObject({ l1: '民政', l2: '养老服务' })
    expect(after.derived?.category?.value).toBe('城乡建设/市政设施/井盖雨箅')
    expect(after.needsReview).toBeUndefined()
  })

  it('reads and corrects a ticket from before derivations were kept', async () => {
    const ticket = await opened('光华路井盖坏了')
    await city.db
      .of(ticketRecord)
      .updateOne({ _id: ticket._id }, { $unset: { derived: '', sensitive: '' }, $set: { understoodBy: 'rules-1' } })
    const after = await correctTicket(city, ticket._id, { field: 'place', value: 'wh-liantang' }, DISPATCHER)
    expect(after.place.streetId).toBe('wh-liantang')
  })

  it('counts in the drift of its month, by an index', async () => {
    const ticket = await opened('光华路路灯不亮，请来修')
    await correctTicket(city, ticket._id, { field: 'kind', value: 'COMPLAINT' }, DISPATCHER)
    city.pass(1000)
    const kinds = (await readDrift(city, 2)).filter(({ field }) => field === 'kind')
    expect(kinds).toHaveLength(1)
    expect(kinds[0]).toMatchObject({ month: '2026-11', by: 'words-1' })
    expect(kinds[0]?.confusion).toContainEqual({ said: 'HELP', is: 'COMPLAINT', count: 1 })
    expect(kinds[0]?.opened).toBeGreaterThan(kinds[0]?.judged ?? 0)
  })
})
