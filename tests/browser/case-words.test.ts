import { describe, expect, it } from 'vitest'
import { factsOf } from '../../api/pages/case/facts.ts'
import { isSaid, methodWords, percentWords, surenessWords, versionOf } from '../../api/pages/case/methods.ts'
import { tagsOf } from '../../api/pages/case/tags.ts'
import type { Correction, Derivation, TicketCase } from '../../api/pages/graph/types.ts'

/** As much of a ticket as is asked for here: an ordinary request of which nothing asks for attention. */
function ticket(over: Partial<TicketCase> = {}): TicketCase {
  const plain = {
    kind: 'HELP',
    category: { l1: '城乡建设', l2: '市政设施', confidence: 0.97 },
    place: { districtName: '光华区', streetName: '建国街道', confidence: 0.85, candidates: [] },
    urgency: 'NORMAL',
    tier: 'BASIC',
    tierWhy: '“市政设施”属基础民生',
    pledges: [],
    evidence: [],
    derived: [],
    corrections: [],
    sentiment: null,
    needsHuman: false,
    needsReview: false,
    urges: [],
    reopened: 0,
    clock: { dueAt: '2026-11-25T13:02:00Z', why: '2 小时内反馈', status: 'ON_TIME' },
  }
  return { ...plain, ...over } as TicketCase
}

const shown = (field: string, over: Partial<TicketCase>) => factsOf(ticket(over)).find((fact) => fact.field === field)
const by = (field: string, method: string, confidence?: number): Derivation => ({
  field,
  by: method,
  ...(confidence !== undefined && { confidence }),
})

describe('what a method is called before staff', () => {
  it.each([
    ['words-1', '按词语判断'],
    ['rules-12', '按规则'],
    ['gazetteer-1', '按地名库'],
    ['linear-1', '按训练的模型'],
    ['signs-1+sentiment-3', '按词语判断'],
    ['lanzhou-2026.1', '按训练的模型'],
    ['citizen', '市民自选'],
    ['table', '按导入的表格'],
  ])('%s: %s', (method, words) => {
    expect(methodWords(method)).toBe(words)
  })

  it('tells versions, and who was no method', () => {
    expect([versionOf('linear-2'), versionOf('citizen')]).toEqual(['2', undefined])
    expect([isSaid('citizen'), isSaid('linear-1')]).toEqual([true, false])
  })

  it.each([
    [0.97, '很有把握'],
    [0.8, '较有把握'],
    [0.5, '把握一般'],
    [0.1, '把握不大'],
  ])('%d: %s', (confidence, words) => {
    expect(surenessWords(confidence)).toBe(words)
  })

  it('never says that there is no chance at all', () => {
    expect([percentWords(0.004), percentWords(0.6)]).toEqual(['不到 1%', '60%'])
  })
})

describe('what was understood', () => {
  it('says why, by which method and how sure, in words', () => {
    const evidence = [{ field: 'category', start: 0, end: 2, text: '井盖', why: '“井盖”指向市政设施' }]
    expect(shown('category', { evidence, derived: [by('category', 'linear-1', 0.97)] })).toMatchObject({
      value: '城乡建设 › 市政设施',
      why: ['“井盖”指向市政设施'],
      method: '按训练的模型，很有把握',
    })
  })

  it('does not say of a model that it took the most frequent', () => {
    expect(shown('kind', { derived: [by('kind', 'linear-1', 0.99)] })?.why).toEqual(['没有明显的说法，从整句的用词看'])
    expect(shown('kind', { derived: [by('kind', 'words-1', 0)] })).toMatchObject({
      why: ['没有明显的说法，按最常见的类型'],
      method: '按词语判断',
    })
  })

  it('says nothing of how sure a citizen was who picked it', () => {
    expect(shown('category', { derived: [by('category', 'citizen', 1)] })).toMatchObject({
      why: [],
      method: '市民自选',
    })
  })

  it('keeps what the method said beside what people say', () => {
    const said = (fromName: string, toName: string): Correction => ({
      field: 'kind',
      from: fromName,
      to: toName,
      fromName,
      toName,
      by: '坐席',
      at: '2026-11-25T02:00:00Z',
    })
    expect(shown('kind', { corrections: [said('求助', '表扬')] })?.before).toBe('求助')
    expect(shown('kind', { corrections: [said('求助', '表扬'), said('表扬', '求助')] })?.before).toBeUndefined()
    expect(shown('kind', { corrections: [said('求助', '求助')] })?.corrections).toHaveLength(1)
  })

  it('names other streets that may be meant', () => {
    const place = { ...ticket().place, candidates: [{ streetName: '江南街道', why: '也有光华路' }] }
    expect(shown('place', { place })?.why).toEqual(['原话里没有说地点', '也可能是江南街道（也有光华路）'])
  })
})

describe('what asks for attention', () => {
  const names = (over: Partial<TicketCase>) => tagsOf(ticket(over)).map(({ short }) => short)
  const strong = { level: 'STRONG', signs: ['反复反映'] }

  it.each([
    ['nothing of an ordinary request', {}, []],
    ['danger first', { urgency: 'EMERGENCY', needsHuman: true }, ['突发', '等回电']],
    ['growing anger, not both', { escalated: '又催了两次', sentiment: strong }, ['情绪升级']],
    ['anger from the start', { sentiment: strong }, ['情绪强烈']],
    ['no anger in praise', { kind: 'PRAISE', sentiment: strong }, []],
    ['one citizen, again and again', { caseCount: { count: 3, repeats: 3 } }, ['×3']],
    ['many citizens', { caseCount: { count: 4, repeats: 1 } }, ['并案 4']],
    ['both', { caseCount: { count: 4, repeats: 2 } }, ['×2', '并案 4']],
    [
      'what is to be done',
      { urges: [{ at: '2026-11-25T02:00:00Z' }], reopened: 1, needsReview: true },
      ['催办 1', '重办', '待分类'],
    ],
  ] as const)('%s', (_case, over, wanted) => {
    expect(names(over as Partial<TicketCase>)).toEqual(wanted)
  })

  it('says why, in the citizen’s own terms where there are some', () => {
    expect(tagsOf(ticket({ sentiment: strong }))[0]?.why).toBe('反复反映')
    expect(tagsOf(ticket({ urgency: 'EMERGENCY' }))[0]?.why).toContain('2 小时内反馈')
  })
})
