import { describe, expect, it } from 'vitest'
import { menuId, nextQuestion, parseMenuId, readAnswer, takeAnswer } from '../../schema/survey/survey.rules.ts'

const NOW = new Date('2026-11-24T08:00:00Z')
const closed = { state: 'CLOSED', reopened: 0 } as const

describe('typed words count like taps', () => {
  it.each([
    ['solved', '已解决', 'SOLVED'],
    ['solved', '解决了。', 'SOLVED'],
    ['solved', '没有解决', 'UNSOLVED'],
    ['solved', '还没解决！', 'UNSOLVED'],
    ['solved', '根本没解决', 'UNSOLVED'],
    ['solved', '只解决了一半', 'PARTLY'],
    ['solved', '2', 'PARTLY'],
    ['solved', '井盖又坏了', undefined],
    ['satisfaction', '满意', 'SATISFIED'],
    ['satisfaction', '非常满意', 'SATISFIED'],
    ['satisfaction', '很不满意', 'UNSATISFIED'],
    ['satisfaction', '不满意', 'UNSATISFIED'],
    ['satisfaction', '还行', 'BASIC'],
    ['satisfaction', '3', 'UNSATISFIED'],
    ['satisfaction', '楼上又漏水了', undefined],
  ] as const)('%s: %s → %s', (question, words, value) => {
    expect(readAnswer(question, words)).toEqual(value && { [question]: value })
  })
})

describe('the callback asks whether it is solved, then whether they are satisfied, then nothing', () => {
  it.each([
    ['not before the ticket is closed', { state: 'REPLIED', reopened: 0 } as const, undefined],
    ['first', closed, 'solved'],
    ['after the first answer', { ...closed, pendingSurvey: { round: 0, solved: 'PARTLY' } } as const, 'satisfaction'],
    ['when complete', { ...closed, survey: { round: 0, solved: 'SOLVED', satisfaction: 'BASIC' } } as const, undefined],
    ['anew after a redo', { ...closed, reopened: 1, survey: { round: 0, solved: 'UNSOLVED' } } as const, 'solved'],
    [
      'anew, whatever was left half-way before the redo',
      { ...closed, reopened: 1, pendingSurvey: { round: 0, solved: 'SOLVED' } } as const,
      'solved',
    ],
  ])('%s', (_when, ticket, question) => {
    expect(nextQuestion(ticket)).toBe(question)
  })
})

describe('the first answer to a question counts', () => {
  it('both at once complete the round', () => {
    expect(takeAnswer({ ...closed, contactedAt: NOW }, { solved: 'SOLVED', satisfaction: 'BASIC' }, NOW)).toEqual({
      complete: true,
      result: { round: 0, contacted: true, solved: 'SOLVED', satisfaction: 'BASIC', answeredAt: NOW },
    })
  })

  it('one after the other, and a changed mind changes nothing', () => {
    const first = takeAnswer(closed, { solved: 'UNSOLVED' }, NOW)
    expect(first).toEqual({ complete: false, result: { round: 0, contacted: false, solved: 'UNSOLVED' } })
    const pending = { ...closed, pendingSurvey: first?.result }
    expect(takeAnswer(pending, { solved: 'SOLVED' }, NOW)).toBeUndefined()
    expect(takeAnswer(pending, { solved: 'SOLVED', satisfaction: 'UNSATISFIED' }, NOW)?.result).toMatchObject({
      solved: 'UNSOLVED',
      satisfaction: 'UNSATISFIED',
    })
  })

  it('a complete round takes no second vote', () => {
    const complete = { ...closed, survey: { round: 0, solved: 'SOLVED', satisfaction: 'SATISFIED' } } as const
    expect(takeAnswer(complete, { satisfaction: 'UNSATISFIED' }, NOW)).toBeUndefined()
  })
})

it('reads back the menu ids it made and refuses others', () => {
  expect(parseMenuId(menuId('20261124-000001', 1, 'solved', 'PARTLY'))).toEqual({
    number: '20261124-000001',
    round: 1,
    answer: { solved: 'PARTLY' },
  })
  for (const id of ['', 'a:b:c', '1:0:solved:BEST', '1:0:satisfaction', '1:x:solved:SOLVED', '1:0:solved:SOLVED:x']) {
    expect(parseMenuId(id)).toBeUndefined()
  }
})
