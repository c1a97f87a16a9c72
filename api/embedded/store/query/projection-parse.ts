import { isDoc, type Doc, type Value } from '../values.ts'
import { refuse, StoreError } from '../errors.ts'
import { isNumeric, isTruthy, toNumber } from '../bson/numbers.ts'

/** What happens to a field: kept or left out, computed, cut, or replaced by the one element that matched. */
export type Leaf =
  | { readonly kind: 'keep' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'compute'; readonly spec: Value }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly limit: number }
  | { readonly kind: 'element'; readonly filter: Doc }
  | { readonly kind: 'position' }

export interface Tree {
  readonly kind: 'tree'
  readonly children: Map<string, Leaf | Tree>
}

export interface Parsed {
  readonly tree: Tree
  readonly isExclusion: boolean
  /** The first name of the path with a `$`. */
  readonly positional: string | undefined
}

const fault = (code: number, message: string) => new StoreError(code, `Location${code}`, message)

/**
 * Reads a find projection and checks that it includes or excludes, not both, and that no path is named twice. In a
 * $project stage (`isStage`) $slice is the expression, and $elemMatch and positional `$` are unknown.
 */
export function parseProjection(spec: Doc, isStage = false): Parsed {
  const parser = new Parser(isStage)
  parser.document(spec, [])
  return parser.parsed()
}

class Parser {
  private readonly tree: Tree = emptyTree()
  private type: 'inclusion' | 'exclusion' | undefined
  private id: boolean | undefined
  private hasElement = false
  private hasSlice = false
  private position: string | undefined

  constructor(private readonly isStage: boolean) {}

  document(spec: Doc, prefix: readonly string[]): void {
    for (const [name, value] of spec) this.field([...prefix, ...splitPath(name)], value)
  }

  parsed(): Parsed {
    const isExclusion = this.type === 'exclusion' || (this.type === undefined && !this.includesByDefault())
    if (!isExclusion && this.id === undefined && !this.tree.children.has('_id')) {
      this.tree.children.set('_id', { kind: 'keep' })
    }
    return { tree: this.tree, isExclusion, positional: this.position }
  }

  /** Without a field that says so: _id: 1 means inclusion, else $slice exclusion, else $elemMatch inclusion. */
  private includesByDefault(): boolean {
    return this.id === true || (this.hasElement && !this.hasSlice)
  }

  private field(path: readonly string[], value: Value): void {
    if (path.at(-1) === '$' && !this.isStage) return this.positional(path.slice(0, -1), value)
    if (isNumeric(value) || typeof value === 'boolean') return this.flag(path, isTruthy(value))
    if (!isDoc(value)) return this.computed(path, value, 31310)
    const [first] = value.keys()
    if (first === undefined) throw fault(51270, 'An empty sub-projection is not a valid value')
    if (!first.startsWith('$')) return this.document(value, path)
    if (this.isStage) return this.computed(path, value)
    switch (first) {
      case '$slice':
        return this.slice(path, value)
      case '$elemMatch':
        return this.element(path, value.get(first)!)
      case '$meta':
        return refuse('$meta in a projection')
      default:
        return this.computed(path, value)
    }
  }

  private flag(path: readonly string[], isIncluded: boolean): void {
    if (path.length === 1 && path[0] === '_id') this.id = isIncluded
    else this.decide(isIncluded ? 'inclusion' : 'exclusion', path)
    this.put(path, { kind: isIncluded ? 'keep' : 'drop' })
  }

  private decide(type: 'inclusion' | 'exclusion', path: readonly string[]): void {
    const name = path.join('.')
    if (this.type !== undefined && this.type !== type) {
      throw type === 'exclusion'
        ? fault(31254, `Cannot do exclusion on field ${name} in inclusion projection`)
        : fault(31253, `Cannot do inclusion on field ${name} in exclusion projection`)
    }
    this.type = type
  }

  private computed(path: readonly string[], spec: Value, code = 31252): void {
    if (this.type === 'exclusion') {
      throw fault(code, `Cannot use an expression ${path.join('.')} in an exclusion projection`)
    }
    this.type = 'inclusion'
    this.put(path, { kind: 'compute', spec })
  }

  private positional(path: readonly string[], value: Value): void {
    if (isDoc(value)) throw fault(31271, 'positional projection cannot be used with an expression or sub object')
    if (!isNumeric(value) && typeof value !== 'boolean') {
      throw fault(31308, 'positional projection cannot be used with a literal')
    }
    if (!isTruthy(value)) throw fault(31395, 'positional projection cannot be used with exclusion')
    if (this.position !== undefined) throw fault(31276, 'Cannot specify more than one positional projection per query.')
    if (this.hasElement) throw fault(31256, 'Cannot specify positional operator and $elemMatch.')
    this.decide('inclusion', path)
    this.position = path[0]
    this.put(path, { kind: 'position' })
  }

  private element(path: readonly string[], filter: Value): void {
    if (!isDoc(filter)) throw fault(31274, 'elemMatch: Invalid argument, object required')
    if (this.position !== undefined) throw fault(31255, 'Cannot specify positional operator and $elemMatch.')
    if (path.length > 1) throw fault(31275, 'Cannot use $elemMatch projection on a nested field.')
    this.hasElement = true
    this.put(path, { kind: 'element', filter })
  }

  /** find's own {$slice: n} and {$slice: [skip, limit]}; anything else is the expression of that name. */
  private slice(path: readonly string[], value: Doc): void {
    const spec = value.get('$slice')!
    const [skip, limit] = Array.isArray(spec) ? spec.map(wholeNumber) : [undefined, wholeNumber(spec)]
    const isPair = Array.isArray(spec) && spec.length === 2 && skip !== undefined
    if (limit === undefined || (Array.isArray(spec) && (!isPair || limit <= 0))) return this.computed(path, value)
    this.hasSlice = true
    this.put(path, { kind: 'slice', skip, limit })
  }

  private put(path: readonly string[], leaf: Leaf): void {
    let tree = this.tree
    for (const [i, name] of path.entries()) {
      const known = tree.children.get(name)
      if (i === path.length - 1) {
        if (known) throw fault(31250, `Path collision at ${path.join('.')}`)
        tree.children.set(name, leaf)
      } else if (known === undefined) {
        const inner = emptyTree()
        tree.children.set(name, inner)
        tree = inner
      } else if (known.kind === 'tree') {
        tree = known
      } else {
        throw fault(31249, `Path collision at ${path.join('.')} remaining portion ${path.slice(i + 1).join('.')}`)
      }
    }
  }
}

const emptyTree = (): Tree => ({ kind: 'tree', children: new Map() })

function wholeNumber(value: Value): number | undefined {
  const number = toNumber(value)
  return number === undefined || Number.isNaN(number) ? undefined : Math.trunc(number)
}

function splitPath(path: string): string[] {
  const names = path.split('.')
  if (path === '') throw fault(40352, 'FieldPath cannot be constructed with empty string')
  if (names.at(-1) === '') throw fault(40353, "FieldPath must not end with a '.'.")
  if (names.includes('')) throw fault(15998, 'FieldPath field names may not be empty strings.')
  const dollar = names.findIndex((name) => name.startsWith('$'))
  if (dollar < 0 || (dollar > 0 && dollar === names.length - 1 && names[dollar] === '$')) return names
  if (dollar > 0 && names[dollar] === '$') {
    throw fault(31394, `positional projection may only be used at the end, not in the middle of ${path}`)
  }
  throw fault(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
}
