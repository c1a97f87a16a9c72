import { Dependencies } from '../aggregate/dependencies.ts'
import { variablesAt } from '../aggregate/operator.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { refuse, StoreError } from '../errors.ts'
import { compileFilter, type Filter, type QueryContext } from './filter.ts'
import { parseProjection, type Leaf, type Tree } from './projection-parse.ts'

export interface Projection {
  /** The projected document; `position` is the filter's (`positionOf`), which only `needsPosition` asks for. */
  apply(doc: Doc, position?: number): Doc
  /** What of a document must be decoded. */
  readonly fields: Fields | 'all'
  readonly needsPosition: boolean
  /** With `$`, the filter of the same command must ask for that array. Throws 31277 where it does not. */
  checkFilter(filter: Filter): void
}

/**
 * Compiles a find projection, or with `isStage` a $project; undefined where nothing is asked. Throws MongoDB's codes
 * for what does not go together.
 */
export function compileProjection(spec: Doc, context?: QueryContext, isStage = false): Projection | undefined {
  if (spec.size === 0) return undefined
  const { tree, isExclusion, positional } = parseProjection(spec, isStage)
  const compiled = compileTree(tree, context)
  const dependencies = new Dependencies()
  if (isExclusion) dependencies.addAll()
  else collectFields(compiled, [], dependencies)
  return {
    apply: (doc, position) => {
      const root = { doc, position }
      return isExclusion ? excluded(compiled, doc, root) : included(compiled, doc, root)
    },
    fields: dependencies.fields,
    needsPosition: positional !== undefined,
    checkFilter: ({ fields }) => {
      if (positional === undefined || fields === 'all' || fields.has(positional)) return
      throw new StoreError(
        31277,
        'Location31277',
        `Positional projection '${positional}.$' does not match the query document.`,
      )
    },
  }
}

/** The document as a whole, which expressions read and the position belongs to. */
interface Root {
  readonly doc: Doc
  readonly position: number | undefined
}

interface Branch {
  readonly kind: 'branch'
  readonly children: ReadonlyMap<string, Branch | Action>
  /** Has expressions somewhere below, so that it exists even where the document has nothing there. */
  readonly computes: boolean
}

/** What a field becomes; undefined leaves it out. */
type Action =
  | { readonly kind: 'keep' | 'drop' }
  | {
      readonly kind: 'map' | 'append' | 'compute'
      readonly fields: Fields | 'all'
      readonly map: (value: Maybe, root: Root) => Maybe
    }

const NO_FIELDS: Fields = new Map()

function compileTree(tree: Tree, context: QueryContext | undefined): Branch {
  const children = new Map<string, Branch | Action>()
  for (const [name, leaf] of tree.children) {
    children.set(name, leaf.kind === 'tree' ? compileTree(leaf, context) : compileLeaf(leaf, name, context))
  }
  const computes = [...children.values()].some((each) =>
    each.kind === 'branch' ? each.computes : each.kind === 'compute',
  )
  return { kind: 'branch', children, computes }
}

function compileLeaf(leaf: Leaf, name: string, context: QueryContext | undefined): Action {
  switch (leaf.kind) {
    case 'keep':
    case 'drop':
      return leaf
    case 'slice':
      return {
        kind: 'map',
        fields: NO_FIELDS,
        map: (value) => (Array.isArray(value) ? sliced(value, leaf.skip, leaf.limit) : value),
      }
    case 'position':
      return { kind: 'map', fields: NO_FIELDS, map: (value, root) => elementAt(value, root.position) }
    case 'element':
      return elementAction(leaf.filter, name, context)
    case 'compute': {
      if (!context) return refuse('expressions in this projection')
      const { evaluate, fields } = context.evaluate(leaf.spec)
      const variables = variablesAt(context.now)
      return { kind: 'compute', fields, map: (_value, root) => evaluate(root.doc, variables) }
    }
  }
}

