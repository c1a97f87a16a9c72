import { Binary, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const id = new ObjectId('507f1f77bcf86cd799439011')
const at = new Date('2025-05-06T07:08:09.010Z')
const dec = (text: string) => Decimal128.fromString(text)

const conversion: ExpressionTable = {
  about: 'turning values into other types',
  doc: { id, at, nothing: null, double: 3.75, text: '42' },
  cases: [
    { name: 'int of a double: cut', expression: { $toInt: '$double' }, value: 3 },
    { name: 'int of a negative double', expression: { $toInt: -3.75 }, value: -3 },
    { name: 'int of a string', expression: { $toInt: '$text' }, value: 42 },
    { name: 'int of a fraction in a string', expression: { $toInt: '4.2' }, code: 241 },
    { name: 'int of blanks', expression: { $toInt: ' 42' }, code: 241 },
    { name: 'int of too much', expression: { $toInt: Long.fromString('2147483648') }, code: 241 },
    { name: 'int of true', expression: { $toInt: true }, value: 1 },
    { name: 'int of a date', expression: { $toInt: '$at' }, code: 241 },
    { name: 'int of null', expression: { $toInt: '$nothing' }, value: null },
    { name: 'int of nothing', expression: { $toInt: '$no' }, value: null },
    { name: 'int of NaN', expression: { $toInt: Number.NaN }, code: 241 },
    { name: 'long of a date', expression: { $toLong: '$at' }, value: Long.fromNumber(at.getTime()) },
    {
      name: 'long of a decimal',
      expression: { $toLong: dec('9007199254740993.9') },
      value: Long.fromString('9007199254740993'),
    },
    { name: 'double of a string', expression: { $toDouble: '-2.5e3' }, value: new Double(-2500) },
    { name: 'double of a decimal', expression: { $toDouble: dec('2.50') }, value: 2.5 },
    { name: 'double of a date', expression: { $toDouble: new Date(5) }, value: new Double(5) },
    { name: 'double of a word', expression: { $toDouble: 'x' }, code: 241 },
    { name: 'decimal of a string', expression: { $toDecimal: '1.10' }, value: dec('1.10') },
    { name: 'decimal of an int', expression: { $toDecimal: 7 }, value: dec('7') },
    { name: 'decimal of a double, with 15 digits', expression: { $toDecimal: 2.5 }, value: dec('2.50000000000000') },
    { name: 'string of an int', expression: { $toString: 7 }, value: '7' },
    { name: 'string of a double', expression: { $toString: '$double' }, value: '3.75' },
    { name: 'string of a whole double', expression: { $toString: new Double(3) }, value: '3' },
    { name: 'string of a date', expression: { $toString: '$at' }, value: '2025-05-06T07:08:09.010Z' },
    { name: 'string of an ObjectId', expression: { $toString: '$id' }, value: '507f1f77bcf86cd799439011' },
    { name: 'string of a bool', expression: { $toString: false }, value: 'false' },
    { name: 'string of a decimal', expression: { $toString: dec('1.10') }, value: '1.10' },
    { name: 'string of an array', expression: { $toString: [[1]] }, code: 241 },
    { name: 'date of a long', expression: { $toDate: Long.fromNumber(5) }, value: new Date(5) },
    { name: 'date of a double', expression: { $toDate: 5.9 }, value: new Date(5) },
    { name: 'date of an int', expression: { $toDate: 5 }, code: 241 },
    { name: 'date of a string', expression: { $toDate: '2025-05-06T15:08:09.010+08:00' }, value: at },
    { name: 'date of an ObjectId', expression: { $toDate: '$id' }, value: new Date('2012-10-17T21:13:27Z') },
    { name: 'date of a timestamp', expression: { $toDate: new Timestamp({ t: 3, i: 1 }) }, value: new Date(3000) },
    { name: 'date of a word', expression: { $toDate: 'soon' }, code: 241 },
    { name: 'bool of zero', expression: { $toBool: new Double(0) }, value: false },
    { name: 'bool of a string, even "false"', expression: { $toBool: 'false' }, value: true },
    { name: 'bool of a date', expression: { $toBool: '$at' }, value: true },
    { name: 'ObjectId of a string', expression: { $toObjectId: '507f1f77bcf86cd799439011' }, value: id },
    { name: 'ObjectId of another string', expression: { $toObjectId: 'x' }, code: 241 },
    { name: 'convert', expression: { $convert: { input: '$text', to: 'int' } }, value: 42 },
    { name: 'convert by number of type', expression: { $convert: { input: '$text', to: 16 } }, value: 42 },
    {
      name: 'convert with an answer to errors',
      expression: { $convert: { input: 'x', to: 'int', onError: -1 } },
      value: -1,
    },
    {
      name: 'convert with an answer to null',
      expression: { $convert: { input: '$no', to: 'int', onNull: 0 } },
      value: 0,
    },
    { name: 'convert to null', expression: { $convert: { input: 1, to: '$nothing' } }, value: null },
    { name: 'convert to what cannot be', expression: { $convert: { input: 1.5, to: 'objectId' } }, code: 241 },
  ],
}

const naming: ExpressionTable = {
  about: 'asking for types',
  doc: { double: 1.5, nothing: null, list: [1] },
  cases: [
    { name: 'double', expression: { $type: '$double' }, value: 'double' },
    { name: 'int', expression: { $type: 1 }, value: 'int' },
    { name: 'long', expression: { $type: Long.fromNumber(1) }, value: 'long' },
    { name: 'decimal', expression: { $type: dec('1') }, value: 'decimal' },
    { name: 'null', expression: { $type: '$nothing' }, value: 'null' },
    { name: 'missing', expression: { $type: '$no' }, value: 'missing' },
    { name: 'array', expression: { $type: '$list' }, value: 'array' },
    { name: 'object', expression: { $type: { a: 1 } }, value: 'object' },
    { name: 'binData', expression: { $type: new Binary(Buffer.from('x')) }, value: 'binData' },
    { name: 'a number', expression: { $isNumber: '$double' }, value: true },
    { name: 'no number', expression: { $isNumber: '1' }, value: false },
  ],
}

export const typeTables: readonly ExpressionTable[] = [conversion, naming]
