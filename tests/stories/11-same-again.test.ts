import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findTicket } from '../../schema/ticket/ticket.store.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

const LAMPS = '光华小区门口的路灯不亮了，晚上老人出门看不清路，请来修'

let jiesu: TestJiesu
let desk: Desk
beforeAll(async () => {
  jiesu = await startTestJiesu()
})
afterAll(() => jiesu.stop())

interface Shown {
  revision: number
  family: { lead: string; count: number; repeats: number; members: { number: string; how: string }[] } | null
  similar: { how: string; why: string[]; ticket: { number: string } }[]
}

const SHOWN = `revision family { lead count repeats members { number how } } similar { how why ticket { number } }`
const see = (number: string) => desk.ask<Shown>(`{ ticket(number: "${number}") { ${SHOWN} } }`, {}, 'ticket')
const change = (call: string, name: string) => desk.ask<Shown>(`mutation { ${call} { ${SHOWN} } }`, {}, name)

/** Says it, and gives the number that the receipt names. */
async function complain(sender: string, words: string): Promise<string> {
  const phone = jiesu.phone('wechat', sender)
  await phone.write(words)
  return /\d{8}-\d{6}/.exec((await phone.hears(/已受理/)).text)?.[0] ?? ''
}

describe('the same problem again', () => {
  let first: string
  let second: string

  it('a citizen who sends it again days later is told that it is known, and counts as one', async () => {
    const li = jiesu.phone('wechat', 'oSameAgain00000000000001')
    first = await complain('oSameAgain00000000000001', LAMPS)
    jiesu.clock.move({ days: 2 })
    desk = await openDesk(jiesu)
    await li.write(LAMPS)
    await li.hears(new RegExp(`这件事您此前反映过（工单号 ${first}`))
    const { family } = await see(first)
    second = family?.members[1]?.number ?? ''
    expect(family).toMatchObject({
      lead: first,
      count: 2,
      repeats: 2,
      members: [{ number: first }, { how: 'RESUBMISSION' }],
    })
    const told = await desk.sees(second, ({ timeline }) => timeline.some(({ event }) => event === 'joined'))
    expect(told.timeline.at(-1)?.text).toContain(first)
  })

  it('a neighbour is suggested, joined by staff, and taken out again', async () => {
    const third = await complain('oSameAgain00000000000002', '光华小区门口几盏路灯坏了好多天')
    const [similar] = await until('a suggestion', async () => {
      const found = (await see(third)).similar
      return found.length > 0 && found
    })
    expect(similar?.how).toBe('SAME_INCIDENT')
    expect([first, second]).toContain(similar?.ticket.number)
    const joined = await change(`joinFamily(number: "${third}", with: "${first}")`, 'joinFamily')
    expect(joined.family).toMatchObject({ count: 3, repeats: 1, lead: first })
    expect(joined.similar).toEqual([])
    const left = await change(`leaveFamily(number: "${third}", reason: "另一排路灯")`, 'leaveFamily')
    expect(left).toMatchObject({ family: null, similar: [] })
    expect((await see(first)).family?.count).toBe(2)
  })

  it('is the hotline’s business', async () => {
    const handler = await openDesk(jiesu, 'gh-jianguo')
    const leave = handler.ask(`mutation { leaveFamily(number: "${first}") { number } }`, {}, 'leaveFamily')
    await expect(leave).rejects.toThrow('并案由热线人员办理')
    const stale = change(`leaveFamily(number: "${first}", revision: 0)`, 'leaveFamily')
    await expect(stale).rejects.toThrow('刚刚被他人更新')
  })

  it('what was sent twice is asked about once', async () => {
    const li = jiesu.phone('wechat', 'oSameAgain00000000000001')
    for (const number of [first, second]) {
      await desk.sees(number, ({ state }) => state === 'DISPATCHED')
      await desk.sign(number)
      await desk.reply(number, '路灯已经修好，请放心。')
      await desk.close(number)
      if (number === first) await li.hears(/是否已?解决|解决了吗|已解决/)
    }
    await until('every job', async () => (await findTicket(jiesu.city.db, second))?.outbox.length === 0)
    const asked = async (number: string) => (await desk.ticket(number))?.notices.some(({ kind }) => kind === 'survey')
    expect([await asked(first), await asked(second)]).toEqual([true, false])
  })
})
