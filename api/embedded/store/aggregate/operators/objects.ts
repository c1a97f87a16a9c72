import { typeName } from '../../bson/order.ts'
import { type Doc, type Maybe, type Value, isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { partsOf } from '../named.ts'
import { type Compiler, type Node, type Operator, type Operators, isNullish, nodeOf, variadic } from '../operator.ts'

/** Puts the fields of a document into another. */
export function mergeInto(target: Doc, value: Value): void {
  if (!isDoc(value)) {
    throw fault(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
  }
  for (const [name, inner] of value) target.set(name, inner)
}

/** Later documents win; null and missing ones are passed over. A single array is the list of documents. */
function mergeObjects(values: readonly Maybe[]): Doc {
  const [first] = values
  const result: Doc = new Map()
  for (const value of values.length === 1 && Array.isArray(first) ? first : values) {
    if (!isNullish(value)) mergeInto(result, value)
  }
  return result
}

/** The name of a field, which must be written out: `"a.b"` and `"$a"` here name a field just so. */
function fieldName(spec: Value, name: string, code: number): string {
  const literal = isDoc(spec) && spec.size === 1 ? spec.get('$literal') : undefined
  const text = literal ?? spec
  if (typeof text !== 'string')
    throw fault(code, `${name} requires 'field' to evaluate to a constant, but got ${typeName(text)}`)
  if (literal === undefined && text.startsWith('$')) {
    throw fault(code, `${name} requires 'field' to be a constant: use $literal for a name with a dollar sign`)
  }
  return text
}

/** What holds the field: the document itself unless `input` says otherwise. */
const inputNode = (spec: Value | undefined, compiler: Compiler): Node => compiler.node(spec ?? '$$CURRENT')

const getField: Operator = (spec, compiler, name) => {
  const isShort = !isDoc(spec) || spec.has('$literal')
  const codes = { shape: 3041702, unknown: 3041701, missing: 3041702 }
  const parts = isShort ? new Map<string, Value>([['field', spec]]) : partsOf(spec, name, ['field'], ['input'], codes)
  const field = fieldName(parts.get('field')!, name, 5654602)
  const input = inputNode(parts.get('input'), compiler)
  return nodeOf([input], (doc, variables) => {
    const holder = input.evaluate(doc, variables)
    if (isDoc(holder)) return holder.get(field)
    return holder === null ? null : undefined
  })
}

/** `$setField` and, with $$REMOVE as its value, `$unsetField`. */
const putField =
  (required: readonly string[]): Operator =>
  (spec, compiler, name) => {
    const parts = partsOf(spec, name, required, [], { shape: 4161100, unknown: 4161101, missing: 4161102 })
    const field = fieldName(parts.get('field')!, name, 4161106)
    const input = inputNode(parts.get('input'), compiler)
    const value = compiler.node(parts.get('value') ?? '$$REMOVE')
    return nodeOf([input, value], (doc, variables) => {
      const holder = input.evaluate(doc, variables)
      if (isNullish(holder)) return null
      if (!isDoc(holder)) throw fault(4161105, `${name} requires 'input' to evaluate to type Object`)
      const result: Doc = new Map(holder)
      const put = value.evaluate(doc, variables)
      if (put === undefined) result.delete(field)
      else result.set(field, put)
      return result
    })
  }

export const objectOperators: Operators = {
  $mergeObjects: variadic(mergeObjects),
  $getField: getField,
  $setField: putField(['field', 'input', 'value']),
  $unsetField: putField(['field', 'input']),
}
