import { Dependencies } from '../aggregate/dependencies.ts'
import { splitPath } from '../aggregate/field-path.ts'
import { variablesAt, type Evaluate, type Variables } from '../aggregate/operator.ts'
import { isDoc, type Doc, type Fields, type Maybe, type Value } from '../values.ts'
import { fault, refuse } from '../errors.ts'
import { isNumeric, isTruthy } from '../bson/numbers.ts'
import type { QueryContext } from './filter.ts'

export interface Projection {
  apply(doc: Doc): Doc
  /** What of a document must be decoded. */
  readonly fields: Fields | 'all'
}

/** Where the document of fields stands, which says what it may hold: numbers are values in $set alone. */
type Place = 'find' | '$project' | '$set'

/** Compiles the projection of a find; undefined where nothing is asked. Throws MongoDB's codes for what does not go together. */
export const compileProjection = (spec: Doc, context: QueryContext): Projection | undefined =>
  spec.size === 0 ? undefined : compile(spec, context, 'find')

/** The same for a $project stage, in which $slice is the expression. */
export const compileProjectStage = (spec: Doc, context: QueryContext): Projection => compile(spec, context, '$project')

/** $set and $addFields: all fields stay; `fields` are those the new ones are computed from. */
export const compileAssignment = (spec: Doc, context: QueryContext): Projection => compile(spec, context, '$set')

function compile(spec: Doc, context: QueryContext, place: Place): Projection {
  const parser = new Parser(context, place)
  parser.document(spec, [])
  const { root, isExclusion, dependencies } = parser
  if (place === '$set' || isExclusion) {
    if (isExclusion) dependencies.addAll()
    const shaper: Shaper = { keepsOthers: true, variables: variablesAt(context.now) }
    return { apply: (doc) => shaped(root, doc, doc, shaper), fields: dependencies.fields }
  }
  if (!root.children.has('_id')) root.children.set('_id', 'keep')
  collectKept(root, [], dependencies)
  const shaper: Shaper = { keepsOthers: false, variables: variablesAt(context.now) }
  return { apply: (doc) => shaped(root, doc, doc, shaper), fields: dependencies.fields }
}

/** What becomes of a field: it is kept or left out, computed, or taken apart further. */
type Child = 'keep' | 'drop' | Evaluate | Branch

interface Branch {
  readonly children: Map<string, Child>
  /** Has expressions somewhere below, so that it exists even where the document has nothing there. */
  computes: boolean
}

const isBranch = (child: Child | undefined): child is Branch => typeof child === 'object'

/** What find could compute of arrays and text, and the store cannot. */
const REFUSED = new Set(['$slice', '$elemMatch', '$meta'])

class Parser {
  readonly root: Branch = { children: new Map(), computes: false }
  readonly dependencies = new Dependencies()
  private type: 'inclusion' | 'exclusion' | undefined
  private id: boolean | undefined

  constructor(
    private readonly context: QueryContext,
    private readonly place: Place,
  ) {}

  /** Where nothing else decides, `_id: 0` leaves out only that. */
  get isExclusion(): boolean {
    return this.type === 'exclusion' || (this.type === undefined && this.id === false)
  }

  document(spec: Doc, prefix: readonly string[]): void {
    for (const [name, value] of spec) {
      if (this.place === 'find' && name.endsWith('.$')) refuse('positional $ in a projection')
      if (this.place === '$set' && prefix.length > 0 && name.includes('.')) {
        throw fault(40183, `cannot use dotted field name '${name}' in a sub object`)
      }
      this.field([...prefix, ...splitPath(name)], value)
    }
  }

