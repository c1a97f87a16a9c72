import { describe, expect, it } from 'vitest'
import { menuId, nextQuestion, parseMenuId, readAnswer } from '../../schema/survey/survey.rules.ts'

describe('typed words count like taps', () => {
  it.each([
    ['solved', '已解决', 'solved'],
    ['solved', '解决了。', 'solved'],
    ['solved', '没有解决', 'unsolved'],
    ['solved', '还没解决！', 'unsolved'],
    ['solved', '2', 'partly'],
    ['solved', '井盖又坏了', undefined],
    ['satisfaction', '满意', 'satisfied'],
    ['satisfaction', '非常满意', 'satisfied'],
    ['satisfaction', '很不满意', 'unsatisfied'],
    ['satisfaction', '不满意', 'unsatisfied'],
    ['satisfaction', '还行', 'basic'],
    ['satisfaction', '楼上又漏水了', undefined],
  ] as const)('%s: %s → %s', (question, words, value) => {
    expect(readAnswer(question, words)).toBe(value)
  })
})

it('asks whether it is solved, then whether they are satisfied, then nothing', () => {
  expect(nextQuestion(undefined)).toBe('solved')
  expect(nextQuestion({ solved: 'partly' })).toBe('satisfaction')
  expect(nextQuestion({ solved: 'partly', satisfaction: 'basic' })).toBeUndefined()
})

it('reads back the menu ids it made and refuses others', () => {
  expect(parseMenuId(menuId('20261124-000001', 'solved', 'partly'))).toEqual({
    number: '20261124-000001',
    question: 'solved',
    value: 'partly',
  })
  for (const id of ['', 'a:b:c', '1:solved:best', '1:satisfaction']) expect(parseMenuId(id)).toBeUndefined()
})
