import { typeName } from '../../bson/order.ts'
import { type Doc, type Value, isDoc } from '../../values.ts'
import { Dependencies } from '../dependencies.ts'
import { fault } from '../fault.ts'
import { plainValueAt, splitPath, withValueAt } from '../field-path.ts'
import type { StageCompiler } from './stage.ts'

interface Unwind {
  readonly path: readonly string[]
  /** Where the position of each element is put. */
  readonly index: readonly string[] | undefined
  /** Whether documents with nothing there stay. */
  readonly keeps: boolean
}

export const unwind: StageCompiler = (spec) => {
  const options = parse(spec)
  const dependencies = new Dependencies()
  dependencies.touch(options.path)
  return {
    needs: dependencies.fields,
    isExhaustive: false,
    start: () => ({
      push: (docs) => {
        const result: Doc[] = []
        for (const doc of docs) unwound(doc, options, result)
        return result
      },
    }),
  }
}

function unwound(doc: Doc, { path, index, keeps }: Unwind, into: Doc[]): void {
  const value = plainValueAt(doc, path)
  const withIndex = (each: Doc, at: bigint | null): Doc => (index ? withValueAt(each, index, at) : each)
  if (Array.isArray(value) && value.length > 0) {
    for (const [i, element] of value.entries()) into.push(withIndex(withValueAt(doc, path, element), BigInt(i)))
  } else if (Array.isArray(value)) {
    if (keeps) into.push(withIndex(withValueAt(doc, path, undefined), null))
  } else if (keeps || (value !== null && value !== undefined)) {
    into.push(withIndex(doc, null))
  }
}

function parse(spec: Value): Unwind {
  if (typeof spec === 'string') return { path: pathOf(spec), index: undefined, keeps: false }
  if (!isDoc(spec))
    throw fault(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    )
  let path: readonly string[] | undefined
  let index: readonly string[] | undefined
  let keeps = false
  for (const [name, value] of spec) {
    if (name === 'path') path = pathOf(value)
    else if (name === 'includeArrayIndex') index = indexOf(value)
    else if (name === 'preserveNullAndEmptyArrays') keeps = flagOf(value)
    else throw fault(28811, `unrecognized option to $unwind stage: ${name}`)
  }
  if (!path) throw fault(28812, 'no path specified to $unwind stage')
  return { path, index, keeps }
}

function pathOf(value: Value): string[] {
  if (typeof value !== 'string')
    throw fault(28808, `expected a string as the path for $unwind stage, got ${typeName(value)}`)
  if (!value.startsWith('$')) throw fault(28818, `path option to $unwind stage should be prefixed with a '$': ${value}`)
  return splitPath(value.slice(1))
}

function indexOf(value: Value): string[] {
  if (typeof value !== 'string' || value === '') {
    throw fault(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage')
  }
  if (value.startsWith('$'))
    throw fault(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${value}`)
  return splitPath(value)
}

function flagOf(value: Value): boolean {
  if (typeof value !== 'boolean')
    throw fault(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  return value
}
