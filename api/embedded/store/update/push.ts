import { compareExact, keyOf, typeName } from '../bson/order.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'
import { compileSort } from '../query/sort.ts'
import { isDoc, type Doc, type Value } from '../values.ts'
import { badValue, typeMismatch, type StoreError } from '../errors.ts'
import type { Change } from './change.ts'

interface Push {
  readonly values: readonly Value[]
  readonly position: number | undefined
  readonly slice: number | undefined
  readonly order: ((list: readonly Value[]) => Value[]) | undefined
}

/** $push, with $each also $position, $sort and $slice, which apply in this order. */
export function push(spec: Value): Change {
  const { values, position, slice, order } = parsePush(spec)
  return {
    creates: true,
    next(current) {
      if (current !== undefined && !Array.isArray(current)) {
        throw badValue(`The field must be an array but is of type ${typeName(current)}`)
      }
      const list = [...(current ?? [])]
      list.splice(position ?? list.length, 0, ...values)
      const ordered = order ? order(list) : list
      return slice === undefined ? ordered : cut(ordered, slice)
    },
  }
}

function parsePush(spec: Value): Push {
  if (!isDoc(spec) || !spec.has('$each')) {
    return { values: [spec], position: undefined, slice: undefined, order: undefined }
  }
  for (const name of spec.keys()) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      throw badValue(`Unrecognized clause in $push: ${name}`)
  }
  return {
    values: eachOf(spec, '$push', badValue),
    position: integerOf(spec, '$position'),
    slice: integerOf(spec, '$slice'),
    order: spec.has('$sort') ? orderOf(spec.get('$sort')!) : undefined,
  }
}

function eachOf(spec: Doc, name: string, fault: (message: string) => StoreError): Value[] {
  const each = spec.get('$each')
  if (Array.isArray(each)) return each
  throw fault(`The argument to $each in ${name} must be an array but it was of type: ${typeName(each)}`)
}

function integerOf(spec: Doc, name: string): number | undefined {
  const value = spec.get(name)
  if (value === undefined) return undefined
  const number = toNumber(value)
  if (number !== undefined && Number.isInteger(number)) return number
  throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
}

const cut = (list: Value[], slice: number): Value[] =>
  slice === 0 ? [] : slice < 0 ? list.slice(slice) : list.slice(0, slice)

/** By the whole element (1 or -1), or by fields of elements that are documents. */
function orderOf(spec: Value): (list: readonly Value[]) => Value[] {
  if (!isDoc(spec)) {
    const direction = isNumeric(spec) ? toNumber(spec)! : 0
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
    return (list) => [...list].sort((a, b) => compareExact(a, b) * direction)
  }
  if (spec.size === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
  for (const [name, value] of spec) {
    const direction = toNumber(value)
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
    if (name.split('.').includes('')) throw badValue(`The $sort field '${name}' has an empty field name`)
  }
  const sort = compileSort(spec)
  const keyed = (element: Value) => ({ element, key: sort.keyOf(isDoc(element) ? element : new Map()) })
  return (list) =>
    list
      .map(keyed)
      .sort((a, b) => sort.compareKeys(a.key, b.key))
      .map(({ element }) => element)
}

/** $addToSet: adds what no element is equal to; 1 and 1.0 are equal, documents only with the same order of fields. */
export function addToSet(spec: Value): Change {
  const values = isDoc(spec) && spec.keys().next().value === '$each' ? setOf(spec) : [spec]
  return {
    creates: true,
    next(current) {
      if (current !== undefined && !Array.isArray(current)) {
        throw badValue(`Cannot apply $addToSet to non-array field of type ${typeName(current)}`)
      }
      const list = [...(current ?? [])]
      const known = new Set(list.map((element) => keyOf(element)))
      for (const value of values) {
        const key = keyOf(value)
        if (known.has(key)) continue
        known.add(key)
        list.push(value)
      }
      return list
    },
  }
}

function setOf(spec: Doc): Value[] {
  const values = eachOf(spec, '$addToSet', typeMismatch)
  if (spec.size > 1) throw badValue('Found unexpected fields after $each in $addToSet')
  return values
}
