import { describe, expect, it } from 'vitest'
import { classify } from '../../schema/classify/classify.rules.ts'
import { SCENARIOS } from '../../schema/demo/scenarios.ts'
import { decideDispatch } from '../../schema/dispatch/dispatch.rules.ts'
import { findAnswer } from '../../schema/knowledge/knowledge.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { type TicketState, decideMove } from '../../schema/ticket/ticket.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer, organs, duties, knowledge } = demoRegisters()

/** What the citizen says first, as the understanding gets it. */
function opening(id: string): string {
  const first = SCENARIOS.find((scenario) => scenario.id === id)?.steps[0]
  if (first?.actor !== 'citizen' || !('say' in first)) throw new Error(`${id} does not begin with a citizen`)
  const turns = first.say.transcript?.filter((turn) => turn.speaker === 'citizen').map((turn) => turn.text)
  return first.say.text ?? turns?.join('\n') ?? ''
}

describe('the stories of the phone page', () => {
  it('are the seven of the scenario bar', () => {
    expect(SCENARIOS.map(({ title }) => title)).toEqual([
      '光华路井盖',
      '停水',
      '噪音',
      '咨询社保',
      '不满意重办',
      '微博投诉',
      '电话转写',
    ])
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
  })

  it.each([
    ['manhole', 'HELP', 'gh-jianguo'],
    ['water', 'HELP', 'shui-jituan'],
    ['noise', 'COMPLAINT', 'wh-liantang'],
    ['social-security', 'CONSULTATION', 'renshe'],
    ['redo', 'HELP', 'gh-jianguo'],
    ['weibo', 'COMPLAINT', 'lj-binjiang'],
    ['call', 'HELP', 'shichang'],
  ])('%s is understood as %s and goes to %s', (id, kind, organId) => {
    const text = opening(id)
    const { category, kind: found } = classify(text)
    expect(found.code).toBe(kind)
    expect(decideDispatch({ category, ...locate(gazetteer, { text }) }, organs, duties).organId).toBe(organId)
  })

  it('name places of the city, but for the question', () => {
    for (const { id } of SCENARIOS.filter((scenario) => scenario.id !== 'social-security')) {
      expect(locate(gazetteer, { text: opening(id) })?.streetId, id).toBeDefined()
    }
  })

  it('let the knowledge base answer the question first', () => {
    expect(findAnswer(knowledge, opening('social-security'))?.entry.id).toBe('shebao-canbao')
  })

  it.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))(
    '%s only makes moves a ticket allows',
    (_, { steps }) => {
      let state: TicketState = 'DISPATCHED'
      for (const step of steps) {
        if (step.actor === 'staff') state = decideMove(state, step.act)
        else if ('tap' in step && step.tap === '不满意') state = decideMove(state, 'reopen')
      }
      expect(state).toBe('CLOSED')
    },
  )
})