  private field(path: readonly string[], value: Value): void {
    const isFlag = isNumeric(value) || typeof value === 'boolean'
    if (isFlag && this.place !== '$set') return this.flag(path, isTruthy(value))
    const [first] = isDoc(value) ? value.keys() : []
    if (first === undefined && isDoc(value) && this.place !== '$set') {
      throw fault(51270, 'An empty sub-projection is not a valid value')
    }
    if (first !== undefined && !first.startsWith('$')) return this.document(value as Doc, path)
    if (first !== undefined && this.place === 'find' && REFUSED.has(first)) refuse(`${first} in a projection`)
    if (this.type === 'exclusion') {
      throw fault(31252, `Cannot use an expression ${path.join('.')} in an exclusion projection`)
    }
    this.type = 'inclusion'
    const { evaluate, fields } = this.context.evaluate(value)
    this.dependencies.include(fields)
    this.put(path, evaluate)
  }

  private flag(path: readonly string[], isIncluded: boolean): void {
    const type = isIncluded ? 'inclusion' : 'exclusion'
    if (path.length === 1 && path[0] === '_id') this.id = isIncluded
    else if (this.type !== undefined && this.type !== type) {
      throw fault(isIncluded ? 31253 : 31254, `Cannot do ${type} on field ${path.join('.')} in ${this.type} projection`)
    } else this.type = type
    this.put(path, isIncluded ? 'keep' : 'drop')
  }

  private put(path: readonly string[], child: Child): void {
    let branch = this.root
    for (const name of path.slice(0, -1)) {
      const next = branch.children.get(name) ?? { children: new Map(), computes: false }
      if (!isBranch(next)) throw this.conflict(31249, path)
      branch.children.set(name, next)
      branch = next
      if (typeof child === 'function') branch.computes = true
    }
    const last = path.at(-1)!
    if (branch.children.has(last)) throw this.conflict(31250, path)
    branch.children.set(last, child)
  }

  private conflict(code: number, path: readonly string[]) {
    return fault(this.place === '$set' ? 40176 : code, `Path collision at ${path.join('.')}`)
  }
}

interface Shaper {
  /** Fields that are not named stay. */
  readonly keepsOthers: boolean
  readonly variables: Variables
}

/** The document with its named fields as they shall be; expressions see `root`, the document as a whole. */
function shaped(branch: Branch, doc: Doc, root: Doc, shaper: Shaper): Doc {
  const result: Doc = new Map()
  for (const [name, value] of doc) {
    const kept = partOf(branch.children.get(name), value, root, shaper)
    if (kept !== undefined) result.set(name, kept)
  }
  // Computed fields come after those that were there, or in the place of the one that had their name.
  for (const [name, child] of branch.children) {
    if (typeof child === 'function') {
      const value = child(root, shaper.variables)
      if (value === undefined) result.delete(name)
      else result.set(name, value)
    } else if (isBranch(child) && child.computes && !doc.has(name)) {
      result.set(name, shaped(child, new Map(), root, shaper))
    }
  }
  return result
}

function partOf(child: Child | undefined, value: Value, root: Doc, shaper: Shaper): Maybe {
  if (isBranch(child)) return within(child, value, root, shaper)
  if (child === 'keep') return value
  // In $set a computed field takes the place of the old one.
  return child !== 'drop' && shaper.keepsOthers ? value : undefined
}

/** What a value becomes of which only parts are named: documents and arrays are entered, anything else has no parts. */
function within(branch: Branch, value: Value, root: Doc, shaper: Shaper): Maybe {
  if (isDoc(value)) return shaped(branch, value, root, shaper)
  if (Array.isArray(value)) {
    return value.map((each) => within(branch, each, root, shaper)).filter((each): each is Value => each !== undefined)
  }
  if (branch.computes) return shaped(branch, new Map(), root, shaper)
  return shaper.keepsOthers ? value : undefined
}

function collectKept(branch: Branch, prefix: readonly string[], into: Dependencies): void {
  for (const [name, child] of branch.children) {
    const path = [...prefix, name]
    if (isBranch(child)) collectKept(child, path, into)
    // Whether the field is there decides what a computed part of it becomes.
    if (child === 'keep' || (isBranch(child) && child.computes)) into.add(path)
  }
}
