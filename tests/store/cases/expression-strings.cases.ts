import type { ExpressionTable } from '../support/pipelines.ts'

const basics: ExpressionTable = {
  about: 'strings',
  doc: {
    name: '朝阳区',
    latin: 'Cafeteria',
    emoji: 'a😀b',
    nothing: null,
    n: 42,
    at: new Date('2025-03-01T00:00:00Z'),
  },
  cases: [
    { name: 'concat', expression: { $concat: ['$name', '·', '$latin'] }, value: '朝阳区·Cafeteria' },
    { name: 'concat with null', expression: { $concat: ['$name', '$nothing'] }, value: null },
    { name: 'concat of a number', expression: { $concat: ['$name', '$n'] }, code: 16702 },
    { name: 'length in characters', expression: { $strLenCP: '$name' }, value: 3 },
    { name: 'a character beyond the first plane is one', expression: { $strLenCP: '$emoji' }, value: 3 },
    { name: 'length of what is not there', expression: { $strLenCP: '$no' }, code: 34471 },
    { name: 'part by characters', expression: { $substrCP: ['$name', 1, 2] }, value: '阳区' },
    { name: 'part by characters, beyond the end', expression: { $substrCP: ['$emoji', 1, 9] }, value: '😀b' },
    { name: 'part of null', expression: { $substrCP: ['$nothing', 0, 2] }, value: '' },
    { name: 'part from before the start', expression: { $substrCP: ['$name', -1, 2] }, code: 34455 },
    { name: 'small letters', expression: { $toLower: '$latin' }, value: 'cafeteria' },
    { name: 'capitals, in ASCII only', expression: { $toUpper: 'straße é' }, value: 'STRAßE é' },
    { name: 'small letters of null', expression: { $toLower: '$nothing' }, value: '' },
    { name: 'split', expression: { $split: ['2025-03-01', '-'] }, value: ['2025', '03', '01'] },
    { name: 'split where there is nothing to split', expression: { $split: ['$latin', ','] }, value: ['Cafeteria'] },
    { name: 'split of null', expression: { $split: ['$nothing', ','] }, value: null },
    { name: 'split by nothing', expression: { $split: ['$latin', ''] }, code: 40087 },
    { name: 'split of a number', expression: { $split: ['$n', ','] }, code: 40085 },
  ],
}

const searching: ExpressionTable = {
  about: 'searching and replacing',
  doc: { text: '投诉：噪音扰民，噪音大', nothing: null, n: 1 },
  cases: [
    { name: 'position in characters', expression: { $indexOfCP: ['$text', '噪音'] }, value: 3 },
    { name: 'position from a start', expression: { $indexOfCP: ['$text', '噪音', 4] }, value: 8 },
    { name: 'position within a range', expression: { $indexOfCP: ['$text', '噪音', 4, 9] }, value: -1 },
    { name: 'not there', expression: { $indexOfCP: ['$text', '停车'] }, value: -1 },
    { name: 'in null', expression: { $indexOfCP: ['$nothing', 'x'] }, value: null },
    { name: 'in a number', expression: { $indexOfCP: ['$n', 'x'] }, code: 40093 },
    { name: 'from before the start', expression: { $indexOfCP: ['$text', '噪', -1] }, code: 40097 },
    {
      name: 'the first replaced',
      expression: { $replaceOne: { input: 'a.b.a', find: 'a', replacement: { $literal: '$&' } } },
      value: '$&.b.a',
    },
    { name: 'all replaced', expression: { $replaceAll: { input: 'a.b.a', find: 'a', replacement: '' } }, value: '.b.' },
    {
      name: 'a dot is a dot',
      expression: { $replaceAll: { input: 'a.b', find: '.', replacement: '-' } },
      value: 'a-b',
    },
    {
      name: 'replacing in null',
      expression: { $replaceAll: { input: '$nothing', find: 'a', replacement: 'b' } },
      value: null,
    },
    {
      name: 'replacing by a number',
      expression: { $replaceOne: { input: 'a', find: 'a', replacement: 1 } },
      code: 51744,
    },
    { name: 'trim', expression: { $trim: { input: ' \t 海淀 \n' } }, value: '海淀' },
    { name: 'trim of certain characters', expression: { $trim: { input: '——abc—', chars: '—a' } }, value: 'bc' },
    { name: 'trim of null', expression: { $trim: { input: '$nothing' } }, value: null },
    { name: 'trim of a number', expression: { $trim: { input: '$n' } }, code: 50699 },
  ],
}

const patterns: ExpressionTable = {
  about: 'regular expressions',
  doc: { text: '电话 010-12345 转 678', nothing: null },
  cases: [
    { name: 'match', expression: { $regexMatch: { input: '$text', regex: '\\d{3}-\\d{5}' } }, value: true },
    { name: 'no match', expression: { $regexMatch: { input: '$text', regex: /^\d/ } }, value: false },
    { name: 'with options', expression: { $regexMatch: { input: 'ABC', regex: 'b', options: 'i' } }, value: true },
    { name: 'with options of its own', expression: { $regexMatch: { input: 'ABC', regex: /b/i } }, value: true },
    { name: 'in null', expression: { $regexMatch: { input: '$nothing', regex: 'x' } }, value: false },
    { name: 'in a number', expression: { $regexMatch: { input: 1, regex: 'x' } }, code: 51104 },
    { name: 'by a number', expression: { $regexMatch: { input: 'x', regex: 1 } }, fails: true },
    { name: 'options twice', expression: { $regexMatch: { input: 'x', regex: /x/i, options: 'i' } }, fails: true },
  ],
}

export const stringTables: readonly ExpressionTable[] = [basics, searching, patterns]
