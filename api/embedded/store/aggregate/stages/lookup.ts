import { keyOf } from '../../bson/order.ts'
import { failedToParse, refuse } from '../../errors.ts'
import { BSONRegExp, type Doc, type Maybe, type Value, isDoc } from '../../values.ts'
import type { Source } from '../context.ts'
import { Dependencies } from '../dependencies.ts'
import { splitPath, withValueAt } from '../field-path.ts'
import type { StageCompiler } from './stage.ts'

interface Lookup {
  readonly from: string
  readonly local: readonly string[]
  readonly foreign: string
  readonly as: readonly string[]
}

export const lookup: StageCompiler = (spec, { pipeline }) => {
  const { from, local, foreign, as } = parse(spec)
  const dependencies = new Dependencies()
  dependencies.add(local)
  return {
    needs: dependencies.fields,
    isExhaustive: false,
    start: () => {
      const source = pipeline.source(from)
      return {
        push: async (docs) => {
          const find = finder(source, foreign)
          const result: Doc[] = []
          for (const doc of docs) result.push(withValueAt(doc, as, [...(await find(joinValues(doc, local)))]))
          return result
        },
      }
    },
  }
}

/** Looks each list of values up only once for a batch of documents. */
function finder(source: Source, path: string): (values: Value[]) => Promise<readonly Doc[]> {
  const found = new Map<string, Promise<readonly Doc[]>>()
  return (values) => {
    const key = keyOf(values)
    const known = found.get(key) ?? source.findEqual(path, values)
    found.set(key, known)
    return known
  }
}

/**
 * The values a document joins by: all that its path leads to, through arrays on the way and at the end, each element
 * of an array for itself; null where there is nothing, an empty array too.
 */
function joinValues(doc: Doc, path: readonly string[]): Value[] {
  const values = new Map<string, Value>()
  collect(doc, path, 0, values)
  return values.size === 0 ? [null] : [...values.values()]
}

function collect(value: Maybe, path: readonly string[], at: number, into: Map<string, Value>): void {
  if (at === path.length) {
    for (const each of Array.isArray(value) ? value : [value]) {
      // As a value to look for it would be taken for a pattern.
      if (each instanceof BSONRegExp) refuse('$lookup by regular expressions')
      if (each !== undefined) into.set(keyOf(each), each)
    }
  } else if (isDoc(value)) {
    collect(value.get(path[at]!), path, at + 1, into)
  } else if (Array.isArray(value)) {
    for (const element of value) if (isDoc(element)) collect(element, path, at, into)
  }
}

function parse(spec: Value): Lookup {
  if (!isDoc(spec)) throw failedToParse('the $lookup stage specification must be an object')
  if (spec.has('pipeline') || spec.has('let')) return refuse('$lookup with a pipeline')
  const texts = new Map<string, string>()
  for (const [name, value] of spec) {
    if (!['from', 'localField', 'foreignField', 'as'].includes(name))
      throw failedToParse(`unknown argument to $lookup: ${name}`)
    if (name === 'from' && isDoc(value)) return refuse('$lookup from another database')
    if (typeof value !== 'string') throw failedToParse(`$lookup argument '${name}' must be a string`)
    texts.set(name, value)
  }
  const text = (name: string): string => {
    const value = texts.get(name)
    if (value === undefined) throw failedToParse(`missing '${name}' option to $lookup stage specification`)
    return value
  }
  splitPath(text('foreignField'))
  return {
    from: text('from'),
    local: splitPath(text('localField')),
    foreign: text('foreignField'),
    as: splitPath(text('as')),
  }
}
