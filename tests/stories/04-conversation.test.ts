import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

let jiesu: TestJiesu
let desk: Desk
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
})
afterAll(() => jiesu.stop())

/** The number in what the city said last that has one. */
const numberIn = (text: string) => /\d{8}-\d{6}/.exec(text)?.[0] ?? ''

describe('a request without a place', () => {
  it('is asked for it once, and both messages make one ticket', async () => {
    const phone = jiesu.phone('wechat', 'oWithoutPlace00000000001')
    await phone.write('路灯坏了好几天了，没人修')
    await phone.hears(/请问在哪里/)
    await phone.write('光华路和建国路口')
    const number = numberIn((await phone.hears(/已受理/)).text)
    const ticket = await desk.ticket(number)
    expect(ticket?.text).toBe('路灯坏了好几天了，没人修\n光华路和建国路口')
    expect(ticket?.place.streetName).toBe('建国街道')
  })
})

describe('an answer that does not tell the place', () => {
  it('is asked once more, and then all that was said makes one ticket', async () => {
    const phone = jiesu.phone('wechat', 'oWithoutPlace00000000002')
    await phone.write('没水')
    await phone.hears(/请问在哪里/)
    await phone.write('就在我家门口')
    await phone.hears(/还是没听出在哪里/)
    await phone.write('建国街道光华路')
    const ticket = await desk.ticket(numberIn((await phone.hears(/已受理/)).text))
    expect(ticket?.text).toBe('没水\n就在我家门口\n建国街道光华路')
    expect(ticket?.place.streetName).toBe('建国街道')
    expect(await phone.heard()).toHaveLength(3)
  })
})

describe('a place named in words and nothing else', () => {
  it('is asked what is the matter there', async () => {
    const phone = jiesu.phone('wechat', 'oPlaceInWords0000000001')
    await phone.write('建国街道光华路')
    await phone.hears(/那里有什么问题/)
    await phone.write('下水道堵了，臭水漫出来')
    const ticket = await desk.ticket(numberIn((await phone.hears(/已受理/)).text))
    expect(ticket?.text).toBe('建国街道光华路\n下水道堵了，臭水漫出来')
  })
})

describe('a place without words', () => {
  it('is asked what is the matter there, and both messages make one ticket on that spot', async () => {
    const phone = jiesu.phone('wechat', 'oPlaceOnly0000000000001')
    const street = [...jiesu.city.registers.gazetteer.streets.values()].find(({ id }) => id === 'gh-jianguo')
    const [longitude, latitude] = street?.places.find(({ point }) => point)?.point ?? [0, 0]
    await phone.say({ kind: 'location', latitude, longitude, label: '路口' })
    await phone.hears(/那里有什么问题/)
    await phone.write('红绿灯不亮了')
    const ticket = await desk.ticket(numberIn((await phone.hears(/已受理/)).text))
    expect(ticket?.text).toBe('红绿灯不亮了\n位置：路口')
    expect(ticket?.place.streetName).toBe('建国街道')
  })
})

describe('a question', () => {
  it('is answered from the knowledge base with its source, and makes no ticket', async () => {
    const phone = jiesu.phone('wechat', 'oQuestion00000000000001')
    await phone.write('请问社保卡丢了怎么补办？')
    const answer = await phone.hears(/来源/)
    expect(answer.text).toContain('没解决请回复“转工单”')
    await phone.write('我的工单')
    await phone.hears(/没有查到您的工单/)
  })

  it('becomes a ticket when the answer did not help', async () => {
    const phone = jiesu.phone('wechat', 'oQuestion00000000000002')
    await phone.write('请问社保卡丢了怎么补办？')
    await phone.hears(/来源/)
    await phone.write('转工单')
    const number = numberIn((await phone.hears(/已受理/)).text)
    expect(await desk.ticket(number)).toMatchObject({ kind: 'CONSULTATION', text: '请问社保卡丢了怎么补办？' })
  })
})

describe('danger', () => {
  it('is answered with the number to call at once, and still becomes a ticket with two hours to answer', async () => {
    const phone = jiesu.phone('wechat', 'oDanger000000000000001')
    await phone.write('光华路12号楼道里有很浓的燃气味，怕要爆炸')
    await phone.hears(/请立即拨打 1\d\d/)
    const number = numberIn((await phone.hears(/已受理/)).text)
    const ticket = await desk.ticket(number)
    expect(ticket?.urgency).toBe('EMERGENCY')
    expect(ticket?.clock.why).toContain('2 小时')
  })
})

describe('a place that was said wrongly', () => {
  it('is put right after the ticket was opened, and the right unit gets it', async () => {
    const phone = jiesu.phone('wechat', 'oCorrection000000000001')
    await phone.write('东关街垃圾满了没人清运')
    const number = numberIn((await phone.hears(/已受理.*东门街道/)).text)
    await phone.write('不是东关街，是光华路')
    await phone.hears(/地点更正为光华区建国街道/)
    const ticket = await desk.sees(number, (found) => found.organ?.name === '建国街道')
    expect(ticket.place.streetName).toBe('建国街道')
  })
})

