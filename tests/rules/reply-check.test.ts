import { OWN_REPLIES } from '../evaluate/reply-sentences.ts'
import { describe, expect, it } from 'vitest'
import type { ReplyAspect } from '../../schema/reply/findings.rules.ts'
import { checkReply } from '../../schema/reply/reply.rules.ts'
import { SCENARIOS } from '../../schema/demo/scenarios.ts'
import { checkTicketReply, passedCheck } from '../../schema/ticket/reply-check.rules.ts'

const NOISE = '光华小区楼下工地半夜还在施工，太吵了，什么时候能停？'

function finding(request: string, reply: string, aspect: ReplyAspect) {
  const found = checkReply({ request, reply }).aspects.find((one) => one.aspect === aspect)
  if (!found) throw new Error(`no ${aspect}`)
  return { score: found.score, words: found.evidence.map(({ text }) => text) }
}

describe('promises, leaks and buck passing in replies of our own', () => {
  it.each(['overPromises', 'leaks', 'passesTheBuck'] as const)('%s', (wrong) => {
    const judged = OWN_REPLIES[wrong].map((one) => ({
      ...one,
      said:
        (checkReply({ request: '', reply: one.text }).aspects.find(({ aspect }) => aspect === wrong)?.score ?? 1) < 1,
    }))
    const missed = judged.filter((one) => one.part === 'tune' && one.wrong && !one.said)
    const alarms = judged.filter((one) => !one.wrong && one.said)
    expect(missed.length).toBeLessThanOrEqual(1)
    expect(alarms.length).toBeLessThanOrEqual(1)
  })
})

describe('a short reply that answers may go out as it is', () => {
  it.each([
    ['磨坊路路灯不亮', '路灯已修复。'],
    ['光华路井盖坏了', '井盖已更换，请放心。'],
    ['公园椅子坏了', '椅子已经修好了。'],
    ['友谊小区停水了', '管网抢修已完成，恢复供水。'],
    ['光华路垃圾没人清运', '已安排专人每日清运，现场已清理干净。'],
    ['什么时候来水？', '预计今天下午三点前恢复。'],
    ['请问护照去哪里办', '市民中心二楼出入境窗口，电话12367。'],
    ['灵活就业社保怎么交，需要什么材料', '您可以带身份证到社保窗口登记，当天参保。'],
    ['老楼能不能加装电梯', '可以。根据《澜城市既有住宅加装电梯办法》第六条，三分之二业主同意即可申请。'],
    ['希望增加一路到江南街道的公交车', '经客流调查，该方向每日不足五十人，暂不增加线路，可乘 6 路在江月路换乘。'],
  ])('%s → %s', (request, reply) => {
    expect(checkReply({ request, reply })).toMatchObject({ verdict: 'GOOD' })
  })

  it('so do the replies of the demo stories, but for the one that solves nothing', () => {
    const verdicts = SCENARIOS.flatMap(({ steps }) => {
      let said = ''
      return steps.flatMap((step) => {
        if (step.actor === 'citizen' && 'say' in step) {
          const { text = '', transcript = [] } = step.say
          const words = text + transcript.map((piece) => piece.text).join('')
          if (words.length > said.length) said = words
        }
        return step.actor === 'staff' && step.act === 'reply'
          ? [[step.text.slice(0, 18), checkReply({ request: said, reply: step.text }).verdict]]
          : []
      })
    })
    expect(verdicts.filter(([, verdict]) => verdict !== 'GOOD')).toEqual([
      ['您好，已联系疏通人员，请耐心等待。', 'MEND'],
    ])
  })
})

