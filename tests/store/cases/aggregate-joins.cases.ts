import { Long } from 'bson'
import type { PipelineTable } from '../support/pipelines.ts'

const join = (localField: string, foreignField: string) => [
  { $lookup: { from: 'organs', localField, foreignField, as: 'found' } },
  { $set: { found: '$found._id' } },
  { $sort: { _id: 1 } },
]

const lookup: PipelineTable = {
  about: 'lookup',
  docs: [
    { _id: 1, organ: 'a' },
    { _id: 2, organ: ['a', 'b'] },
    { _id: 3, organ: null },
    { _id: 4 },
    { _id: 5, organ: [] },
    { _id: 6, organ: 'z' },
    { _id: 7, organ: Long.fromNumber(5) },
  ],
  others: {
    organs: [
      { _id: 10, code: 'a', name: '街道' },
      { _id: 11, code: ['b', 'c'] },
      { _id: 12, code: null },
      { _id: 13 },
      { _id: 14, code: 5 },
    ],
  },
  cases: [
    {
      name: 'by equality: arrays by their elements, null also for nothing',
      pipeline: join('organ', 'code'),
      expect: [
        { _id: 1, organ: 'a', found: [10] },
        { _id: 2, organ: ['a', 'b'], found: [10, 11] },
        { _id: 3, organ: null, found: [12, 13] },
        { _id: 4, found: [12, 13] },
        { _id: 5, organ: [], found: [12, 13] },
        { _id: 6, organ: 'z', found: [] },
        { _id: 7, organ: Long.fromNumber(5), found: [14] },
      ],
    },
    {
      name: 'the whole documents',
      pipeline: [
        { $match: { _id: 1 } },
        { $lookup: { from: 'organs', localField: 'organ', foreignField: 'code', as: 'o' } },
      ],
      expect: [{ _id: 1, organ: 'a', o: [{ _id: 10, code: 'a', name: '街道' }] }],
    },
    {
      name: 'from a collection that is not there',
      pipeline: [
        { $match: { _id: 1 } },
        { $lookup: { from: 'nobody', localField: 'organ', foreignField: 'code', as: 'o' } },
      ],
      expect: [{ _id: 1, organ: 'a', o: [] }],
    },
    {
      name: 'put deeper',
      pipeline: [
        { $match: { _id: 6 } },
        { $lookup: { from: 'organs', localField: 'organ', foreignField: 'code', as: 'x.y' } },
      ],
      expect: [{ _id: 6, organ: 'z', x: { y: [] } }],
    },
    {
      name: 'in the place of the local field',
      pipeline: [
        { $match: { _id: 6 } },
        { $lookup: { from: 'organs', localField: 'organ', foreignField: 'code', as: 'organ' } },
      ],
      expect: [{ _id: 6, organ: [] }],
    },
    {
      name: 'along a path through arrays',
      docs: [{ _id: 1, steps: [{ by: 'a' }, { by: 5 }, { to: 'b' }] }],
      pipeline: join('steps.by', 'code'),
      expect: [{ _id: 1, steps: [{ by: 'a' }, { by: 5 }, { to: 'b' }], found: [10, 14] }],
    },
    {
      name: 'and unwound',
      pipeline: [
        { $match: { _id: 1 } },
        { $lookup: { from: 'organs', localField: 'organ', foreignField: 'code', as: 'o' } },
        { $unwind: '$o' },
        { $replaceWith: '$o' },
      ],
      expect: [{ _id: 10, code: 'a', name: '街道' }],
    },
    {
      name: 'with only what is asked for',
      pipeline: [
        { $match: { _id: 1 } },
        { $lookup: { from: 'organs', localField: 'organ', foreignField: 'code', as: 'o' } },
        { $project: { _id: 0, 'o.name': 1 } },
      ],
      expect: [{ o: [{ name: '街道' }] }],
    },
    { name: 'without from', pipeline: [{ $lookup: { localField: 'a', foreignField: 'b', as: 'c' } }], fails: true },
    { name: 'without as', pipeline: [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b' } }], fails: true },
    {
      name: 'with something else',
      pipeline: [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c', on: 1 } }],
      fails: true,
    },
  ],
}

const merge: PipelineTable = {
  about: 'merge',
  docs: [
    { _id: 1, n: 10, only: 'new' },
    { _id: 2, n: 20 },
  ],
  others: {
    totals: [
      { _id: 1, n: 1, old: true },
      { _id: 9, n: 9 },
    ],
  },
  cases: [
    {
      name: 'adds fields to what is there, and what is not there',
      pipeline: [{ $merge: 'totals' }],
      expect: [],
      after: {
        collection: 'totals',
        holds: [
          { _id: 1, n: 10, old: true, only: 'new' },
          { _id: 2, n: 20 },
          { _id: 9, n: 9 },
        ],
      },
    },
    {
      name: 'replaces',
      pipeline: [{ $merge: { into: 'totals', whenMatched: 'replace' } }],
      expect: [],
      after: {
        collection: 'totals',
        holds: [
          { _id: 1, n: 10, only: 'new' },
          { _id: 2, n: 20 },
          { _id: 9, n: 9 },
        ],
      },
    },
    {
      name: 'keeps',
      pipeline: [{ $merge: { into: 'totals', whenMatched: 'keepExisting' } }],
      expect: [],
      after: {
        collection: 'totals',
        holds: [
          { _id: 1, n: 1, old: true },
          { _id: 2, n: 20 },
          { _id: 9, n: 9 },
        ],
      },
    },
    {
      name: 'leaves out what is new',
      pipeline: [{ $merge: { into: 'totals', whenNotMatched: 'discard' } }],
      expect: [],
      after: {
        collection: 'totals',
        holds: [
          { _id: 1, n: 10, old: true, only: 'new' },
          { _id: 9, n: 9 },
        ],
      },
    },
    {
      name: 'into a new collection',
      pipeline: [{ $match: { _id: 2 } }, { $merge: { into: 'fresh' } }],
      expect: [],
      after: { collection: 'fresh', holds: [{ _id: 2, n: 20 }] },
    },
    {
      name: 'the result of a group',
      pipeline: [
        { $group: { _id: 1, n: { $sum: '$n' } } },
        { $merge: { into: 'totals', on: '_id', whenMatched: 'merge', whenNotMatched: 'insert' } },
      ],
      expect: [],
      after: {
        collection: 'totals',
        holds: [
          { _id: 1, n: 30, old: true },
          { _id: 9, n: 9 },
        ],
      },
    },
    { name: 'not last', pipeline: [{ $merge: 'totals' }, { $limit: 1 }], code: 40601 },
    { name: 'into nothing', pipeline: [{ $merge: {} }], code: 40414 },
    { name: 'with an unknown action', pipeline: [{ $merge: { into: 'totals', whenMatched: 'explode' } }], code: 2 },
    { name: 'in a facet', pipeline: [{ $facet: { a: [{ $merge: 'totals' }] } }], code: 40600 },
  ],
}

export const joinTables: readonly PipelineTable[] = [lookup, merge]