describe('a citizen with an open ticket', () => {
  const phone = () => jiesu.phone('wechat', 'oOpenTicket0000000000001')
  let number = ''

  it('adds to it, urges it, and takes it back', async () => {
    await phone().write('府前街路灯不亮')
    number = numberIn((await phone().hears(/已受理/)).text)
    await phone().write('补充：从昨天晚上开始的')
    await phone().hears(/已补充到工单/)
    await phone().write('催一下')
    await phone().hears(/已为您催办工单/)
    await phone().write('撤回')
    await phone().hears(/已撤回/)
    await desk.sees(number, (found) => found.state === 'WITHDRAWN')
  })

  it('asks for a human, and gets a ticket by which the hotline calls back', async () => {
    await phone().write('人工')
    const called = numberIn((await phone().hears(/已请热线工作人员与您联系/)).text)
    expect(called).not.toBe(number)
    expect((await desk.ticket(called))?.organ?.name).toMatch(/热线/)
  })
})

describe('who writes otherwise', () => {
  it('is answered in traditional characters, whoever wrote the answer', async () => {
    const phone = jiesu.phone('wechat', 'oTraditional00000000001')
    await phone.write('光華路25號門口的井蓋壞了，請派人來修')
    const number = numberIn((await phone.hears(/您的訴求已受理.*建國街道/)).text)
    expect((await desk.ticket(number))?.text).toBe('光華路25號門口的井蓋壞了，請派人來修')
    await desk.sign(number)
    await desk.reply(number, '井盖已经换好，请放心通行。')
    await phone.hears(/井蓋已經換好/)
    await desk.close(number)
    await phone.tap('已解決')
    await phone.hears(/是否滿意/)
  })

  it('is answered in English', async () => {
    const phone = jiesu.phone('wechat', 'oEnglish000000000000001')
    await phone.write('There is a pothole, please fix it')
    await phone.hears(/Where is it/)
    await phone.write('光华路25号')
    const number = numberIn((await phone.hears(/Your request is registered, ticket/)).text)
    expect(await desk.ticket(number)).toMatchObject({ text: 'There is a pothole, please fix it\n光华路25号' })
  })
})

describe('a conversation', () => {
  it('goes on whichever process hears its next message', async () => {
    const phone = jiesu.phone('wechat', 'oOtherProcess0000000001')
    await phone.write('楼道里堆满了杂物')
    await phone.hears(/请问在哪里/)
    const { database, simulator } = jiesu
    const other = await startTestJiesu({ parts: ['bot', 'jobs'], with: { database, simulator } })
    await phone.write('光华小区')
    expect((await desk.ticket(numberIn((await phone.hears(/已受理/)).text)))?.text).toBe('楼道里堆满了杂物\n光华小区')
    await other.stop()
  })
})

describe('a dissatisfied citizen', () => {
  const phone = () => jiesu.phone('wechat', 'oDissatisfied00000000001')
  let number = ''

  it('says that nothing is solved', async () => {
    await phone().write('建国街道光华路垃圾没人清运，臭得很')
    number = numberIn((await phone().hears(/已受理/)).text)
    await desk.sign(number)
    await desk.reply(number, '您的问题我们已经知晓。')
    await desk.close(number)
    await phone().tap('未解决')
    await phone().hears(/是否满意/)
    await phone().tap('不满意')
    await phone().hears(/已退回.*重新办理/)
  })

  it('the ticket is back at its unit with a new deadline, and the answer counts as it was', async () => {
    const ticket = await desk.ticket(number)
    expect(ticket).toMatchObject({ state: 'DISPATCHED', reopened: 1, survey: { solved: 'UNSOLVED' } })
    expect(ticket?.clock.status).toBe('ON_TIME')
    expect((await desk.scores(ticket?.organ?.id ?? ''))?.resolutionRate).toBe(0)
  })

  it('after the redo they are asked once more, and the new answer counts in its place', async () => {
    await desk.sign(number)
    await desk.reply(number, '已安排专人每日清运，现场已清理干净。')
    await desk.close(number)
    await until(
      'the second survey',
      async () => (await phone().heard()).filter((bubble) => /问题解决了吗/.test(bubble.menu?.head ?? '')).length === 2,
    )
    await phone().tap('已解决')
    await until(
      'the second question',
      async () => (await phone().heard()).filter((bubble) => /是否满意/.test(bubble.menu?.head ?? '')).length === 2,
    )
    await phone().tap('满意')
    const ticket = await desk.sees(number, (found) => found.survey?.satisfaction === 'SATISFIED')
    expect(ticket).toMatchObject({ state: 'CLOSED', survey: { solved: 'SOLVED' } })
    expect(await desk.scores(ticket.organ?.id ?? '')).toMatchObject({ validSurveys: 1, resolutionRate: 1 })
  })
})
