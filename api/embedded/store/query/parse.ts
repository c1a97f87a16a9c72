import { isDoc, type Doc, type Value } from '../values.ts'
import { badValue, refuse } from '../errors.ts'
import type { Node } from './nodes.ts'
import { parseCondition } from './operators.ts'

const REFUSED = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$sampleRate',
  '$near',
  '$geoNear',
  '$alwaysTrue',
  '$alwaysFalse',
])

/** Reads a filter and checks every form in it. Throws MongoDB's code 2 or 9 for what makes no sense, 115 for what the store has not. */
export function parseFilter(source: Doc): Node {
  return parse(source, true)
}

const parseElementFilter = (source: Doc): Node => parse(source, false)

function parse(source: Doc, isTop: boolean): Node {
  const nodes: Node[] = []
  for (const [name, value] of source) {
    const node = name.startsWith('$') ? parseTopLevel(name, value, isTop) : parseField(name, value)
    if (node) nodes.push(node)
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes }
}

const parseField = (path: string, value: Value): Node => ({
  kind: 'field',
  path,
  ops: parseCondition(value, parseElementFilter),
})

function parseTopLevel(name: string, value: Value, isTop: boolean): Node | undefined {
  switch (name) {
    case '$and':
      return { kind: 'and', nodes: parseList(name, value, isTop) }
    case '$or':
      return { kind: 'or', nodes: parseList(name, value, isTop) }
    case '$nor':
      return { kind: 'nor', nodes: parseList(name, value, isTop) }
    case '$expr':
      if (!isTop) throw badValue('$expr can only be applied to the top-level document')
      return { kind: 'expression', spec: value }
    case '$comment':
      return undefined
    // The parts of a DBRef are names, not operators.
    case '$ref':
    case '$id':
    case '$db':
      return { kind: 'field', path: name, ops: [{ kind: 'compare', how: 'eq', value }] }
    default:
      if (REFUSED.has(name)) return refuse(name)
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

function parseList(name: string, value: Value, isTop: boolean): Node[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`)
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array')
  return value.map((each) => {
    if (!isDoc(each)) throw badValue('$or/$and/$nor entries need to be full objects')
    return parse(each, isTop)
  })
}
