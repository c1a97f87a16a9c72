import { serialize } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePipeline, type PipelineContext, type Source } from '../../api/embedded/store/aggregate/pipeline.ts'
import { compileUpdatePipeline } from '../../api/embedded/store/aggregate/update-pipeline.ts'
import { compileExpression } from '../../api/embedded/store/aggregate/expression.ts'
import { decode, decodeFields } from '../../api/embedded/store/bson/decode.ts'
import { encode } from '../../api/embedded/store/bson/encode.ts'
import { keyOf } from '../../api/embedded/store/bson/order.ts'
import type { Doc, Value } from '../../api/embedded/store/values.ts'
import { shaped } from './support/arbitraries.ts'

const NOW = new Date('2025-01-01T00:00:00Z')
const nowhere: Source = {
  findEqual: () => Promise.resolve([]),
  prepareMerge: () => Promise.resolve(() => Promise.resolve()),
}
const context: PipelineContext = { db: 'test', now: NOW, source: () => nowhere }
const stagesOf = (stages: readonly object[]) => decode(serialize({ stages })).get('stages') as Value[]
const compile = (...stages: object[]) => compilePipeline(stagesOf(stages), context)
const doc = (fields: object) => decode(serialize(fields))

async function results(pipeline: ReturnType<typeof compile>, docs: Iterable<Doc>): Promise<Doc[]> {
  const found: Doc[] = []
  for await (const each of pipeline.run(docs)) found.push(each)
  return found
}

describe('what a find does for a pipeline', () => {
  const group = { $group: { _id: null } }
  it.each([
    { name: 'filters', stages: [{ $match: { a: 1 } }, group], head: { filter: { a: 1 } } },
    {
      name: 'several filters at once',
      stages: [{ $match: { a: 1 } }, { $match: { b: 2 } }],
      head: { filter: { $and: [{ a: 1 }, { b: 2 }] } },
    },
    {
      name: 'a filter behind the sort',
      stages: [{ $sort: { b: 1 } }, { $match: { a: 1 } }, group],
      head: { filter: { a: 1 }, sort: { b: 1 } },
    },
    {
      name: 'a page',
      stages: [{ $match: { a: 1 } }, { $sort: { b: -1 } }, { $skip: 20 }, { $limit: 10 }],
      head: { filter: { a: 1 }, sort: { b: -1 }, skip: 20, limit: 10 },
    },
    { name: 'no filter behind a limit', stages: [{ $limit: 5 }, { $match: { a: 1 } }], head: { limit: 5 } },
    { name: 'no skip behind a limit', stages: [{ $limit: 5 }, { $skip: 1 }], head: { limit: 5 } },
    { name: 'no second sort', stages: [{ $sort: { a: 1 } }, { $sort: { b: 1 } }], head: { sort: { a: 1 } } },
    { name: 'nothing behind another stage', stages: [{ $set: { a: 1 } }, { $match: { a: 1 } }], head: {} },
  ])('$name', ({ stages, head }) => {
    expect(keyOf(doc({ head: headOf(stages) }))).toBe(keyOf(doc({ head })))
  })

  const headOf = (stages: readonly object[]) => {
    const { filter, sort, skip, limit } = compile(...stages).head
    const plain = (each: Doc | undefined) => each && JSON.parse(JSON.stringify(toObject(each)))
    return JSON.parse(JSON.stringify({ filter: plain(filter), sort: plain(sort), skip, limit })) as object
  }
  const toObject = (value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries([...value].map(([name, inner]) => [name, toObject(inner)]))
    if (Array.isArray(value)) return value.map(toObject)
    return Number(value)
  }
})