describe('a reply that does not answer wants mending', () => {
  it.each([
    ['您反映的问题已转交区城管局处理。', '只说已转办，没有办理结果'],
    ['我们将积极协调，尽快处理，加强监管。', '只说将要处理，没有结果和时间'],
    ['请自行咨询有关部门。', '只让市民去问别处，没有答到'],
    ['您的问题我们已经知晓。', '没有看到对诉求的答复，请写明结果、时间或理由'],
  ])('%s', (reply, why) => {
    const { verdict, aspects } = checkReply({ request: NOISE, reply })
    expect(verdict).toBe('MEND')
    expect(aspects[0]).toMatchObject({ aspect: 'answers', why })
  })

  it('names the question that was overlooked', () => {
    const request = '光华路25号路灯三天不亮。江月路的停车位什么时候能增加？'
    const { unanswered } = checkReply({ request, reply: '光华路25号的路灯已于11月3日修复。' })
    expect(unanswered.map(({ start, end }) => request.slice(start, end))).toEqual(['江月路的停车位什么时候能增加？'])
  })
})

describe('promises in absolute words', () => {
  it.each([
    ['我们保证此类噪声今后绝不再发生。', ['保证此类噪声今后绝不再发生']],
    ['一定让您满意。', ['一定让您满意']],
    ['坚决杜绝此类问题再次发生。', ['坚决杜绝此类问题再次发生']],
    ['三天内百分之百解决。', ['百分之百解决']],
    ['该地块绝对不会改作他用。', ['绝对不会改作他用']],
    ['我局将加强巡查，争取彻底解决。', []],
    ['已责令工地整改，坚决杜绝此类问题再次发生。', []],
    ['为保证行人安全，已设置护栏。', []],
    ['物业公司承诺本月底前解决。', []],
    ['如再次发生，一定从严查处。', []],
    ['我们不能保证月底前完成。', []],
    ['给周边居民造成一定影响，工程完成后恢复。', []],
    ['装修保证金已退还。', []],
    ['针对施工扰民，我局保证今后不再发生。', ['保证今后不再发生']],
    ['工地噪声、扬尘等问题，我们一定彻底解决。', ['一定彻底解决']],
    ['未来我们一定让您满意。', ['一定让您满意']],
    ['我们可以保证月底前解决。', ['保证月底前解决']],
  ])('%s', (reply, words) => {
    expect(finding(NOISE, reply, 'overPromises').words).toEqual(words)
  })
})

describe('personal data', () => {
  it.each([
    ['已与投诉人王建国核实，情况属实。', ['王建国']],
    ['经查，业主李小梅已同意整改，李小梅表示满意。', ['李小梅', '李小梅']],
    ['对方手机13800138000，您可以联系他。', ['13800138000']],
    ['当事人的身份证号110101199003077758已登记。', ['110101199003077758']],
    ['车牌京AD12345的车主已挪车。', ['京AD12345']],
    ['经查，李某住3号楼2单元502室，已上门劝导。', ['3号楼2单元502室']],
    ['李先生（110101199003077758）您好，路灯已修好。', ['110101199003077758']],
    ['路灯已修好，感谢您的来电，您的手机13800138000已登记。', ['13800138000']],
    ['已与李女士联系，李某表示谅解。', []],
    ['路灯已修好。如有疑问，请拨打13800138000。', []],
    ['请联系社区网格员张建国，电话13800138000。', []],
    ['联系人：王主任，咨询电话010-66660000。', []],
    ['建国街道副主任李小梅已到场。', []],
    ['高峰期车流较大，周边道路已疏导。', []],
    ['光华小区3号楼502室的漏水已修复。', []],
  ])('%s', (reply, words) => {
    expect(finding(NOISE, reply, 'leaks').words).toEqual(words)
  })

  it('positions are those of the reply as written, full-width digits and all', () => {
    const reply = '已登记您的手机：１３８００１３８０００，请放心。'
    const [leak] = checkReply({ request: NOISE, reply }).aspects[2]?.evidence ?? []
    expect(leak && reply.slice(leak.start, leak.end)).toBe('１３８００１３８０００')
  })
})

