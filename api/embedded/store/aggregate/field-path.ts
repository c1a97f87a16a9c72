import { type Doc, type Maybe, type Value, isDoc } from '../values.ts'
import { fault } from '../errors.ts'

/** The names of a dotted path, checked as MongoDB checks the paths of expressions and stages. */
export function splitPath(path: string): string[] {
  const names = path.split('.')
  if (path === '') throw fault(40352, 'FieldPath cannot be constructed with empty string')
  for (const name of names) {
    if (name === '') throw fault(15998, 'FieldPath field names may not be empty strings')
    if (name.startsWith('$')) throw fault(16410, `FieldPath field names may not start with '$': ${path}`)
    if (name.includes('\0')) throw fault(16411, 'FieldPath field names may not contain null bytes')
  }
  return names
}

/**
 * The value of a path as expressions see it: an array on the way gives the list of what its documents have there
 * (elements that are no documents, and those without the field, are left out); a number never means a position.
 */
export function valueAt(value: Maybe, names: readonly string[], from = 0): Maybe {
  let current = value
  for (let i = from; i < names.length; i++) {
    if (isDoc(current)) current = current.get(names[i]!)
    else return Array.isArray(current) ? valuesIn(current, names, i) : undefined
  }
  return current
}

function valuesIn(list: readonly Value[], names: readonly string[], from: number): Value[] {
  const found: Value[] = []
  for (const element of list) {
    const value = isDoc(element) ? valueAt(element, names, from) : undefined
    if (value !== undefined) found.push(value)
  }
  return found
}

/** The value of a path without going into arrays, as $unwind and $lookup's `as` see a document. */
export function plainValueAt(doc: Doc, names: readonly string[]): Maybe {
  let value: Maybe = doc
  for (const name of names) value = isDoc(value) ? value.get(name) : undefined
  return value
}

/** A copy of the document with the path set (undefined: removed); what is in the way and no document gives way. */
export function withValueAt(doc: Doc, names: readonly string[], value: Maybe): Doc {
  const [first, ...rest] = names as [string, ...string[]]
  const copy: Doc = new Map(doc)
  if (rest.length === 0) {
    if (value === undefined) copy.delete(first)
    else copy.set(first, value)
    return copy
  }
  const inner = doc.get(first)
  if (value === undefined && !isDoc(inner)) return copy
  copy.set(first, withValueAt(isDoc(inner) ? inner : new Map<string, Value>(), rest, value))
  return copy
}