describe('what a pipeline reads of its documents', () => {
  const fieldsOf = (...stages: object[]) => compile(...stages).fields
  const tree = (fields: ReturnType<typeof fieldsOf>): unknown =>
    fields === 'all' ? 'all' : [...fields].map(([name, inner]) => (inner === true ? name : { [name]: tree(inner) }))

  it.each([
    { stages: [{ $count: 'n' }], reads: [] },
    { stages: [{ $group: { _id: '$a', n: { $sum: '$b.c' } } }], reads: ['a', { b: ['c'] }] },
    { stages: [{ $group: { _id: { x: '$a.b', y: '$a' } } }], reads: ['a'] },
    { stages: [{ $project: { a: 1, s: { $add: ['$b', '$c.d'] } } }], reads: ['a', 'b', { c: ['d'] }, '_id'] },
    { stages: [{ $set: { s: '$a' } }], reads: 'all' },
    { stages: [{ $set: { s: '$a' } }, { $group: { _id: '$s' } }], reads: ['a', 's'] },
    { stages: [{ $unwind: '$rows' }, { $group: { _id: '$rows.k' } }], reads: [{ rows: ['k'] }] },
    { stages: [{ $unwind: '$rows' }, { $count: 'n' }], reads: [{ rows: [] }] },
    { stages: [{ $group: { _id: '$a', all: { $push: '$$ROOT' } } }], reads: 'all' },
    { stages: [{ $replaceWith: { a: '$$ROOT.a' } }], reads: ['a'] },
    { stages: [{ $unset: 'a' }, { $group: { _id: '$b' } }], reads: ['b'] },
    { stages: [{ $facet: { x: [{ $count: 'n' }], y: [{ $group: { _id: '$a' } }] } }], reads: ['a'] },
    { stages: [{ $facet: { x: [{ $limit: 1 }] } }], reads: 'all' },
  ])('$stages', ({ stages, reads }) => {
    const found = tree(fieldsOf(...stages))
    expect(Array.isArray(found) ? found.toSorted(byText) : found).toEqual(
      Array.isArray(reads) ? reads.toSorted(byText) : reads,
    )
  })

  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

  const stage = fc.constantFrom(
    { $match: { 'a.b': { $gt: 0 } } },
    { $set: { c: '$a.b' } },
    { $set: { 'a.c': '$b' } },
    { $set: { b: { a: 1 } } },
    { $unset: 'a.b' },
    { $unwind: '$a' },
    { $unwind: { path: '$a.b', preserveNullAndEmptyArrays: true } },
    { $project: { a: 1, x: '$b.c' } },
    { $project: { 'a.b': 1, 'a.x': '$c' } },
    { $project: { b: 0 } },
    { $sort: { 'a.b': 1 } },
    { $limit: 2 },
    { $lookup: { from: 'x', localField: 'a.b', foreignField: 'y', as: 'b' } },
  )
  const last = fc.constantFrom(
    { $group: { _id: '$a', n: { $push: '$b' }, m: { $max: '$c.a' } } },
    { $group: { _id: { x: '$a.b', y: '$c' }, t: { $addToSet: '$a.c' } } },
    { $replaceWith: { a: '$a.b', x: '$x', c: { $type: '$c' } } },
    { $count: 'n' },
    { $facet: { one: [{ $group: { _id: '$b' } }], two: [{ $count: 'n' }] } },
    { $project: { _id: 0, 'a.b': 1, c: 1 } },
  )

  it('is all that its results depend on', async () => {
    const pipelines = fc.tuple(fc.array(stage, { maxLength: 3 }), last)
    await fc.assert(
      fc.asyncProperty(pipelines, fc.array(shaped, { maxLength: 5 }), async ([before, end], docs) => {
        // An empty document first, so that nothing is taken into the head.
        const pipeline = compile({ $set: { z: 1 } }, ...before, end)
        const { fields } = pipeline
        const pruned = fields === 'all' ? docs : docs.map((each) => decodeFields(encode(each), fields))
        expect(await outcome(pipeline, pruned)).toEqual(await outcome(pipeline, docs))
      }),
      { seed: 7, numRuns: 1500 },
    )
  })

  /** The results as texts, or the code of the error. */
  async function outcome(pipeline: ReturnType<typeof compile>, docs: readonly Doc[]): Promise<unknown> {
    return results(pipeline, docs).then(
      (found) => found.map(keyOf),
      (error: { code: number }) => error.code,
    )
  }
})

describe('the memory of blocking stages', () => {
  /** One text of a megabyte, in many documents. */
  const heavy = function* (count: number): Iterable<Doc> {
    const text = 'x'.repeat(1024 * 1024)
    for (let i = 0; i < count; i++)
      yield new Map<string, Value>([
        ['_id', i],
        ['text', text],
      ])
  }
  const sort = { $set: { z: 1 } }

  it.each([
    { name: '$sort', stages: [sort, { $sort: { _id: -1 } }] },
    { name: '$group', stages: [{ $group: { _id: null, all: { $push: '$text' } } }] },
    { name: 'the keys of $group', stages: [{ $group: { _id: { i: '$_id', t: '$text' } } }] },
    { name: '$facet', stages: [{ $facet: { all: [{ $match: {} }] } }] },
  ])('$name stops at 100 MB', async ({ stages }) => {
    await expect(results(compile(...stages), heavy(110))).rejects.toMatchObject({ code: 292 })
  })

  it('a sort with a limit holds no more than it needs', async () => {
    const found = await results(compile(sort, { $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }), heavy(500))
    expect(found.map((each) => each.get('_id'))).toEqual([498, 497])
  })

  it('a limit asks for no more documents', async () => {
    let asked = 0
    const endless = function* (): Iterable<Doc> {
      for (;;) yield new Map<string, Value>([['_id', asked++]])
    }
    const found = await results(compile(sort, { $limit: 3 }), endless())
    expect(found).toHaveLength(3)
    expect(asked).toBeLessThan(1000)
  })
})

describe('pipelines in updates', () => {
  const query = { evaluate: compileExpression, now: NOW }
  const update = (stages: readonly object[], before: object) =>
    compileUpdatePipeline(stagesOf(stages), query)(doc(before))

  it('turn one document into another and leave the first alone', () => {
    const before = doc({ _id: 1, n: 1, old: true })
    const apply = compileUpdatePipeline(
      stagesOf([{ $set: { n: { $add: ['$n', 1] }, at: '$$NOW' } }, { $unset: 'old' }]),
      query,
    )
    expect(keyOf(apply(before))).toBe(keyOf(doc({ _id: 1, n: 2, at: NOW })))
    expect(keyOf(before)).toBe(keyOf(doc({ _id: 1, n: 1, old: true })))
  })

  it('may replace and project', () => {
    const stages = [{ $replaceWith: { $mergeObjects: ['$$ROOT', { b: 2 }] } }, { $project: { c: 0 } }]
    expect(keyOf(update(stages, { _id: 1, c: 3 }))).toBe(keyOf(doc({ _id: 1, b: 2 })))
  })

  it('may not match, group or merge', () => {
    expect(() => update([{ $match: {} }], {})).toThrow(expect.objectContaining({ code: 72 }))
    expect(() => update([{ $merge: 'x' }], {})).toThrow(expect.objectContaining({ code: 72 }))
  })
})