describe('passing the buck', () => {
  it.each([
    ['不属我局职责，请自行咨询有关部门。', true],
    ['该问题由市水务局管辖，建议您向市水务局反映。', true],
    ['请咨询人社部门。', true],
    ['不属我局职责，已转市水务局办理，三个工作日内答复您。', false],
    ['经查，夜间施工未办许可，已责令停工。物业收费问题建议您向住建局反映。', false],
    ['已修好。如有疑问，请与我们联系，电话010-66660000。', false],
  ])('%s', (reply, passed) => {
    expect(finding(NOISE, reply, 'passesTheBuck').score).toBe(passed ? 0 : 1)
  })

  it('where the question is who answers for it, telling is answering', () => {
    expect(finding('请问护照去哪个部门办', '请咨询出入境管理局，电话12367。', 'passesTheBuck').score).toBe(1)
  })
})

describe('a basis', () => {
  it.each([
    ['根据《澜城市物业管理办法》第十二条，停车费须经业主大会同意；11月2日现场查看，收费牌已公示。', true],
    ['11月2日晚，执法人员现场检查，测得噪声62分贝，已立案。', true],
    ['经核实，情况属实。', false],
    ['已经知道了。', false],
  ])('%s', (reply, cited) => {
    expect(finding(NOISE, reply, 'citesBasis').score >= 0.5).toBe(cited)
  })
})

describe('what may not go out', () => {
  const ticket = { text: NOISE, kind: 'COMPLAINT' } as const

  it.each(['谢谢您的来电，祝您生活愉快！', '网友您好！2026年11月3日', '对方手机13800138000，您联系他。'])(
    '%s: only with a reason',
    (reply) => {
      expect(() => passedCheck(ticket, reply, undefined)).toThrow(/请写明理由/)
      expect(() => passedCheck(ticket, reply, '好')).toThrow(/请写明理由/)
      expect(passedCheck(ticket, reply, '号码是公开的 13800138000')).toMatchObject({
        verdict: 'STOP',
        reason: '号码是公开的 138****8000',
      })
    },
  )

  it('a resident id that its check digit confirms does not go out at all', () => {
    expect(() => passedCheck(ticket, '您的身份证110101199003077758已登记。', '确实需要发出')).toThrow(/改好后再发/)
  })

  it('an answer to what the citizen added counts', () => {
    const added = { act: 'supplement', cause: 'm1', at: new Date(0), text: '围挡也倒了，压住了人行道' } as const
    const reply = '围挡已扶正，人行道已清理。'
    const score = (ticketWith: Parameters<typeof checkTicketReply>[0]) => checkTicketReply(ticketWith, reply).score
    expect(score({ ...ticket, citizenActs: [added] })).toBeGreaterThan(score(ticket))
  })

  it('thanks are no answer, but to praise', () => {
    expect(checkReply({ request: NOISE, reply: '谢谢您的鼓励！' }).verdict).toBe('STOP')
    expect(checkReply({ request: '感谢网格员帮老人送药', reply: '谢谢您的鼓励！', praise: true })).toMatchObject({
      verdict: 'GOOD',
      unanswered: [],
    })
  })

  it('another language is left to its writer, numbers apart', () => {
    const { verdict } = checkReply({ request: 'The street lamp is broken', reply: 'The lamp has been repaired.' })
    expect(verdict).toBe('GOOD')
    expect(checkReply({ request: 'Lamp', reply: 'Your neighbour, 13800138000, has it.' }).verdict).toBe('STOP')
  })
})

it('odd input is checked like any other', () => {
  for (const reply of ['', ' ', '。。。', '😀😀', '好'.repeat(2000), '《'.repeat(2000), '1'.repeat(2000)]) {
    const { score, aspects } = checkReply({ request: '', reply })
    expect(score).toBeGreaterThanOrEqual(0)
    expect(aspects).toHaveLength(5)
  }
})

it('long input of one kind takes no longer than its length', () => {
  for (const piece of ['1', '业主王', '请您咨询']) {
    const reply = piece.repeat(10_000 / piece.length)
    const before = process.cpuUsage()
    checkReply({ request: reply, reply })
    expect(process.cpuUsage(before).user / 1000, piece).toBeLessThan(500)
  }
})
