import { keyOf } from '../../bson/order.ts'
import { refuse } from '../../errors.ts'
import { valuesAt } from '../../query/path.ts'
import { BSONRegExp, isDoc, type Doc, type Value } from '../../values.ts'
import type { Source } from '../context.ts'
import { Dependencies } from '../dependencies.ts'
import { splitPath, withValueAt } from '../field-path.ts'
import { partsOf, textOf } from '../operator.ts'
import type { StageContext, StagePlan } from './stage.ts'

export function lookup(spec: Value, { pipeline }: StageContext): StagePlan {
  if (isDoc(spec) && (spec.has('pipeline') || spec.has('let'))) refuse('$lookup with a pipeline')
  const parts = partsOf(spec, '$lookup', ['from', 'localField', 'foreignField', 'as'])
  if (isDoc(parts.get('from'))) refuse('$lookup from another database')
  const text = (name: string): string => textOf(parts.get(name), 9, `$lookup with '${name}'`)
  const local = splitPath(text('localField'))
  const foreign = splitPath(text('foreignField')).join('.')
  const from = text('from')
  const as = splitPath(text('as'))
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
  for (const value of valuesAt(doc, path)) {
    // As a value to look for it would be taken for a pattern.
    if (value instanceof BSONRegExp) refuse('$lookup by regular expressions')
    values.set(keyOf(value), value)
  }
  return values.size === 0 ? [null] : [...values.values()]
}
