import type { PipelineTable } from '../support/pipelines.ts'

const project: PipelineTable = {
  about: 'project',
  docs: [{ _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, 5, { y: 3 }, [{ x: 4, y: 5 }]], z: null }],
  cases: [
    { name: 'what is asked for, and _id', pipeline: [{ $project: { a: 1 } }], expect: [{ _id: 1, a: 1 }] },
    { name: 'without _id', pipeline: [{ $project: { _id: 0, a: true } }], expect: [{ a: 1 }] },
    {
      name: 'in the order of the document',
      pipeline: [{ $project: { z: 1, a: 1 } }],
      expect: [{ _id: 1, a: 1, z: null }],
    },
    { name: 'a nested field', pipeline: [{ $project: { _id: 0, 'b.c': 1 } }], expect: [{ b: { c: 2 } }] },
    { name: 'the same, nested', pipeline: [{ $project: { _id: 0, b: { c: 1 } } }], expect: [{ b: { c: 2 } }] },
    {
      name: 'through arrays, dropping what is no document',
      pipeline: [{ $project: { _id: 0, 'list.x': 1 } }],
      expect: [{ list: [{ x: 1 }, {}, [{ x: 4 }]] }],
    },
    {
      name: 'a part of a number is nothing',
      pipeline: [{ $project: { _id: 0, 'a.x': 1, z: 1 } }],
      expect: [{ z: null }],
    },
    {
      name: 'computed fields come last',
      pipeline: [{ $project: { _id: 0, s: { $add: ['$a', 1] }, z: 1 } }],
      expect: [{ z: null, s: 2 }],
    },
    { name: 'renamed', pipeline: [{ $project: { _id: 0, first: '$b.c' } }], expect: [{ first: 2 }] },
    {
      name: 'a missing field stays away',
      pipeline: [{ $project: { _id: 0, first: '$no', a: 1 } }],
      expect: [{ a: 1 }],
    },
    { name: 'an id computed', pipeline: [{ $project: { _id: '$b.d' } }], expect: [{ _id: 3 }] },
    {
      name: 'computed within a document',
      pipeline: [{ $project: { _id: 0, 'b.e': { $add: ['$a', 1] }, 'b.c': 1 } }],
      expect: [{ b: { c: 2, e: 2 } }],
    },
    {
      name: 'computed within an array',
      docs: [{ _id: 1, l: [{ x: 1 }, 2] }],
      pipeline: [{ $project: { _id: 0, 'l.k': 'v' } }],
      expect: [{ l: [{ k: 'v' }, { k: 'v' }] }],
    },
    {
      name: 'an array of expressions',
      pipeline: [{ $project: { _id: 0, pair: ['$a', '$no'] } }],
      expect: [{ pair: [1, null] }],
    },
    { name: 'a literal', pipeline: [{ $project: { _id: 0, one: { $literal: 1 } } }], expect: [{ one: 1 }] },
    {
      name: 'the expression $slice',
      docs: [{ _id: 1, l: [1, 2, 3] }],
      pipeline: [{ $project: { _id: 0, l: { $slice: ['$l', 1, 1] } } }],
      expect: [{ l: [2] }],
    },
    { name: 'all but', pipeline: [{ $project: { list: 0, b: 0 } }], expect: [{ _id: 1, a: 1, z: null }] },
    {
      name: 'all but a nested field',
      pipeline: [{ $project: { list: 0, 'b.c': 0, a: 0 } }],
      expect: [{ _id: 1, b: { d: 3 }, z: null }],
    },
    {
      name: 'all but a field in an array',
      pipeline: [{ $project: { _id: 0, a: 0, b: 0, z: 0, 'list.y': 0 } }],
      expect: [{ list: [{ x: 1 }, 5, {}, [{ x: 4 }]] }],
    },
    { name: 'in and out at once', pipeline: [{ $project: { a: 1, b: 0 } }], code: 31254 },
    { name: 'out and in at once', pipeline: [{ $project: { a: 0, b: 1 } }], code: 31253 },
    { name: 'nothing asked', pipeline: [{ $project: {} }], code: 51272 },
    { name: 'a field and its part', pipeline: [{ $project: { 'b.c': 1, b: 1 } }], code: 31250 },
    { name: 'an unknown expression within', pipeline: [{ $project: { a: { $add: [{ $foo: 1 }] } } }], code: 168 },
  ],
}

