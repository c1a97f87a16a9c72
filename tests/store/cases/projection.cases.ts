import { Long } from 'bson'
import type { FindTable } from '../support/tables.ts'

const one = { _id: 1, a: 1, b: 'x', c: { d: 1, e: 2, f: { g: 3 } }, l: [1, 2, 3, 4] }

const single: FindTable = {
  about: 'projection of one document',
  docs: [one],
  cases: [
    { name: 'nothing asked: all', projection: {}, docs: [one] },
    { name: 'inclusion keeps _id', projection: { a: 1 }, docs: [{ _id: 1, a: 1 }] },
    { name: 'inclusion without _id', projection: { a: 1, _id: 0 }, docs: [{ a: 1 }] },
    { name: 'only _id', projection: { _id: 1 }, docs: [{ _id: 1 }] },
    { name: 'all but _id', projection: { _id: 0 }, docs: [{ a: 1, b: 'x', c: one.c, l: one.l }] },
    { name: 'exclusion', projection: { c: 0, l: 0 }, docs: [{ _id: 1, a: 1, b: 'x' }] },
    { name: 'exclusion with _id', projection: { c: 0, l: 0, _id: 0 }, docs: [{ a: 1, b: 'x' }] },
    { name: 'any number but zero includes', projection: { a: -5 }, docs: [{ _id: 1, a: 1 }] },
    { name: 'a long zero excludes', projection: { c: Long.ZERO, l: Long.ZERO, b: false }, docs: [{ _id: 1, a: 1 }] },
    { name: 'true includes', projection: { a: true, b: true }, docs: [{ _id: 1, a: 1, b: 'x' }] },
    { name: 'in the order of the document', projection: { b: 1, a: 1 }, docs: [{ _id: 1, a: 1, b: 'x' }] },
    { name: 'a field that is not there', projection: { zz: 1 }, docs: [{ _id: 1 }] },
    { name: 'a dotted path', projection: { 'c.d': 1 }, docs: [{ _id: 1, c: { d: 1 } }] },
    { name: 'the same as a nested document', projection: { c: { d: 1 } }, docs: [{ _id: 1, c: { d: 1 } }] },
    {
      name: 'two parts of one document',
      projection: { 'c.e': 1, 'c.f.g': 1 },
      docs: [{ _id: 1, c: { e: 2, f: { g: 3 } } }],
    },
    { name: 'a dotted exclusion', projection: { 'c.f': 0, l: 0 }, docs: [{ _id: 1, a: 1, b: 'x', c: { d: 1, e: 2 } }] },
    { name: 'a part of a value: nothing', projection: { 'a.z': 1 }, docs: [{ _id: 1 }] },
    { name: 'a missing part of a document: the empty document', projection: { 'c.z': 1 }, docs: [{ _id: 1, c: {} }] },
    {
      name: 'excluding a part of a value changes nothing',
      projection: { 'a.z': 0, c: 0, l: 0 },
      docs: [{ _id: 1, a: 1, b: 'x' }],
    },
    {
      name: 'a computed field comes last',
      projection: { n: { $add: ['$a', 1] }, b: 1 },
      docs: [{ _id: 1, b: 'x', n: 2 }],
    },
    { name: 'a field under another name', projection: { x: '$c.d', _id: 0 }, docs: [{ x: 1 }] },
    { name: 'a literal string', projection: { x: 'lit' }, docs: [{ _id: 1, x: 'lit' }] },
    { name: 'a computed field of what is missing is left out', projection: { x: '$zz' }, docs: [{ _id: 1 }] },
    {
      name: 'a computed part beside a kept one',
      projection: { 'c.d': 1, 'c.x': '$a' },
      docs: [{ _id: 1, c: { d: 1, x: 1 } }],
    },
    { name: 'a computed part of what is missing', projection: { 'n.m': '$a' }, docs: [{ _id: 1, n: { m: 1 } }] },
  ],
}

const listed = {
  _id: 1,
  r: [
    { k: 'a', n: 1, l: [1, 2] },
    { k: 'b', n: 2, l: [3] },
    { k: 'b', n: 3 },
  ],
  m: [1, { k: 'z', n: 9 }, [{ k: 'y', n: 8 }, 2]],
  v: [5, 8, 13],
}

const lists: FindTable = {
  about: 'projection through arrays',
  docs: [listed],
  cases: [
    {
      name: 'a part of each element',
      projection: { 'r.k': 1 },
      docs: [{ _id: 1, r: [{ k: 'a' }, { k: 'b' }, { k: 'b' }] }],
    },
    {
      name: 'values are dropped, inner arrays entered',
      projection: { 'm.k': 1 },
      docs: [{ _id: 1, m: [{ k: 'z' }, [{ k: 'y' }]] }],
    },
    {
      name: 'excluding a part of each element',
      projection: { 'm.k': 0, r: 0, v: 0 },
      docs: [{ _id: 1, m: [1, { n: 9 }, [{ n: 8 }, 2]] }],
    },
    { name: 'a number is no position here', projection: { 'v.0': 1 }, docs: [{ _id: 1, v: [] }] },
    {
      name: 'a computed part of each element',
      projection: { 'r.x': '$_id', _id: 0 },
      docs: [{ r: [{ x: 1 }, { x: 1 }, { x: 1 }] }],
    },
  ],
}

const errors: FindTable = {
  about: 'projections that make no sense',
  docs: [one],
  cases: [
    { name: 'excluding in an inclusion', projection: { a: 1, b: 0 }, code: 31254 },
    { name: 'including in an exclusion', projection: { a: 0, b: 1 }, code: 31253 },
    { name: 'a value in an exclusion', projection: { a: 0, b: '$a' }, fails: true },
    { name: 'computing in an exclusion', projection: { a: 0, b: { $add: [1, 2] } }, code: 31252 },
    { name: 'a path and its parent', projection: { c: 1, 'c.d': 1 }, code: 31249 },
    { name: 'a path and its child', projection: { 'c.d': 1, c: 1 }, code: 31250 },
    { name: 'an empty sub-projection', projection: { c: {} }, code: 51270 },
    { name: 'a name with a dollar', projection: { $a: 1 }, code: 16410 },
    { name: 'a path that ends in a dot', projection: { 'a.': 1 }, fails: true },
  ],
}

export const projections = [single, lists, errors]
