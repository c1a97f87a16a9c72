import { Decimal128, Double, Long } from 'bson'
import type { PipelineTable } from '../support/pipelines.ts'

const long = (value: number | string) => Long.fromString(String(value))
const dec = (text: string) => Decimal128.fromString(text)
const dbl = (value: number) => new Double(value)
const one = (accumulator: object, docs: readonly object[], value: unknown, name: string) => ({
  name,
  docs: docs as Record<string, unknown>[],
  pipeline: [{ $sort: { _id: 1 } }, { $group: { _id: null, r: accumulator } }],
  expect: [{ _id: null, r: value }],
})
const values = (...list: readonly unknown[]) => list.map((v) => ({ v }))

const keys: PipelineTable = {
  about: 'group: the key',
  docs: [
    { _id: 1, organ: 'a', day: 1, n: 1 },
    { _id: 2, organ: 'a', day: 2, n: 2 },
    { _id: 3, organ: 'b', day: 1, n: 3 },
    { _id: 4, organ: null, n: 4 },
    { _id: 5, n: 5 },
  ],
  cases: [
    {
      name: 'by a field; null and missing are one',
      pipeline: [{ $group: { _id: '$organ', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }],
      expect: [
        { _id: null, n: 9 },
        { _id: 'a', n: 3 },
        { _id: 'b', n: 3 },
      ],
    },
    { name: 'all together', pipeline: [{ $group: { _id: null, n: { $sum: 1 } } }], expect: [{ _id: null, n: 5 }] },
    {
      name: 'by two fields',
      pipeline: [
        { $match: { organ: { $ne: null } } },
        { $group: { _id: { o: '$organ', d: '$day' } } },
        { $sort: { '_id.o': 1, '_id.d': 1 } },
      ],
      expect: [{ _id: { o: 'a', d: 1 } }, { _id: { o: 'a', d: 2 } }, { _id: { o: 'b', d: 1 } }],
    },
    {
      name: 'so they are alone in a document',
      pipeline: [{ $match: { organ: null } }, { $group: { _id: { o: '$organ' }, n: { $sum: 1 } } }],
      expect: [{ _id: { o: null }, n: 2 }],
    },
    {
      name: 'among several, null and missing are two',
      pipeline: [
        { $match: { organ: null } },
        { $group: { _id: { o: '$organ', d: '$no' }, n: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ],
      expect: [
        { _id: {}, n: 1 },
        { _id: { o: null }, n: 1 },
      ],
    },
    {
      name: 'numbers of different types are one key',
      docs: values(1, dbl(1), long(1), dec('1.0'), 2),
      pipeline: [{ $group: { _id: '$v', n: { $sum: 1 } } }, { $project: { _id: 0, n: 1 } }, { $sort: { n: 1 } }],
      expect: [{ n: 1 }, { n: 4 }],
    },
    {
      name: 'arrays are keys as a whole',
      docs: values([1, 2], [1, 2], [2, 1]),
      pipeline: [{ $group: { _id: '$v', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      expect: [
        { _id: [1, 2], n: 2 },
        { _id: [2, 1], n: 1 },
      ],
    },
    {
      name: 'documents are keys by the order of their fields',
      docs: values({ a: 1, b: 2 }, { b: 2, a: 1 }),
      pipeline: [{ $group: { _id: '$v' } }, { $count: 'n' }],
      expect: [{ n: 2 }],
    },
    {
      name: 'keys that look alike as text are told apart',
      docs: [
        { a: 'x', b: 'yz' },
        { a: 'xy', b: 'z' },
        { a: '1', b: '' },
        { a: 1, b: '' },
      ],
      pipeline: [{ $group: { _id: { a: '$a', b: '$b' } } }, { $count: 'n' }],
      expect: [{ n: 4 }],
    },
    {
      name: 'by an expression',
      pipeline: [{ $group: { _id: { $gt: ['$n', 2] }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      expect: [
        { _id: false, n: 2 },
        { _id: true, n: 3 },
      ],
    },
    {
      name: 'by a constant document',
      pipeline: [{ $group: { _id: {}, n: { $sum: 1 } } }],
      expect: [{ _id: {}, n: 5 }],
    },
    {
      name: 'by a field through an array',
      docs: [{ l: [{ k: 1 }, { k: 2 }] }],
      pipeline: [{ $group: { _id: '$l.k' } }],
      expect: [{ _id: [1, 2] }],
    },
    {
      name: 'of nothing there is no group',
      pipeline: [{ $match: { n: 99 } }, { $group: { _id: null, n: { $sum: 1 } } }],
      expect: [],
    },
    {
      name: 'by organ and day of Shanghai, with conditions',
      docs: [
        { organ: 'a', at: new Date('2025-03-09T15:59:59Z'), solved: true },
        { organ: 'a', at: new Date('2025-03-09T16:00:00Z'), solved: false },
        { organ: 'a', at: new Date('2025-03-10T15:59:59Z'), solved: true },
      ],
      pipeline: [
        {
          $group: {
            _id: { organ: '$organ', day: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Asia/Shanghai' } } },
            total: { $sum: 1 },
            solved: { $sum: { $cond: ['$solved', 1, 0] } },
          },
        },
        { $sort: { '_id.day': 1 } },
      ],
      expect: [
        { _id: { organ: 'a', day: new Date('2025-03-08T16:00:00Z') }, total: 1, solved: 1 },
        { _id: { organ: 'a', day: new Date('2025-03-09T16:00:00Z') }, total: 2, solved: 1 },
      ],
    },
    { name: 'without an _id', pipeline: [{ $group: { n: { $sum: 1 } } }], code: 15955 },
    { name: 'a field with a dot', pipeline: [{ $group: { _id: null, 'a.b': { $sum: 1 } } }], code: 40235 },
    { name: 'a field that is no accumulator', pipeline: [{ $group: { _id: null, n: '$n' } }], code: 40234 },
    { name: 'two accumulators in one', pipeline: [{ $group: { _id: null, n: { $sum: 1, $avg: 1 } } }], code: 40238 },
    { name: 'an unknown accumulator', pipeline: [{ $group: { _id: null, n: { $total: 1 } } }], code: 15952 },
    {
      name: 'an expression that is no accumulator',
      pipeline: [{ $group: { _id: null, n: { $add: [1] } } }],
      code: 15952,
    },
    { name: 'several arguments', pipeline: [{ $group: { _id: null, n: { $sum: ['$a', '$b'] } } }], code: 40237 },
  ],
}

const sums: PipelineTable = {
  about: 'group: sums and averages',
  docs: [],
  cases: [
    one({ $sum: '$v' }, values(1, 2, 3), 6, 'ints'),
    one({ $sum: '$v' }, values(1, long(2)), long(3), 'a long among ints'),
    one({ $sum: '$v' }, values(1, dbl(2)), dbl(3), 'a double among ints'),
    one({ $sum: '$v' }, values(1, dec('0.10')), dec('1.10'), 'a decimal among ints'),
    one({ $sum: '$v' }, values(2147483647, 1), long(2147483648), 'ints beyond 32 bits'),
    one({ $sum: '$v' }, values(Long.MAX_VALUE, 1), dbl(9223372036854775808), 'longs beyond 64 bits'),
    one({ $sum: '$v' }, values(Long.MAX_VALUE, 1, -1), Long.MAX_VALUE, 'but not in between'),
    one(
      { $sum: '$v' },
      Array.from({ length: 10 }, () => ({ v: 0.1 })),
      dbl(1),
      'doubles keep what each addition loses',
    ),
    one({ $sum: '$v' }, values(1e100, 1, -1e100), dbl(1), 'great doubles do not swallow small ones'),
    one({ $sum: '$v' }, values(Infinity, 1), Infinity, 'infinity'),
    one({ $sum: '$v' }, values('x', null, true, [5]), 0, 'nothing that is a number'),
    one({ $sum: '$no' }, values(1), 0, 'a missing field'),
    one({ $avg: '$v' }, values(1, 2), 1.5, 'average of ints'),
    one({ $avg: '$v' }, values(long(2), 4), dbl(3), 'average of longs'),
    one({ $avg: '$v' }, values(dec('1'), dec('2')), dec('1.5'), 'average of decimals'),
    one({ $avg: '$v' }, values(1, 'x', null, 2), 1.5, 'average of what are numbers'),
    one({ $avg: '$v' }, values('x'), null, 'average of none'),
    one({ $count: {} }, values(1, null), 2, 'count'),
    { name: 'count of something', pipeline: [{ $group: { _id: null, n: { $count: '$v' } } }], code: 9 },
  ],
}

const gathered: PipelineTable = {
  about: 'group: values',
  docs: [],
  cases: [
    one({ $min: '$v' }, values(3, null, 1, 'a'), 1, 'least, without null'),
    one({ $max: '$v' }, values(3, null, 1, 'a'), 'a', 'greatest of all types'),
    one({ $min: '$no' }, values(1), null, 'least of none'),
    one({ $max: '$v' }, values([1], [0, 9]), [1], 'arrays are compared as a whole'),
    one({ $first: '$v' }, values(7, 8), 7, 'first'),
    one({ $last: '$v' }, values(7, 8), 8, 'last'),
    one({ $first: '$v' }, [{}, { v: 8 }], null, 'first where it is missing'),
    one({ $push: '$v' }, values(1, null, 1), [1, null, 1], 'push'),
    one({ $push: '$v' }, [{ v: 1 }, {}, { v: 2 }], [1, 2], 'push passes over missing fields'),
    one({ $push: { a: '$v', b: '$no' } }, values(1), [{ a: 1 }], 'push of documents'),
    one({ $push: '$$ROOT.v' }, values(1), [1], 'push of a part of the whole'),
    one({ $addToSet: '$v' }, values(1, dbl(1), long(1)), [1], 'each value once'),
    one({ $mergeObjects: '$v' }, values({ a: 1 }, null, { a: 2, b: 3 }), { a: 2, b: 3 }, 'merged'),
    one({ $addToSet: '$no' }, values(1), [], 'a set of missing fields'),
    {
      name: 'merging a number',
      docs: values(1),
      pipeline: [{ $group: { _id: null, r: { $mergeObjects: '$v' } } }],
      code: 40400,
    },
  ],
}

export const groupTables: readonly PipelineTable[] = [keys, sums, gathered]
