import { fault } from '../../errors.ts'
import { isDoc, type Doc, type Value } from '../../values.ts'
import { Dependencies } from '../dependencies.ts'
import { plainValueAt, splitPath, withValueAt } from '../field-path.ts'
import { partsOf, textOf, wrongType } from '../operator.ts'
import type { StagePlan } from './stage.ts'

interface Unwind {
  readonly path: readonly string[]
  /** Where the position of each element is put. */
  readonly index: readonly string[] | undefined
  /** Whether documents with nothing there stay. */
  readonly keeps: boolean
}

export function unwind(spec: Value): StagePlan {
  const options = parse(spec)
  const dependencies = new Dependencies()
  dependencies.touch(options.path)
  return {
    needs: dependencies.fields,
    isExhaustive: false,
    start: () => ({ push: (docs) => docs.flatMap((doc) => unwound(doc, options)) }),
  }
}

function unwound(doc: Doc, { path, index, keeps }: Unwind): Doc[] {
  const value = plainValueAt(doc, path)
  const withIndex = (each: Doc, at: bigint | null): Doc => (index ? withValueAt(each, index, at) : each)
  if (Array.isArray(value) && value.length > 0) {
    return value.map((element, i) => withIndex(withValueAt(doc, path, element), BigInt(i)))
  }
  if (Array.isArray(value)) return keeps ? [withIndex(withValueAt(doc, path, undefined), null)] : []
  return keeps || (value !== null && value !== undefined) ? [withIndex(doc, null)] : []
}

function parse(spec: Value): Unwind {
  const parts = isDoc(spec)
    ? partsOf(spec, '$unwind', ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
    : new Map([['path', spec]])
  const path = textOf(parts.get('path'), 28808, '$unwind')
  if (!path.startsWith('$')) throw fault(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  const keeps = parts.get('preserveNullAndEmptyArrays') ?? false
  if (typeof keeps !== 'boolean') throw wrongType(28809, '$unwind with preserveNullAndEmptyArrays', keeps)
  const index = parts.get('includeArrayIndex')
  if (index === undefined) return { path: splitPath(path.slice(1)), index, keeps }
  const name = textOf(index, 28810, '$unwind with includeArrayIndex')
  if (name.startsWith('$')) throw fault(28822, `includeArrayIndex should not be prefixed with a '$': ${name}`)
  return { path: splitPath(path.slice(1)), index: splitPath(name), keeps }
}