/** $elemMatch: the first element that matches, alone in its array. */
function elementAction(source: Doc, name: string, context: QueryContext | undefined): Action {
  const filter = compileFilter(new Map([[name, new Map([['$elemMatch', source]])]]), context)
  return {
    kind: 'append',
    fields: NO_FIELDS,
    map: (value) => {
      if (!Array.isArray(value)) return undefined
      const doc: Doc = new Map([[name, value]])
      return filter.test(doc) ? [value[filter.positionOf(doc)!]!] : undefined
    },
  }
}

function sliced(list: readonly Value[], skip: number | undefined, limit: number): Value[] {
  if (skip === undefined) return limit < 0 ? list.slice(limit) : list.slice(0, limit)
  const from = skip < 0 ? Math.max(0, list.length + skip) : skip
  return list.slice(from, from + limit)
}

function elementAt(value: Maybe, position: number | undefined): Maybe {
  if (!Array.isArray(value)) return value
  if (position === undefined) {
    throw new StoreError(
      51246,
      'Location51246',
      "positional operator '.$' couldn't find a matching element in the array",
    )
  }
  const element = value[position]
  if (element === undefined) {
    throw new StoreError(51247, 'Location51247', "positional operator '.$' element mismatch")
  }
  return [element]
}

function included(branch: Branch, doc: Doc, root: Root): Doc {
  const result: Doc = new Map()
  for (const [name, value] of doc) {
    const child = branch.children.get(name)
    const kept = child && partOf(child, value, root)
    if (kept !== undefined) result.set(name, kept)
  }
  appendTo(result, branch, doc, root)
  return result
}

function partOf(child: Branch | Action, value: Value, root: Root): Maybe {
  switch (child.kind) {
    case 'branch':
      return within(child, value, root)
    case 'keep':
      return value
    case 'map':
      return child.map(value, root)
    default:
      return undefined
  }
}

/** Computed fields and $elemMatch come after the fields that were there, in the order they are asked for. */
function appendTo(result: Doc, branch: Branch, doc: Doc, root: Root): void {
  for (const [name, child] of branch.children) {
    if (child.kind === 'append' || child.kind === 'compute') {
      const value = child.map(doc.get(name), root)
      if (value !== undefined) result.set(name, value)
    } else if (child.kind === 'branch' && child.computes && !doc.has(name)) {
      result.set(name, included(child, new Map(), root))
    }
  }
}

/** The part of a value an inclusion wants: documents and arrays are entered, anything else has no such part. */
function within(branch: Branch, value: Value, root: Root): Maybe {
  if (isDoc(value)) return included(branch, value, root)
  if (Array.isArray(value)) {
    return value.map((each) => within(branch, each, root)).filter((each): each is Value => each !== undefined)
  }
  return branch.computes ? included(branch, new Map(), root) : undefined
}

function excluded(branch: Branch, doc: Doc, root: Root): Doc {
  const result: Doc = new Map()
  for (const [name, value] of doc) {
    const child = branch.children.get(name)
    const kept =
      child === undefined ? value : child.kind === 'branch' ? without(child, value, root) : partOf(child, value, root)
    if (kept !== undefined) result.set(name, kept)
  }
  appendTo(result, branch, doc, root)
  return result
}

function without(branch: Branch, value: Value, root: Root): Value {
  if (isDoc(value)) return excluded(branch, value, root)
  return Array.isArray(value) ? value.map((each) => without(branch, each, root)) : value
}

function collectFields(branch: Branch, prefix: readonly string[], into: Dependencies): void {
  for (const [name, child] of branch.children) {
    const path = [...prefix, name]
    if (child.kind === 'branch') collectFields(child, path, into)
    else if (child.kind === 'compute') into.include(child.fields)
    else if (child.kind !== 'drop') into.add(path)
    // Whether the field is there decides what a computed part of it becomes.
    if (child.kind === 'branch' && child.computes) into.add(path)
  }
}
