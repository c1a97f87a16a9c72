import { Double, Long } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const elements: ExpressionTable = {
  about: 'elements of arrays',
  doc: { list: [10, 20, 30, 40], empty: [], nothing: null, n: 1 },
  cases: [
    { name: 'size', expression: { $size: '$list' }, value: 4 },
    { name: 'size of what is not there', expression: { $size: '$no' }, code: 17124 },
    { name: 'element by position', expression: { $arrayElemAt: ['$list', 1] }, value: 20 },
    { name: 'from the end', expression: { $arrayElemAt: ['$list', -1] }, value: 40 },
    { name: 'beyond the end', expression: { $arrayElemAt: ['$list', 9] }, missing: true },
    {
      name: 'a position that is a double but whole',
      expression: { $arrayElemAt: ['$list', new Double(2)] },
      value: 30,
    },
    { name: 'a position that is not whole', expression: { $arrayElemAt: ['$list', 1.5] }, code: 28691 },
    { name: 'of null', expression: { $arrayElemAt: ['$nothing', 0] }, value: null },
    { name: 'of a number', expression: { $arrayElemAt: ['$n', 0] }, code: 28689 },
    { name: 'first', expression: { $first: '$list' }, value: 10 },
    { name: 'last', expression: { $last: '$list' }, value: 40 },
    { name: 'first of none', expression: { $first: '$empty' }, missing: true },
    { name: 'the first two', expression: { $slice: ['$list', 2] }, value: [10, 20] },
    { name: 'the last two', expression: { $slice: ['$list', -2] }, value: [30, 40] },
    { name: 'two from a position', expression: { $slice: ['$list', 1, 2] }, value: [20, 30] },
    { name: 'two from a position near the end', expression: { $slice: ['$list', -3, 2] }, value: [20, 30] },
    { name: 'from before the beginning', expression: { $slice: ['$list', -9, 2] }, value: [10, 20] },
    { name: 'a slice of none', expression: { $slice: ['$list', 1, 0] }, code: 28729 },
    { name: 'a slice of null', expression: { $slice: ['$nothing', 1] }, value: null },
    { name: 'in', expression: { $in: [Long.fromNumber(20), '$list'] }, value: true },
    { name: 'not in', expression: { $in: [[10], '$list'] }, value: false },
    { name: 'in null', expression: { $in: [1, '$nothing'] }, code: 40081 },
    { name: 'is an array', expression: { $isArray: '$list' }, value: true },
    { name: 'is no array', expression: { $isArray: ['$n'] }, value: false },
  ],
}

const building: ExpressionTable = {
  about: 'making arrays',
  doc: { a: [1, 2], b: [3], nothing: null, rows: [{ v: 3 }, { v: 1, w: 1 }, { w: 2 }, { v: 1, w: 2 }] },
  cases: [
    { name: 'one after the other', expression: { $concatArrays: ['$a', '$b', [4]] }, value: [1, 2, 3, 4] },
    { name: 'with null', expression: { $concatArrays: ['$a', '$nothing'] }, value: null },
    { name: 'with a number', expression: { $concatArrays: ['$a', 1] }, code: 28664 },
    { name: 'reversed', expression: { $reverseArray: '$a' }, value: [2, 1] },
    { name: 'range', expression: { $range: [0, 5, 2] }, value: [0, 2, 4] },
    { name: 'range backwards', expression: { $range: [3, 0, -1] }, value: [3, 2, 1] },
    { name: 'range to nowhere', expression: { $range: [3, 0] }, value: [] },
    { name: 'range without a step', expression: { $range: [0, 3, 0] }, code: 34449 },
  ],
}

const loops: ExpressionTable = {
  about: 'over the elements of arrays',
  doc: { list: [1, 2, 3, 4], rows: [{ n: 1 }, { n: 5 }, {}], nothing: null, factor: 10 },
  cases: [
    {
      name: 'map',
      expression: { $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', '$factor'] } } },
      value: [10, 20, 30, 40],
    },
    {
      name: 'map names its element this',
      expression: { $map: { input: '$rows', in: '$$this.n' } },
      value: [1, 5, null],
    },
    { name: 'map over null', expression: { $map: { input: '$nothing', in: 1 } }, value: null },
    { name: 'map over a number', expression: { $map: { input: '$factor', in: 1 } }, code: 16883 },
    {
      name: 'map in map',
      expression: {
        $map: { input: [1, 2], as: 'a', in: { $map: { input: [10, 20], as: 'b', in: { $add: ['$$a', '$$b'] } } } },
      },
      value: [
        [11, 21],
        [12, 22],
      ],
    },
    { name: 'filter', expression: { $filter: { input: '$list', as: 'x', cond: { $gt: ['$$x', 2] } } }, value: [3, 4] },
    { name: 'filter of null', expression: { $filter: { input: '$nothing', cond: true } }, value: null },
    {
      name: 'reduce',
      expression: { $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
      value: 10,
    },
    {
      name: 'reduce to a document',
      expression: {
        $reduce: { input: '$list', initialValue: { n: 0 }, in: { n: { $add: ['$$value.n', 1] }, last: '$$this' } },
      },
      value: { n: 4, last: 4 },
    },
    { name: 'reduce over null', expression: { $reduce: { input: '$nothing', initialValue: 0, in: 1 } }, value: null },
    {
      name: 'reduce over a number',
      expression: { $reduce: { input: '$factor', initialValue: 0, in: 1 } },
      code: 40080,
    },
  ],
}

const objects: ExpressionTable = {
  about: 'documents',
  doc: { inner: { a: 1, b: 2 }, other: { b: 3 }, nothing: null, dotted: { 'x.y': 1 } },
  cases: [
    {
      name: 'merged',
      expression: { $mergeObjects: ['$inner', '$other', '$nothing', { c: 4 }] },
      value: { a: 1, b: 3, c: 4 },
    },
    { name: 'merged with null alone', expression: { $mergeObjects: '$nothing' }, value: {} },
    { name: 'merged with a number', expression: { $mergeObjects: ['$inner', 1] }, code: 40400 },
  ],
}

export const arrayTables: readonly ExpressionTable[] = [elements, building, loops, objects]
