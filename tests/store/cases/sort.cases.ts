import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import type { FindTable } from '../support/tables.ts'

const brackets: FindTable = {
  about: 'order of the types',
  docs: [
    { _id: 1, v: new MaxKey() },
    { _id: 2, v: new BSONRegExp('a') },
    { _id: 3, v: new Timestamp({ t: 1, i: 1 }) },
    { _id: 4, v: new Date(0) },
    { _id: 5, v: true },
    { _id: 6, v: false },
    { _id: 7, v: new ObjectId('000000000000000000000001') },
    { _id: 8, v: new Binary(Buffer.from('a')) },
    { _id: 9, v: { a: 1 } },
    { _id: 10, v: 'a' },
    { _id: 11, v: 5 },
    { _id: 12, v: Number.NaN },
    { _id: 13, v: null },
    { _id: 14, v: new MinKey() },
  ],
  cases: [
    { name: 'ascending', sort: { v: 1 }, ids: [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1] },
    { name: 'descending', sort: { v: -1 }, ids: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] },
    {
      name: 'a direction may be a long or a double',
      sort: { v: Long.fromNumber(1), _id: new Double(1) },
      ids: [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    },
  ],
}

const values: FindTable = {
  about: 'order of values',
  docs: [
    { _id: 1, n: 2, s: 'b' },
    { _id: 2, n: Long.fromNumber(1), s: 'a' },
    { _id: 3, n: Decimal128.fromString('1.5'), s: 'B' },
    { _id: 4, n: -Infinity, s: 'ab' },
    { _id: 5, n: Long.fromString('9007199254740993'), s: '' },
    { _id: 6, n: new Double(9007199254740992), s: '街' },
    { _id: 7, s: '\u{1F600}' },
    { _id: 8, n: null, s: '\uFF5E' },
  ],
  cases: [
    { name: 'numbers of all types', sort: { n: 1, _id: 1 }, ids: [7, 8, 4, 2, 3, 1, 6, 5] },
    { name: 'strings by UTF-8', sort: { s: 1 }, ids: [5, 3, 2, 4, 1, 6, 8, 7] },
    { name: 'missing counts as null', sort: { n: -1, _id: -1 }, ids: [5, 6, 1, 3, 2, 4, 8, 7] },
    { name: 'with a filter', filter: { n: { $gt: 1 } }, sort: { n: -1 }, ids: [5, 6, 1, 3] },
  ],
}

const lists: FindTable = {
  about: 'order of arrays',
  docs: [
    { _id: 1, a: [3, 7] },
    { _id: 2, a: 5 },
    { _id: 3, a: [] },
    { _id: 4, a: [9, 1] },
    { _id: 5 },
    { _id: 6, a: [[2, 4]] },
    { _id: 7, a: null },
  ],
  cases: [
    { name: 'ascending by the least element; empty before null', sort: { a: 1, _id: 1 }, ids: [3, 5, 7, 4, 1, 2, 6] },
    { name: 'descending by the greatest element', sort: { a: -1, _id: 1 }, ids: [6, 4, 1, 2, 5, 7, 3] },
  ],
}

const parts: FindTable = {
  about: 'order by several keys and parts',
  docs: [
    {
      _id: 1,
      d: { k: 1, m: 5 },
      r: [
        { x: 1, y: 5 },
        { x: 2, y: 1 },
      ],
    },
    { _id: 2, d: { k: 1, m: 3 }, r: [{ x: 1, y: 2 }] },
    { _id: 3, d: { k: 2, m: 1 }, r: [{ x: 3, y: 0 }] },
    { _id: 4, d: { m: 4 }, r: [] },
    { _id: 5, d: 7 },
  ],
  cases: [
    { name: 'two keys', sort: { 'd.k': 1, 'd.m': 1 }, ids: [5, 4, 2, 1, 3] },
    { name: 'two directions', sort: { 'd.k': -1, 'd.m': 1 }, ids: [3, 2, 1, 5, 4] },
    { name: 'whole documents', sort: { d: 1 }, ids: [5, 2, 1, 3, 4] },
    { name: 'through an array: the least element', sort: { 'r.y': 1, _id: 1 }, ids: [4, 5, 3, 1, 2] },
    { name: 'through an array: the greatest element', sort: { 'r.y': -1, _id: 1 }, ids: [1, 2, 3, 4, 5] },
    { name: 'two keys through one array go together', sort: { 'r.x': 1, 'r.y': 1, _id: 1 }, ids: [4, 5, 2, 1, 3] },
  ],
}

export const sorts = [brackets, values, lists, parts]
