// MongoDB's own word in $cond and $switch.
// oxlint-disable unicorn/no-thenable
import { Decimal128, Double, Long } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const comparison: ExpressionTable = {
  about: 'comparing',
  doc: { a: 1, b: 2, nothing: null, text: 'b', list: [1, 2], inner: { x: 1, y: 2 } },
  cases: [
    { name: 'numbers of different types', expression: { $eq: ['$a', Long.fromNumber(1)] }, value: true },
    { name: 'a decimal and a double', expression: { $eq: [Decimal128.fromString('2.50'), 2.5] }, value: true },
    { name: 'a number is less than a string', expression: { $lt: ['$b', '$text'] }, value: true },
    { name: 'null is less than a number', expression: { $lt: ['$nothing', 0] }, value: true },
    { name: 'a missing field is less than null', expression: { $lt: ['$no', '$nothing'] }, value: true },
    { name: 'and not equal to it', expression: { $eq: ['$no', null] }, value: false },
    { name: 'two missing fields are equal', expression: { $eq: ['$no', '$none'] }, value: true },
    { name: 'an array is compared as a whole', expression: { $eq: ['$list', 1] }, value: false },
    { name: 'array with array', expression: { $gt: ['$list', [1, 1, 9]] }, value: true },
    { name: 'documents by the order of their fields', expression: { $eq: ['$inner', { y: 2, x: 1 }] }, value: false },
    { name: 'documents that are the same', expression: { $eq: ['$inner', { x: 1, y: 2 }] }, value: true },
    { name: 'cmp gives -1', expression: { $cmp: ['$a', '$b'] }, value: -1 },
    { name: 'cmp gives 0', expression: { $cmp: ['$a', 1] }, value: 0 },
    { name: 'cmp gives 1', expression: { $cmp: [true, 'x'] }, value: 1 },
    { name: 'not equal', expression: { $ne: ['$a', '$b'] }, value: true },
    { name: 'greater or equal', expression: { $gte: ['$b', 2] }, value: true },
    { name: 'less or equal', expression: { $lte: ['$b', 1] }, value: false },
    { name: 'takes two', expression: { $eq: ['$a'] }, code: 16020 },
  ],
}

const logic: ExpressionTable = {
  about: 'true and false',
  doc: { yes: true, no: false, zero: 0, nothing: null, text: '', list: [] },
  cases: [
    { name: 'all true', expression: { $and: ['$yes', 1, 'x'] }, value: true },
    { name: 'zero is false', expression: { $and: ['$yes', '$zero'] }, value: false },
    {
      name: 'so is a zero of another type',
      expression: { $or: [new Double(0), Decimal128.fromString('0.00')] },
      value: false,
    },
    { name: 'so are null and a missing field', expression: { $or: ['$nothing', '$missing'] }, value: false },
    { name: 'an empty string is true', expression: { $and: ['$text'] }, value: true },
    { name: 'an empty array is true', expression: { $and: ['$list'] }, value: true },
    { name: 'nothing is true of all', expression: { $and: [] }, value: true },
    { name: 'nothing is not true of any', expression: { $or: [] }, value: false },
    { name: 'not', expression: { $not: ['$no'] }, value: true },
    { name: 'not without brackets', expression: { $not: '$yes' }, value: false },
    {
      name: 'and looks no further than it must',
      expression: { $and: ['$no', { $divide: ['$zero', '$zero'] }] },
      value: false,
    },
  ],
}