const set: PipelineTable = {
  about: 'set and unset',
  docs: [{ _id: 1, a: 1, b: { c: 2 }, list: [{ x: 1 }, 5] }],
  cases: [
    {
      name: 'a new field comes last',
      pipeline: [{ $unset: ['b', 'list'] }, { $set: { n: { $add: ['$a', 1] } } }],
      expect: [{ _id: 1, a: 1, n: 2 }],
    },
    {
      name: 'an old one keeps its place',
      pipeline: [{ $unset: 'list' }, { $set: { a: 'x' } }],
      expect: [{ _id: 1, a: 'x', b: { c: 2 } }],
    },
    {
      name: 'all see the document as it was',
      pipeline: [{ $project: { a: 1 } }, { $set: { a: 9, old: '$a' } }],
      expect: [{ _id: 1, a: 9, old: 1 }],
    },
    {
      name: 'a nested field',
      pipeline: [{ $project: { b: 1 } }, { $set: { 'b.d': 3 } }],
      expect: [{ _id: 1, b: { c: 2, d: 3 } }],
    },
    {
      name: 'a document adds to what is there',
      pipeline: [{ $project: { b: 1 } }, { $set: { b: { d: 3 } } }],
      expect: [{ _id: 1, b: { c: 2, d: 3 } }],
    },
    {
      name: 'an empty one takes its place',
      pipeline: [{ $project: { b: 1 } }, { $set: { b: {} } }],
      expect: [{ _id: 1, b: {} }],
    },
    {
      name: 'a part of a number makes it a document',
      pipeline: [{ $project: { a: 1 } }, { $set: { 'a.x': 1 } }],
      expect: [{ _id: 1, a: { x: 1 } }],
    },
    {
      name: 'in each element of an array',
      pipeline: [{ $project: { list: 1 } }, { $set: { 'list.k': '$_id' } }],
      expect: [{ _id: 1, list: [{ x: 1, k: 1 }, { k: 1 }] }],
    },
    {
      name: 'removed',
      pipeline: [{ $project: { a: 1, b: 1 } }, { $set: { a: '$$REMOVE' } }],
      expect: [{ _id: 1, b: { c: 2 } }],
    },
    {
      name: 'removed by a missing field',
      pipeline: [{ $project: { a: 1, b: 1 } }, { $addFields: { a: '$no' } }],
      expect: [{ _id: 1, b: { c: 2 } }],
    },
    {
      name: 'unset of nested fields',
      pipeline: [{ $unset: ['b.c', 'list.x', 'no'] }],
      expect: [{ _id: 1, a: 1, b: {}, list: [{}, 5] }],
    },
    { name: 'set of nothing', pipeline: [{ $project: { a: 1 } }, { $set: {} }], expect: [{ _id: 1, a: 1 }] },
    {
      name: 'a number is a value here',
      pipeline: [{ $project: { a: 1 } }, { $set: { a: 0 } }],
      expect: [{ _id: 1, a: 0 }],
    },
    { name: 'a field and its part', pipeline: [{ $set: { 'b.c': 1, b: 2 } }], code: 40176 },
    { name: 'nothing to unset', pipeline: [{ $unset: [] }], code: 31119 },
    { name: 'unset of a number', pipeline: [{ $unset: 1 }], code: 31002 },
    { name: 'set of a number', pipeline: [{ $set: 1 }], code: 40272 },
  ],
}

const roots: PipelineTable = {
  about: 'replacing the document',
  docs: [{ _id: 1, inner: { a: 1 }, n: 2, list: [{ a: 1 }] }],
  cases: [
    { name: 'by a part', pipeline: [{ $replaceRoot: { newRoot: '$inner' } }], expect: [{ a: 1 }] },
    { name: 'by what is written', pipeline: [{ $replaceWith: { n: '$n', i: '$inner.a' } }], expect: [{ n: 2, i: 1 }] },
    {
      name: 'with defaults',
      pipeline: [{ $replaceWith: { $mergeObjects: [{ z: 0, a: 0 }, '$inner'] } }],
      expect: [{ z: 0, a: 1 }],
    },
    {
      name: 'with the whole document inside',
      pipeline: [{ $replaceWith: { was: '$$ROOT' } }],
      expect: [{ was: { _id: 1, inner: { a: 1 }, n: 2, list: [{ a: 1 }] } }],
    },
    { name: 'by a number', pipeline: [{ $replaceWith: '$n' }], code: 40228 },
    { name: 'by an array', pipeline: [{ $replaceWith: '$list' }], code: 40228 },
    { name: 'by nothing', pipeline: [{ $replaceRoot: { newRoot: '$no' } }], code: 40228 },
    { name: 'without newRoot', pipeline: [{ $replaceRoot: {} }], code: 40414 },
    { name: 'with something else', pipeline: [{ $replaceRoot: { newRoot: '$inner', x: 1 } }], code: 40415 },
  ],
}

export const shapeTables: readonly PipelineTable[] = [project, set, roots]
