import { Decimal128, Long } from 'bson'
import type { PipelineTable } from '../support/pipelines.ts'

const n = (value: number) => Long.fromNumber(value)

const order: PipelineTable = {
  about: 'match, sort, skip, limit, count',
  docs: [
    { _id: 1, organ: 'b', n: 3 },
    { _id: 2, organ: 'a', n: 1 },
    { _id: 3, organ: 'a', n: 2 },
    { _id: 4, n: null },
    { _id: 5, organ: 'c' },
  ],
  cases: [
    { name: 'nothing to do', pipeline: [{ $sort: { _id: -1 } }, { $limit: 1 }], expect: [{ _id: 5, organ: 'c' }] },
    { name: 'an empty match', pipeline: [{ $match: {} }, { $count: 'n' }], expect: [{ n: 5 }] },
    {
      name: 'two matches in a row',
      pipeline: [{ $match: { organ: 'a' } }, { $match: { n: { $gt: 1 } } }],
      expect: [{ _id: 3, organ: 'a', n: 2 }],
    },
    {
      name: 'a match after the sort',
      pipeline: [{ $sort: { n: -1 } }, { $match: { organ: 'a' } }, { $project: { _id: 1 } }],
      expect: [{ _id: 3 }, { _id: 2 }],
    },
    {
      name: 'a match after the limit sees what is left',
      pipeline: [{ $sort: { _id: 1 } }, { $limit: 2 }, { $match: { organ: 'a' } }],
      expect: [{ _id: 2, organ: 'a', n: 1 }],
    },
    {
      name: 'sort by two fields',
      pipeline: [{ $sort: { organ: -1, n: -1 } }, { $project: { _id: 1 } }],
      expect: [{ _id: 5 }, { _id: 1 }, { _id: 3 }, { _id: 2 }, { _id: 4 }],
    },
    {
      name: 'null and missing sort alike',
      pipeline: [{ $sort: { n: 1, _id: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }],
      expect: [{ _id: 5 }, { _id: 4 }],
    },
    {
      name: 'skip then limit',
      pipeline: [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
      expect: [{ _id: 2 }, { _id: 3 }],
    },
    {
      name: 'limit then skip',
      pipeline: [{ $sort: { _id: 1 } }, { $limit: 3 }, { $skip: 2 }, { $project: { _id: 1 } }],
      expect: [{ _id: 3 }],
    },
    {
      name: 'the lesser limit counts',
      pipeline: [{ $sort: { _id: 1 } }, { $limit: 3 }, { $limit: 1 }, { $project: { _id: 1 } }],
      expect: [{ _id: 1 }],
    },
    {
      name: 'the last sort counts',
      pipeline: [{ $sort: { _id: 1 } }, { $sort: { organ: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
      expect: [{ _id: 5 }],
    },
    {
      name: 'sort and limit in the middle',
      pipeline: [
        { $set: { m: { $multiply: ['$n', -1] } } },
        { $match: { n: { $ne: null } } },
        { $sort: { m: 1 } },
        { $skip: 1 },
        { $limit: 1 },
      ],
      expect: [{ _id: 3, organ: 'a', n: 2, m: -2 }],
    },
    { name: 'skip beyond the end', pipeline: [{ $skip: 10 }], expect: [] },
    {
      name: 'the count of nothing is no document',
      pipeline: [{ $match: { organ: 'z' } }, { $count: 'n' }],
      expect: [],
    },
    {
      name: 'match with $expr',
      pipeline: [
        { $match: { $expr: { $eq: ['$_id', { $add: ['$n', 1] }] } } },
        { $project: { _id: 1 } },
        { $sort: { _id: 1 } },
      ],
      expect: [{ _id: 2 }, { _id: 3 }],
    },
    { name: 'a limit of none', pipeline: [{ $limit: 0 }], code: 15958 },
    { name: 'a skip below zero', pipeline: [{ $skip: -1 }], code: 5107200 },
    { name: 'a sort by nothing', pipeline: [{ $sort: {} }], code: 15976 },
    { name: 'a count with a dollar', pipeline: [{ $count: '$n' }], code: 40158 },
    { name: 'a count without a name', pipeline: [{ $count: '' }], code: 40157 },
    { name: 'a match that is no document', pipeline: [{ $match: 1 }], code: 15959 },
    { name: 'an unknown stage', pipeline: [{ $matsch: {} }], code: 40324 },
    { name: 'a stage named like a JavaScript thing', pipeline: [{ constructor: {} }], code: 40324 },
    { name: 'two stages in one', pipeline: [{ $match: {}, $limit: 1 }], code: 40323 },
  ],
}

const unwind: PipelineTable = {
  about: 'unwind',
  docs: [
    { _id: 1, v: [10, 20] },
    { _id: 2, v: [] },
    { _id: 3, v: null },
    { _id: 4 },
    { _id: 5, v: 7 },
    { _id: 6, v: [[1, 2]] },
  ],
  cases: [
    {
      name: 'one document for each element',
      pipeline: [{ $unwind: '$v' }, { $sort: { _id: 1 } }],
      expect: [
        { _id: 1, v: 10 },
        { _id: 1, v: 20 },
        { _id: 5, v: 7 },
        { _id: 6, v: [1, 2] },
      ],
    },
    {
      name: 'keeping those without',
      pipeline: [
        { $match: { _id: { $in: [2, 3, 4] } } },
        { $unwind: { path: '$v', preserveNullAndEmptyArrays: true } },
        { $sort: { _id: 1 } },
      ],
      expect: [{ _id: 2 }, { _id: 3, v: null }, { _id: 4 }],
    },
    {
      name: 'with positions',
      pipeline: [
        { $unwind: { path: '$v', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } },
        { $sort: { _id: 1, at: 1 } },
      ],
      expect: [
        { _id: 1, v: 10, at: n(0) },
        { _id: 1, v: 20, at: n(1) },
        { _id: 2, at: null },
        { _id: 3, v: null, at: null },
        { _id: 4, at: null },
        { _id: 5, v: 7, at: null },
        { _id: 6, v: [1, 2], at: n(0) },
      ],
    },
    {
      name: 'a nested path',
      docs: [{ _id: 1, a: { b: [1, 2], c: 3 } }],
      pipeline: [{ $unwind: '$a.b' }],
      expect: [
        { _id: 1, a: { b: 1, c: 3 } },
        { _id: 1, a: { b: 2, c: 3 } },
      ],
    },
    {
      name: 'a path through an array leads nowhere',
      docs: [{ _id: 1, a: [{ b: [1] }] }],
      pipeline: [{ $unwind: '$a.b' }],
      expect: [],
    },
    {
      name: 'a position put deeper',
      docs: [{ _id: 1, v: [5] }],
      pipeline: [{ $unwind: { path: '$v', includeArrayIndex: 'm.at' } }],
      expect: [{ _id: 1, v: 5, m: { at: n(0) } }],
    },
    { name: 'unwound and counted', pipeline: [{ $unwind: '$v' }, { $count: 'n' }], expect: [{ n: 4 }] },
    {
      name: 'the documents of an array',
      docs: [
        {
          _id: 1,
          v: [
            { k: 'a', w: 1 },
            { k: 'b', w: 2 },
          ],
        },
      ],
      pipeline: [{ $unwind: '$v' }, { $group: { _id: '$v.k' } }],
      expect: [{ _id: 'a' }, { _id: 'b' }],
      anyOrder: true,
    },
    { name: 'without a dollar', pipeline: [{ $unwind: 'v' }], code: 28818 },
    { name: 'without a path', pipeline: [{ $unwind: { includeArrayIndex: 'i' } }], fails: true },
    { name: 'an unknown option', pipeline: [{ $unwind: { path: '$v', index: 'i' } }], fails: true },
    { name: 'a position with a dollar', pipeline: [{ $unwind: { path: '$v', includeArrayIndex: '$i' } }], code: 28822 },
    {
      name: 'keeping, but not yes or no',
      pipeline: [{ $unwind: { path: '$v', preserveNullAndEmptyArrays: 1 } }],
      code: 28809,
    },
  ],
}

const facets: PipelineTable = {
  about: 'facet',
  docs: [
    { _id: 1, n: 1, k: 'a' },
    { _id: 2, n: 2, k: 'b' },
    { _id: 3, n: 3, k: 'a' },
  ],
  cases: [
    {
      name: 'several answers at once',
      pipeline: [
        { $match: { n: { $gt: 0 } } },
        {
          $facet: {
            total: [{ $count: 'n' }],
            page: [{ $sort: { _id: -1 } }, { $limit: 1 }],
            kinds: [{ $group: { _id: '$k', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }],
          },
        },
      ],
      expect: [
        {
          total: [{ n: 3 }],
          page: [{ _id: 3, n: 3, k: 'a' }],
          kinds: [
            { _id: 'a', n: 4 },
            { _id: 'b', n: 2 },
          ],
        },
      ],
    },
    {
      name: 'over nothing',
      pipeline: [{ $match: { n: 9 } }, { $facet: { total: [{ $count: 'n' }], all: [{ $match: {} }] } }],
      expect: [{ total: [], all: [] }],
    },
    {
      name: 'an answer with no stages',
      docs: [{ _id: 1 }],
      pipeline: [{ $facet: { all: [] } }],
      expect: [{ all: [{ _id: 1 }] }],
    },
    {
      name: 'and on from there',
      pipeline: [{ $facet: { a: [{ $count: 'n' }] } }, { $replaceWith: { n: { $first: '$a.n' } } }],
      expect: [{ n: 3 }],
    },
    { name: 'facet in facet', pipeline: [{ $facet: { a: [{ $facet: { b: [] } }] } }], code: 40600 },
    { name: 'no answers at all', pipeline: [{ $facet: {} }], code: 40169 },
    { name: 'an unknown stage within', pipeline: [{ $facet: { a: [{ $x: 1 }] } }], code: 40324 },
  ],
}

const expressions = [
  '$allElementsTrue $arrayToObject $bsonSize $convert $dateFromParts $dateFromString $exp $firstN $function $getField',
  '$indexOfArray $indexOfBytes $ln $log $ltrim $objectToArray $percentile $pow $rand $regexFind $regexFindAll',
  '$setField $setUnion $sin $sortArray $sqrt $stdDevPop $strLenBytes $strcasecmp $substrBytes $toBool $toDate',
  '$toDecimal $toDouble $toInt $toLong $toObjectId $toString $zip',
].flatMap((line) => line.split(' '))
const accumulators = ['$firstN', '$maxN', '$median', '$stdDevPop', '$topN']

/** What the embedded store has not; a real server has most of it, so these run against the store alone. */
export const pipelineRefusals: PipelineTable = {
  about: 'stages and expressions the store refuses by name',
  docs: [{ _id: 1 }],
  cases: [
    ...[
      '$bucket',
      '$bucketAuto',
      '$graphLookup',
      '$unionWith',
      '$setWindowFields',
      '$out',
      '$sample',
      '$redact',
      '$sortByCount',
      '$densify',
      '$search',
    ].map((stage) => ({ name: stage, pipeline: [{ [stage]: {} }], code: 115 })),
    { name: '$lookup with a pipeline', pipeline: [{ $lookup: { from: 'x', pipeline: [], as: 'y' } }], code: 115 },
    { name: '$merge with a pipeline', pipeline: [{ $merge: { into: 'x', whenMatched: [] } }], code: 115 },
    { name: '$merge into another database', pipeline: [{ $merge: { into: { db: 'other', coll: 'x' } } }], code: 115 },
    ...expressions.map((name) => ({
      name,
      pipeline: [{ $replaceWith: { r: { [name]: {} } } }],
      code: 115,
    })),
    ...['$mod', '$round', '$trunc', '$ceil', '$floor', '$abs'].map((name) => ({
      name: `${name} of decimals`,
      pipeline: [{ $replaceWith: { r: { [name]: [Decimal128.fromString('1.5'), ...(name === '$mod' ? [2] : [])] } } }],
      code: 115,
    })),
    {
      name: '$filter with a limit',
      pipeline: [{ $set: { r: { $filter: { input: [1], cond: true, limit: 1 } } } }],
      code: 115,
    },
    {
      name: 'a computed expression',
      pipeline: [{ $set: { r: { $regexMatch: { input: 'a', regex: '$b' } } } }],
      code: 115,
    },
    {
      name: 'a computed zone',
      pipeline: [{ $set: { r: { $dateTrunc: { date: '$$NOW', unit: 'day', timezone: '$zone' } } } }],
      code: 115,
    },
    { name: 'a number as text', pipeline: [{ $set: { r: { $toLower: 1 } } }], code: 115 },
    {
      name: 'another $$CURRENT',
      pipeline: [{ $replaceWith: { r: { $let: { vars: { CURRENT: '$a' }, in: '$b' } } } }],
      code: 115,
    },
    {
      name: '$lookup by an expression',
      docs: [{ _id: 1, a: /x/ }],
      pipeline: [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }],
      code: 115,
    },
    { name: '$$CLUSTER_TIME', pipeline: [{ $replaceWith: { r: '$$CLUSTER_TIME' } }], code: 115 },
    ...accumulators.map((name) => ({
      name: `${name} in a group`,
      pipeline: [{ $group: { _id: null, m: { [name]: '$n' } } }],
      code: 115,
    })),
  ],
}

export const stageTables: readonly PipelineTable[] = [order, unwind, facets]
