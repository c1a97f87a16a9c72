import { Decimal128, Double, Int32, Long } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const long = (value: number | string) => Long.fromString(String(value))
const dec = (text: string) => Decimal128.fromString(text)
const dbl = (value: number) => new Double(value)

const addition: ExpressionTable = {
  about: 'adding and taking away',
  doc: { int: 7, long: long(7), double: 0.5, decimal: dec('1.10'), nothing: null, text: 'x', at: new Date(1000) },
  cases: [
    { name: 'int and int is int', expression: { $add: ['$int', 1] }, value: 8 },
    { name: 'int and long is long', expression: { $add: ['$int', '$long'] }, value: long(14) },
    { name: 'int and double is double', expression: { $add: ['$int', '$double'] }, value: 7.5 },
    { name: 'a double stays one, even when it is whole', expression: { $add: ['$double', '$double'] }, value: dbl(1) },
    { name: 'decimal wins', expression: { $add: ['$decimal', '$long', '$int'] }, value: dec('15.10') },
    { name: 'decimals are exact', expression: { $add: [dec('0.1'), dec('0.2')] }, value: dec('0.3') },
    { name: 'doubles are not', expression: { $add: [0.1, 0.2] }, value: 0.30000000000000004 },
    { name: 'int overflows to long', expression: { $add: [2147483647, 1] }, value: long(2147483648) },
    { name: 'and comes back where the sum fits', expression: { $add: [2147483647, 1, -1] }, value: 2147483647 },
    { name: 'long overflows to double', expression: { $add: [Long.MAX_VALUE, 1] }, value: dbl(9223372036854775808) },
    { name: 'null makes null', expression: { $add: ['$int', '$nothing'] }, value: null },
    { name: 'so does a missing field', expression: { $add: ['$int', '$no'] }, value: null },
    { name: 'even before what is no number', expression: { $add: ['$nothing', '$text'] }, value: null },
    {
      name: 'what stands behind null does not matter',
      expression: { $add: ['$nothing', { $divide: ['$int', { $subtract: ['$int', 7] }] }] },
      value: null,
    },
    { name: 'nothing at all is 0', expression: { $add: [] }, value: 0 },
    { name: 'one argument needs no list', expression: { $add: '$int' }, value: 7 },
    { name: 'a date and milliseconds', expression: { $add: ['$at', '$int'] }, value: new Date(1007) },
    { name: 'milliseconds and a date, rounded', expression: { $add: [1.5, '$at'] }, value: new Date(1002) },
    { name: 'two dates do not add', expression: { $add: ['$at', '$at'] }, code: 16612 },
    { name: 'nor does a string', expression: { $add: ['$int', '$text'] }, code: 14 },
    { name: 'int less int', expression: { $subtract: ['$int', 9] }, value: -2 },
    { name: 'int less long', expression: { $subtract: [1, '$long'] }, value: long(-6) },
    { name: 'int underflows to long', expression: { $subtract: [-2147483648, 1] }, value: long(-2147483649) },
    { name: 'decimal less decimal', expression: { $subtract: ['$decimal', dec('0.10')] }, value: dec('1.00') },
    { name: 'the time between dates is a long', expression: { $subtract: ['$at', new Date(400)] }, value: long(600) },
    { name: 'a date less milliseconds', expression: { $subtract: ['$at', 400] }, value: new Date(600) },
    { name: 'a number less a date is nothing', expression: { $subtract: [1, '$at'] }, code: 14 },
    { name: 'less null', expression: { $subtract: ['$at', null] }, value: null },
    { name: 'takes two', expression: { $subtract: [1] }, code: 16020 },
  ],
}

