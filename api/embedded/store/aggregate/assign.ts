import { type Doc, type Fields, type Maybe, type Value, isDoc } from '../values.ts'
import { Dependencies } from './dependencies.ts'
import { compileExpression } from './expression.ts'
import { fault } from './fault.ts'
import { splitPath } from './field-path.ts'
import type { Evaluate, Variables } from './operator.ts'

/** What a $set makes of a document: by name either a value or what happens within. */
type Tree = Map<string, Evaluate | Tree>

/**
 * Compiles $set / $addFields. A document given as a value is a nested $set, so that the other fields of what is there
 * stay; through arrays it reaches each element; something else in the way is replaced by a document.
 */
export function compileAssignment(
  spec: Doc,
  variables: Variables,
): { apply(doc: Doc): Doc; readonly needs: Fields | 'all' } {
  const tree: Tree = new Map()
  const dependencies = new Dependencies()
  const compile = (value: Value): Evaluate => {
    const { evaluate, fields } = compileExpression(value)
    dependencies.include(fields)
    return evaluate
  }
  for (const [path, value] of spec) put(tree, splitPath(path), value, compile)
  return { apply: (doc) => assigned(tree, doc, doc, variables), needs: dependencies.fields }
}

function put(tree: Tree, path: readonly string[], value: Value, compile: (value: Value) => Evaluate): void {
  if (isDoc(value) && value.size > 0 && ![...value.keys()][0]!.startsWith('$')) {
    for (const [name, inner] of value) {
      if (name.includes('.')) throw fault(40183, `cannot use dotted field name '${name}' in a sub object`)
      if (name.startsWith('$')) throw fault(40181, 'an expression specification must contain exactly one field')
      put(tree, [...path, name], inner, compile)
    }
    return
  }
  let level = tree
  for (const name of path.slice(0, -1)) {
    const next = level.get(name) ?? new Map()
    if (typeof next === 'function') throw conflict(path)
    level.set(name, next)
    level = next
  }
  const last = path.at(-1)!
  if (level.has(last)) throw conflict(path)
  level.set(last, compile(value))
}

const conflict = (path: readonly string[]) =>
  fault(40176, `specification contains two conflicting paths. Cannot specify '${path.join('.')}' twice`)

function assigned(tree: Tree, doc: Doc, root: Doc, variables: Variables): Doc {
  const result: Doc = new Map(doc)
  for (const [name, node] of tree) {
    const value: Maybe =
      typeof node === 'function' ? node(root, variables) : within(node, doc.get(name), root, variables)
    if (value === undefined) result.delete(name)
    else result.set(name, value)
  }
  return result
}

function within(tree: Tree, value: Maybe, root: Doc, variables: Variables): Value {
  if (Array.isArray(value)) return value.map((element) => within(tree, element, root, variables))
  return assigned(tree, isDoc(value) ? value : new Map<string, Value>(), root, variables)
}
