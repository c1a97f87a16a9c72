import { Binary, Decimal128, Long } from 'bson'
import type { ExpressionTable } from '../support/pipelines.ts'

const dec = (text: string) => Decimal128.fromString(text)

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

export const typeTables: readonly ExpressionTable[] = [naming]