const conditions: ExpressionTable = {
  about: 'conditions',
  doc: { n: 5, nothing: null, list: [1] },
  cases: [
    { name: 'cond as a list', expression: { $cond: [{ $gt: ['$n', 3] }, 'many', 'few'] }, value: 'many' },
    {
      name: 'cond by names',
      expression: { $cond: { if: { $gt: ['$n', 9] }, then: 'many', else: 'few' } },
      value: 'few',
    },
    {
      name: 'the branch not taken does not matter',
      expression: { $cond: ['$n', 1, { $divide: ['$n', '$nothing.x'] }] },
      value: 1,
    },
    { name: 'cond without else', expression: { $cond: { if: true, then: 1 } }, fails: true },
    { name: 'cond with two parts', expression: { $cond: [true, 1] }, code: 16020 },
    { name: 'the first that is not null', expression: { $ifNull: ['$nothing', '$no', '$n', 9] }, value: 5 },
    { name: 'else the last', expression: { $ifNull: ['$nothing', 'none'] }, value: 'none' },
    { name: 'the last may be missing', expression: { $ifNull: ['$nothing', '$no'] }, missing: true },
    { name: 'ifNull of one', expression: { $ifNull: ['$n'] }, fails: true },
    {
      name: 'switch takes the first case that is true',
      expression: {
        $switch: {
          branches: [
            { case: { $lt: ['$n', 3] }, then: 'small' },
            { case: { $lt: ['$n', 6] }, then: 'middling' },
            { case: true, then: 'big' },
          ],
        },
      },
      value: 'middling',
    },
    {
      name: 'switch falls back',
      expression: { $switch: { branches: [{ case: '$nothing', then: 1 }], default: 'else' } },
      value: 'else',
    },
    {
      name: 'switch without a match',
      expression: { $switch: { branches: [{ case: '$nothing', then: 1 }] } },
      code: 40066,
    },
    { name: 'switch without branches', expression: { $switch: { branches: [] } }, code: 40068 },
  ],
}

const variables: ExpressionTable = {
  about: 'variables, paths and literals',
  doc: {
    _id: 1,
    n: 5,
    inner: { x: 1, deep: { y: 2 } },
    rows: [{ k: 1, sub: [{ z: 1 }, { z: 2 }] }, { k: 2 }, 7, { k: 3, sub: { z: 3 } }, [{ k: 9 }]],
  },
  cases: [
    {
      name: 'let binds',
      expression: { $let: { vars: { a: '$n', b: 2 }, in: { $multiply: ['$$a', '$$b'] } } },
      value: 10,
    },
    {
      name: 'variables of one let do not see each other',
      expression: { $let: { vars: { n: 1 }, in: { $let: { vars: { n: 2, m: '$$n' }, in: ['$$n', '$$m'] } } } },
      value: [2, 1],
    },
    { name: 'a path below a variable', expression: { $let: { vars: { i: '$inner' }, in: '$$i.deep.y' } }, value: 2 },
    { name: 'an unknown variable', expression: '$$nobody', code: 17276 },
    { name: 'a variable with a capital', expression: { $let: { vars: { Big: 1 }, in: 1 } }, code: 16867 },
    { name: 'ROOT is the whole document', expression: '$$ROOT.inner.x', value: 1 },
    { name: 'so is CURRENT', expression: { $eq: ['$$CURRENT', '$$ROOT'] }, value: true },
    { name: 'REMOVE is nothing', expression: { $cond: [true, '$$REMOVE', 1] }, missing: true },
    { name: 'NOW is one instant', expression: { $eq: ['$$NOW', '$$NOW'] }, value: true },
    { name: 'a literal', expression: { $literal: { $add: ['$n', 1] } }, value: { $add: ['$n', 1] } },
    { name: 'a literal string with a dollar', expression: { $literal: '$n' }, value: '$n' },
    { name: 'a nested field', expression: '$inner.deep.y', value: 2 },
    { name: 'a field of something that is no document', expression: '$n.x', missing: true },
    { name: 'through an array: what its documents have', expression: '$rows.k', value: [1, 2, 3] },
    { name: 'through arrays in arrays', expression: '$rows.sub.z', value: [[1, 2], 3] },
    { name: 'a number is no position', expression: '$rows.0', value: [] },
    {
      name: 'a document of expressions',
      expression: { a: '$n', b: { c: { $add: ['$n', 1] } }, d: '$no' },
      value: { a: 5, b: { c: 6 } },
    },
    { name: 'in an array, missing is null', expression: ['$n', '$no'], value: [5, null] },
    { name: 'an empty path', expression: '$', code: 16872 },
    { name: 'a path with an empty name', expression: '$a..b', code: 15998 },
    { name: 'two operators in one', expression: { $add: [1], $subtract: [2, 1] }, code: 15983 },
    { name: 'a dotted field name', expression: { 'a.b': 1 }, code: 16412 },
    {
      name: 'fields named as JavaScript things',
      doc: { _id: 1, constructor: { name: 'x' } },
      expression: '$constructor.name',
      value: 'x',
    },
    { name: 'and not there', expression: '$constructor', missing: true },
    { name: 'nor is the prototype', expression: '$__proto__.toString', missing: true },
  ],
}

export const logicTables: readonly ExpressionTable[] = [comparison, logic, conditions, variables]
