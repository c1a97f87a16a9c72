import { StoreError } from '../../errors.ts'
import { typeName } from '../../bson/order.ts'
import type { Maybe } from '../../values.ts'
import { dateFormatter, defaultFormat } from '../dates/format.ts'
import { dateAt, instantOf } from '../dates/instant.ts'
import { dateParser, parseIso } from '../dates/parse.ts'
import type { Zone } from '../dates/zone.ts'
import { conversionFailure, fault } from '../fault.ts'
import { ABSENT, type Argument, nodeOfGiven, nodesOf, settled } from '../named.ts'
import { type Node, type Operator, type Operators, isNullish } from '../operator.ts'
import { zoneOf } from './dates.ts'

/**
 * What to do with a date for a `format` and a `timezone`; nothing where one of them is null. MongoDB looks at both
 * even where there is no date.
 */
const withFormat =
  <T>(name: string, code: number, make: (format: string | undefined, zone: Zone) => T) =>
  ([format, timezone]: readonly Argument[]): T | undefined => {
    if (format !== ABSENT && !isNullish(format) && typeof format !== 'string') {
      throw fault(code, `${name} requires that 'format' be a string, found: ${typeName(format)}`)
    }
    const zone = zoneOf(timezone)
    if (!zone || isNullish(format)) return undefined
    return make(format === ABSENT ? undefined : format, zone)
  }

/** $dateToString; `onNull` is looked at only where the date is null. */
const dateToString: Operator = (spec, compiler, name) => {
  const codes = { shape: 18629, unknown: 18534, missing: 18628 }
  const nodes = nodesOf(spec, compiler, name, ['date'], ['format', 'timezone', 'onNull'], codes)
  const [date, format, timezone, onNull] = nodes as [Node, ...(Node | undefined)[]]
  const writerFor = settled(
    [format, timezone],
    withFormat(name, 18533, (pattern, zone) => dateFormatter(pattern ?? defaultFormat(zone), zone)),
  )
  return nodeOfGiven(nodes, (doc, variables) => {
    const write = writerFor(doc, variables)
    const value = date.evaluate(doc, variables)
    if (isNullish(value)) return onNull ? onNull.evaluate(doc, variables) : null
    return write ? write(instantOf(value)) : null
  })
}

/** $dateFromString; `onNull` and `onError` are looked at only where they are needed. */
const dateFromString: Operator = (spec, compiler, name) => {
  const codes = { shape: 40540, unknown: 40541, missing: 40542 }
  const optional = ['format', 'timezone', 'onNull', 'onError']
  const nodes = nodesOf(spec, compiler, name, ['dateString'], optional, codes)
  const [text, format, timezone, onNull, onError] = nodes as [Node, ...(Node | undefined)[]]
  const readerFor = settled(
    [format, timezone],
    withFormat(name, 40684, (pattern, zone) =>
      pattern === undefined ? (each: string) => parseIso(each, zone) : dateParser(pattern, zone),
    ),
  )
  return nodeOfGiven(nodes, (doc, variables) => {
    const read = readerFor(doc, variables)
    const value = text.evaluate(doc, variables)
    if (isNullish(value)) return onNull ? onNull.evaluate(doc, variables) : null
    try {
      return read ? dateAt(read(textIn(value))) : null
    } catch (error) {
      if (onError && error instanceof StoreError && error.code === 241) return onError.evaluate(doc, variables)
      throw error
    }
  })
}

function textIn(value: Maybe): string {
  if (typeof value === 'string') return value
  throw conversionFailure(`$dateFromString requires that 'dateString' be a string, found: ${typeName(value)}`)
}

export const dateTextOperators: Operators = { $dateToString: dateToString, $dateFromString: dateFromString }
