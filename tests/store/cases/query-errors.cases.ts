import { Code } from 'bson'
import type { FindTable } from '../support/tables.ts'

/** What MongoDB cannot read either, with the code it gives. */
export const queryErrors: FindTable = {
  about: 'filters that make no sense',
  docs: [{ _id: 1, a: 1 }],
  cases: [
    { name: 'unknown operator', filter: { a: { $foo: 1 } }, code: 2 },
    { name: 'unknown operator at the top', filter: { $foo: 1 }, code: 2 },
    { name: '$comment among operators', filter: { a: { $gt: 0, $comment: 'why' } }, code: 2 },
    { name: 'a name among operators', filter: { a: { $gt: 1, b: 2 } }, code: 2 },
    { name: '$and of no list', filter: { $and: { a: 1 } }, code: 2 },
    { name: '$or of nothing', filter: { $or: [] }, code: 2 },
    { name: '$nor of values', filter: { $nor: [1] }, code: 2 },
    { name: '$in of no list', filter: { a: { $in: 1 } }, code: 2 },
    { name: '$nin of no list', filter: { a: { $nin: { b: 1 } } }, code: 2 },
    { name: 'an operator in a list', filter: { a: { $in: [{ $gt: 1 }] } }, code: 2 },
    { name: '$not of a value', filter: { a: { $not: 1 } }, code: 2 },
    { name: '$not of nothing', filter: { a: { $not: {} } }, code: 2 },
    { name: '$ne of an expression', filter: { a: { $ne: /x/ } }, code: 2 },
    { name: '$gt of an expression', filter: { a: { $gt: /x/ } }, code: 2 },
    { name: '$all of no list', filter: { a: { $all: 1 } }, code: 2 },
    { name: '$all with operators', filter: { a: { $all: [{ $gt: 1 }] } }, code: 2 },
    { name: '$elemMatch of a value', filter: { a: { $elemMatch: 1 } }, code: 2 },
    { name: '$size of a string', filter: { a: { $size: 'x' } }, code: 2 },
    { name: '$size below zero', filter: { a: { $size: -1 } }, code: 2 },
    { name: '$mod of too little', filter: { a: { $mod: [2] } }, code: 2 },
    { name: '$mod of too much', filter: { a: { $mod: [2, 1, 0] } }, code: 2 },
    { name: '$mod by zero', filter: { a: { $mod: [0, 1] } }, code: 2 },
    { name: '$mod by a string', filter: { a: { $mod: ['2', 1] } }, code: 2 },
    { name: 'an unknown type', filter: { a: { $type: 'foo' } }, code: 2 },
    { name: 'an unknown type by number', filter: { a: { $type: 99 } }, code: 2 },
    { name: '$type of nothing', filter: { a: { $type: [] } }, code: 9 },
    { name: '$options alone', filter: { a: { $options: 'i' } }, code: 2 },
    { name: '$regex of a number', filter: { a: { $regex: 1 } }, code: 2 },
    { name: 'options twice', filter: { a: { $regex: /x/i, $options: 'm' } }, code: 51074 },
    { name: 'an unknown option', filter: { a: { $regex: 'x', $options: 'q' } }, code: 51108 },
    { name: 'an expression that does not parse', filter: { a: { $regex: '(' } }, code: 51091 },
    { name: '$expr inside $elemMatch', filter: { a: { $elemMatch: { $expr: true } } }, code: 2 },
  ],
}

/** What the embedded store has not; a real server has it, so these run against the store alone. */
export const queryRefusals: FindTable = {
  about: 'filters the store refuses by name',
  docs: [{ _id: 1, a: 'a' }],
  cases: [
    { name: '$where', filter: { $where: 'true' }, code: 115 },
    { name: '$text', filter: { $text: { $search: 'a' } }, code: 115 },
    { name: '$jsonSchema', filter: { $jsonSchema: {} }, code: 115 },
    {
      name: '$geoWithin',
      filter: {
        a: {
          $geoWithin: {
            $box: [
              [0, 0],
              [1, 1],
            ],
          },
        },
      },
      code: 115,
    },
    { name: '$bitsAllSet', filter: { a: { $bitsAllSet: 1 } }, code: 115 },
    { name: 'a DBRef', filter: { a: { $ref: 'x', $id: 5 } }, code: 115 },
    { name: 'a part of a DBRef', filter: { a: { $elemMatch: { $id: 5 } } }, code: 115 },
    { name: '$type of code', filter: { a: { $type: 'javascript' } }, code: 115 },
    { name: 'code', filter: { a: new Code('f') }, code: 115 },
    { name: 'possessive quantifiers', filter: { a: { $regex: 'a++' } }, code: 115 },
    { name: 'options in the middle', filter: { a: { $regex: 'a(?i)b' } }, code: 115 },
    { name: 'atomic groups', filter: { a: { $regex: '(?>a)' } }, code: 115 },
    { name: 'option x', filter: { a: { $regex: 'a b', $options: 'x' } }, code: 115 },
    { name: 'references', filter: { a: { $regex: '(a)\\1' } }, code: 115 },
    { name: 'look-behind', filter: { a: { $regex: '(?<=a)b' } }, code: 115 },
    { name: 'a POSIX class', filter: { a: { $regex: '[[:alpha:]]' } }, code: 115 },
    { name: 'Unicode properties', filter: { a: { $regex: '\\p{Han}' } }, code: 115 },
    { name: 'PCRE escapes', filter: { a: { $regex: '\\Aa\\z' } }, code: 115 },
    { name: 'all but white space in a class', filter: { a: { $regex: '[\\Sx]' } }, code: 115 },
    { name: '$slice in a projection', projection: { a: { $slice: 1 } }, code: 115 },
    { name: '$elemMatch in a projection', projection: { a: { $elemMatch: { b: 1 } } }, code: 115 },
    { name: '$meta in a projection', projection: { a: { $meta: 'textScore' } }, code: 115 },
    { name: 'positional $ in a projection', filter: { a: 'a' }, projection: { 'a.$': 1 }, code: 115 },
    { name: '$meta in a sort', sort: { a: { $meta: 'textScore' } }, code: 115 },
  ],
}