const products: ExpressionTable = {
  about: 'multiplying and dividing',
  doc: { int: 7, long: long(3), double: 2.5, decimal: dec('1.5'), text: 'x' },
  cases: [
    { name: 'int by int', expression: { $multiply: ['$int', 6] }, value: 42 },
    { name: 'int by long', expression: { $multiply: ['$int', '$long'] }, value: long(21) },
    { name: 'overflow to long', expression: { $multiply: [65536, 65536] }, value: long(4294967296) },
    {
      name: 'overflow to double',
      expression: { $multiply: [long('4294967296'), long('4294967296')] },
      value: dbl(18446744073709552000),
    },
    { name: 'by a decimal', expression: { $multiply: ['$decimal', '$int'] }, value: dec('10.5') },
    {
      name: 'decimal by double, with 15 digits',
      expression: { $multiply: [dec('2'), 0.1] },
      value: dec('0.200000000000000'),
    },
    { name: 'nothing at all is 1', expression: { $multiply: [] }, value: 1 },
    { name: 'by null', expression: { $multiply: ['$int', null] }, value: null },
    { name: 'by a string', expression: { $multiply: ['$int', '$text'] }, code: 14 },
    { name: 'a quotient is a double', expression: { $divide: [6, 3] }, value: dbl(2) },
    { name: 'also of longs', expression: { $divide: ['$long', 2] }, value: 1.5 },
    {
      name: 'decimals divide to 34 digits',
      expression: { $divide: [dec('1'), 3] },
      value: dec('0.3333333333333333333333333333333333'),
    },
    {
      name: 'and exactly where that is possible',
      expression: { $divide: [dec('1.20'), dec('4')] },
      value: dec('0.30'),
    },
    { name: 'by zero', expression: { $divide: ['$int', 0] }, code: 2 },
    { name: 'by null', expression: { $divide: ['$int', null] }, value: null },
    { name: 'a string', expression: { $divide: ['$text', 2] }, code: 14 },
    { name: 'the rest has the sign of what is divided', expression: { $mod: [-7, 3] }, value: -1 },
    { name: 'of int and long', expression: { $mod: ['$int', '$long'] }, value: long(1) },
    { name: 'of doubles', expression: { $mod: [5.5, '$double'] }, value: 0.5 },
    { name: 'by zero again', expression: { $mod: [1, 0] }, code: 16610 },
  ],
}

const rounding: ExpressionTable = {
  about: 'rounding',
  doc: { n: 2.5 },
  cases: [
    { name: 'halves go to the even neighbour', expression: { $round: '$n' }, value: dbl(2) },
    { name: 'up as well', expression: { $round: [3.5] }, value: dbl(4) },
    { name: 'below zero', expression: { $round: [-1.5, 0] }, value: dbl(-2) },
    { name: 'to places', expression: { $round: [1234.5678, 2] }, value: 1234.57 },
    { name: 'by the exact value of a double', expression: { $round: [1.005, 2] }, value: dbl(1) },
    { name: 'before the point', expression: { $round: [1250, -2] }, value: 1200 },
    { name: 'a long stays one', expression: { $round: [long(1350), -2] }, value: long(1400) },
    { name: 'an int has no digits to lose', expression: { $round: [7, 3] }, value: 7 },
    { name: 'null', expression: { $round: [null, 2] }, value: null },
    { name: 'a string', expression: { $round: ['x'] }, code: 51081 },
    { name: 'too many places', expression: { $round: [1.5, 101] }, code: 51083 },
    { name: 'truncated to places', expression: { $trunc: [-7.89, 1] }, value: -7.8 },
    { name: 'truncated', expression: { $trunc: 7.89 }, value: dbl(7) },
    { name: 'ceiling of a double', expression: { $ceil: 1.1 }, value: dbl(2) },
    { name: 'ceiling of an int', expression: { $ceil: 3 }, value: 3 },
    { name: 'floor below zero', expression: { $floor: -1.1 }, value: dbl(-2) },
    { name: 'floor of null', expression: { $floor: '$no' }, value: null },
    { name: 'floor of a string', expression: { $floor: 'x' }, code: 28765 },
  ],
}

const functions: ExpressionTable = {
  about: 'functions of numbers',
  cases: [
    { name: 'absolute', expression: { $abs: -5 }, value: 5 },
    {
      name: 'absolute of the least int is a long',
      expression: { $abs: new Int32(-2147483648) },
      value: long(2147483648),
    },
    { name: 'absolute of the least long', expression: { $abs: Long.MIN_VALUE }, code: 28680 },
    { name: 'sum of arguments', expression: { $sum: [1, long(2), 'x', null] }, value: long(3) },
    { name: 'sum of an array', doc: { list: [1, 2, 3.5] }, expression: { $sum: '$list' }, value: 6.5 },
    {
      name: 'an array among arguments counts nothing',
      doc: { list: [1, 2] },
      expression: { $sum: ['$list', 4] },
      value: 4,
    },
    { name: 'sum of nothing', expression: { $sum: '$no' }, value: 0 },
    { name: 'average is a double', doc: { list: [2, 4] }, expression: { $avg: '$list' }, value: dbl(3) },
    { name: 'average of decimals', doc: { list: [dec('1.5'), 2] }, expression: { $avg: '$list' }, value: dec('1.75') },
    { name: 'average of nothing', doc: { list: [] }, expression: { $avg: '$list' }, value: null },
    { name: 'least of all types', doc: { list: ['a', 3, null] }, expression: { $min: '$list' }, value: 3 },
    { name: 'greatest of arguments', expression: { $max: [3, 'a', 9] }, value: 'a' },
    { name: 'an unknown function', expression: { $squirt: 1 }, code: 168 },
  ],
}

export const numberTables: readonly ExpressionTable[] = [addition, products, rounding, functions]
